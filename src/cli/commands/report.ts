/** `leakcheck report` */
import { closeSync, openSync, writeSync } from 'node:fs'
import { Command, InvalidArgumentError, Option } from 'commander'
import { report } from '../../case/report.ts'
import { AppError } from '../../core/error.ts'
import { REPORTS } from '../../reports/index.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly format?: string
  readonly output?: string
}

const EXAMPLES = `
Examples:
  leakcheck report --format md                      the newest run, to the terminal
  leakcheck report 2 --format json -o run-2.json`

export function command(): Command {
  return withCommonOptions(new Command('report'))
    .summary('a stored run as a document')
    .description('Writes a stored run as a document; the newest where none is named.')
    .argument('[run]', 'the number of the run', runNumber)
    .addOption(new Option('--format <name>', 'the format').choices(REPORTS.map(({ name }) => name)))
    .option('-o, --output <file>', 'write to a new file instead of standard output')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function runNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a number')
  return Number(text)
}

async function run(wanted: number | undefined, flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const format = flags.format ?? (flags.json === true ? 'json' : 'md')
  const made = await report(environment, wanted ?? null, format)
  if (flags.output === undefined) output.document(made.text)
  else writeNew(flags.output, made.text)
  if (made.isOutdated)
    output.note(
      `run ${made.run} is older than the newest files of the case: leakcheck match makes a new one`,
    )
  output.note(trailLine(made.head))
}

/** A report is never written over another file. */
function writeNew(path: string, text: string): void {
  try {
    const file = openSync(path, 'wx', 0o600)
    try {
      writeSync(file, text)
    } finally {
      closeSync(file)
    }
  } catch (cause) {
    throw new AppError('USAGE', 'the output file is there already or cannot be written', {
      hint: 'choose another -o FILE',
      cause,
    })
  }
}
