/** `leakcheck check` */
import { Command } from 'commander'
import { type CheckedLine, type CheckResult, check } from '../../case/check.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { askLines } from '../lines.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly reason: string
  readonly bulk?: boolean
}

const EXAMPLES = `
Examples:
  leakcheck check --reason "asked by the person, ticket 31"       asked for without echo
  leakcheck check --reason "notice to staff" --bulk < numbers.txt`

export function command(): Command {
  return withCommonOptions(new Command('check'))
    .summary('which sources hold an identifier')
    .description(
      'Says which sources hold an identifier. It is asked for without echo, or read line by line from standard input, never an argument. The trail keeps how many were asked for, and why.',
    )
    .requiredOption('--reason <text>', 'why; the trail keeps it')
    .option('--bulk', 'more than 1,000 lines at once')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const texts = await askLines('Identifier (an empty line ends): ')
  const checked = await check(environment, texts, flags.reason, flags.bulk === true)
  output.result({ schema: 'leakcheck.check/1', ...checked }, () => checkText(checked))
  output.note(trailLine(checked.head))
}

function checkText({ lines, partial, quick, notAsked }: CheckResult): string {
  const rest = [
    ...(partial.length === 0 ? [] : [`of ${partial.join(', ')} only the part that could be read`]),
    ...(quick.length === 0 ? [] : [`of ${quick.join(', ')} only a quick cut`]),
  ]
  return [
    ...lines.map(
      (line) =>
        `${String(line.line).padStart(6)}  ${answer(line, rest.length === 0 ? '' : ` (${rest.join('; ')})`)}`,
    ),
    ...notAsked.map(
      (name) => `${name} was not asked for every kind: another version wrote it; ingest it again`,
    ),
  ].join('\n')
}

function answer({ kinds, sources }: CheckedLine, rest: string): string {
  if (kinds.length === 0) return 'not an identifier that can be looked up'
  return sources.length === 0 ? `not found${rest}` : sources.join(', ')
}
