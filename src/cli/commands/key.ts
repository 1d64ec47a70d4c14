/** `leakcheck key` */
import { Command, Option } from 'commander'
import { exportKey, type KeyWritten, type Wrapping } from '../../case/key-export.ts'
import { importKey } from '../../case/key-import.ts'
import { protectKey } from '../../case/key-protect.ts'
import { showKey } from '../../case/key-show.ts'
import { type CommonFlags, type Context, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface ExportFlags extends CommonFlags {
  readonly output: string
  readonly to?: string
  readonly plain?: boolean
}

const EXAMPLES = {
  show: `
Examples:
  leakcheck key show
  leakcheck key show --key /media/usb/case-7.key`,
  export: `
Examples:
  leakcheck key export -o /media/usb/case-7.age                    under a generated passphrase
  leakcheck key export -o case-7.age --to age1ql3z7hjy54pw3hyww…   for a colleague
  leakcheck key export -o /media/safe/case-7.key --plain`,
  import: `
Examples:
  leakcheck key import /media/usb/case-7.age
  leakcheck key import case-7.key --key ~/keys/case-7.key
  age --decrypt -i me.txt case-7.age | leakcheck key import -`,
  protect: `
Examples:
  leakcheck key protect                             under a generated passphrase
  leakcheck key protect --plain                     without one`,
} as const

export function command(): Command {
  return new Command('key')
    .summary('show, copy and protect the key of the case')
    .addCommand(showCommand())
    .addCommand(exportCommand())
    .addCommand(importCommand())
    .addCommand(protectCommand())
}

const showCommand = (): Command =>
  withCommonOptions(new Command('show'))
    .summary('where the key is and which case it opens')
    .description(
      'Says where the key is, which case it opens and whether it is protected; never the key.',
    )
    .addHelpText('after', EXAMPLES.show)
    .action(show)

const exportCommand = (): Command =>
  withCommonOptions(new Command('export'))
    .summary('write a second copy of the key')
    .description(
      'Writes a copy of the key to a new file that only you can read: an age file under a generated passphrase of eight words, or for a recipient.',
    )
    .requiredOption('-o, --output <file>', 'the new file')
    .addOption(new Option('--to <recipient>', 'for an age recipient (age1…)').conflicts('plain'))
    .option('--plain', 'not encrypted')
    .addHelpText('after', EXAMPLES.export)
    .action(writeCopy)

const importCommand = (): Command =>
  withCommonOptions(new Command('import'))
    .summary('put a copy of the key where the case looks for it')
    .description(
      'Puts a copy of the key where the case looks for it, once it is seen to open the case. Overwrites nothing.',
    )
    .argument('<file>', 'the copy, or - for standard input')
    .addHelpText('after', EXAMPLES.import)
    .action(readCopy)

const protectCommand = (): Command =>
  withCommonOptions(new Command('protect'))
    .summary('put the key file under a passphrase')
    .description(
      'Puts the key file under a generated passphrase of eight words, shown once on the terminal (or the first line of the file that LEAKCHECK_NEW_PASSPHRASE_FILE names).',
    )
    .option('--plain', 'take the passphrase off')
    .addHelpText('after', EXAMPLES.protect)
    .action(protect)

async function show(flags: CommonFlags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const shown = await showKey(environment)
  output.result({ schema: 'leakcheck.key/1', ...shown }, () =>
    [
      `key    ${shown.path}`,
      `case   ${shown.caseId}`,
      `check  ${shown.checkValue}`,
      shown.isProtected
        ? 'protected by a passphrase'
        : 'not protected: whoever reads the file and the case reads everything',
    ].join('\n'),
  )
}

async function writeCopy(flags: ExportFlags): Promise<void> {
  const context = contextOf(flags)
  tell(context, 'copied to', await exportKey(context.environment, flags.output, wrappingOf(flags)))
}

function wrappingOf({ to, plain }: ExportFlags): Wrapping {
  if (to !== undefined) return { kind: 'recipient', recipient: to }
  return { kind: plain === true ? 'plain' : 'passphrase' }
}

async function readCopy(file: string, flags: CommonFlags): Promise<void> {
  const context = contextOf(flags)
  tell(context, 'imported to', await importKey(context.environment, file))
}

async function protect(flags: CommonFlags & { readonly plain?: boolean }): Promise<void> {
  const context = contextOf(flags)
  const wrapping = flags.plain === true ? 'plain' : 'passphrase'
  tell(context, 'rewritten in', await protectKey(context.environment, wrapping))
}

const CLOSED = {
  passphrase: 'under a passphrase',
  recipient: 'for an age recipient',
  plain: 'not protected: whoever reads it and the case reads everything',
} as const

function tell({ output }: Context, done: string, written: KeyWritten): void {
  output.result({ schema: 'leakcheck.key/1', ...written }, () =>
    [`the key of case ${written.caseId} is ${done} ${written.path}`, CLOSED[written.wrapping]].join(
      '\n',
    ),
  )
  output.note(trailLine(written.head))
}
