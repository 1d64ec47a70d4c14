/** `leakcheck init` */
import { Command } from 'commander'
import { init } from '../../case/init.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { ONE_COPY } from './one-copy.ts'

interface Flags extends CommonFlags {
  readonly passphrase?: boolean
  readonly noticed?: string
  readonly operator?: string
  readonly ref?: string
}

const EXAMPLES = `
Examples:
  leakcheck init                                    in .leakcheck/, key in the user's data folder
  leakcheck init case-7 --key /media/usb/case-7.key
  leakcheck init --passphrase --noticed 2023-06-12T09:30+05:30 --ref CERT-2023-117`

export function command(): Command {
  return withCommonOptions(new Command('init'))
    .summary('start a case and its key')
    .description(
      'Starts a case in DIR (.leakcheck/ without it). The key is written elsewhere; without it the case is unreadable.',
    )
    .argument('[dir]', 'the folder of the case')
    .option('--passphrase', 'protect the key file with a passphrase')
    .option('--noticed <time>', 'when the leak was noticed')
    .option('--operator <name>', 'who works on the case')
    .option('--ref <text>', 'a reference of yours')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(folder: string | undefined, flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const { noticed, operator, ref: reference } = flags
  const made = await init(environment, {
    folder,
    passphrase: flags.passphrase === true,
    noticed,
    operator,
    reference,
  })
  output.result({ schema: 'leakcheck.init/1', ...made }, () =>
    [
      `case ${made.caseId}`,
      `  in   ${made.folder}`,
      `  key  ${made.keyFile}${made.isProtected ? ' (passphrase)' : ''}`,
    ].join('\n'),
  )
  output.note(ONE_COPY)
  output.note('next: leakcheck ingest FILE --as dump --name NAME')
}
