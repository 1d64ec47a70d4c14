/** `leakcheck forget` */
import { Command } from 'commander'
import { type ForgetResult, forget } from '../../case/forget.ts'
import { wholeNumber } from '../../reports/text.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly reason: string
}

const EXAMPLES = `
Examples:
  leakcheck forget telecom-kyc --reason "ingested from the wrong file"
  leakcheck forget portal --reason "retention ends, order 12/2024"`

export function command(): Command {
  return withCommonOptions(new Command('forget'))
    .summary('remove one source')
    .description(
      'Removes a source and every byte of it from the case’s files. The trail keeps what was done; runs that rest on it stay, marked.',
    )
    .argument('<source>', 'the name of the source')
    .requiredOption('--reason <text>', 'why; the trail keeps it')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(name: string, flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const forgotten = await forget(environment, name, flags.reason)
  output.result({ schema: 'leakcheck.forget/1', ...forgotten }, () => forgetText(forgotten))
  output.note(trailLine(forgotten.head))
}

const forgetText = ({ source, files, runs, readThrough }: ForgetResult): string =>
  [
    `${source} is forgotten, with ${files} file${files === 1 ? '' : 's'}`,
    `No byte of it is left in the case’s files (${wholeNumber(readThrough.pages)} pages read through, ${wholeNumber(readThrough.wiped)} wiped).`,
    'The drive, snapshots and backups may keep older ones.',
    ...(runs.length === 0 ? [] : [`Runs that rest on it stay, and say so: ${runs.join(', ')}`]),
  ].join('\n')
