/** `leakcheck template` */
import { Argument, Command } from 'commander'
import { writeNew } from '../../case/new-file.ts'
import { TRANSCRIPT_COLUMNS } from '../../readers/transcript.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'

interface Flags extends CommonFlags {
  readonly output?: string
}

/** Empty files to be filled by hand, by name. */
const TEMPLATES = { bot: TRANSCRIPT_COLUMNS } as const

const EXAMPLES = `
A line a person in an answer; rows with the same screenshot, question and time are
one answer. A line with nothing behind its question says that the bot found nothing.
Times are ISO: 2023-06-12 10:04. Leave out what the screenshot does not show, and
type what it shows, mistakes too. Keep the column "transcribed from": it tells the
file from one that a program wrote, and every report says so.

Examples:
  leakcheck template bot -o screenshots.csv
  leakcheck ingest screenshots.csv --as dump --name bot-screenshots --seen 2023-06-12`

export function command(): Command {
  const base = new Command('template')
    .summary('an empty CSV for typing screenshots into')
    .description(
      'Writes an empty CSV into which screenshots of a bot are typed. What is ingested from it is marked transcribed.',
    )
    .addArgument(new Argument('<what>', 'what is typed').choices(Object.keys(TEMPLATES)))
    .option('-o, --output <file>', 'write to a new file instead of standard output')
  return withCommonOptions(base).addHelpText('after', EXAMPLES).action(run)
}

function run(what: keyof typeof TEMPLATES, flags: Flags): void {
  const { output } = contextOf(flags)
  const columns = TEMPLATES[what]
  // Spreadsheets take a file without this mark for their local encoding.
  const text = `\ufeff${columns.join(',')}\r\n`
  if (flags.output !== undefined) writeNew(flags.output, text, 'output')
  if (output.isJson) output.result({ schema: 'leakcheck.template/1', what, columns }, () => '')
  else if (flags.output === undefined) output.document(text)
  else output.note('the template is written: fill it, and ingest it')
}
