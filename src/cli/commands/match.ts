/** `leakcheck match` */
import { Command, InvalidArgumentError } from 'commander'
import { hasOneCopy } from '../../case/key-export.ts'
import { match } from '../../case/match.ts'
import { explanationPage } from '../../reports/explanation.ts'
import { terminalPage } from '../../reports/render.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { ONE_COPY } from './one-copy.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly against?: string[]
  readonly created?: string
  readonly calibrate?: number
  readonly explain?: string | boolean
}

const EXAMPLES = `
Examples:
  leakcheck match                                   the only dump, against everything else
  leakcheck match bot-export --against portal telecom-kyc
  leakcheck match --explain portal                  the evidence, from ratio to counts
  leakcheck match --json > run.json`

const SEED = 1

export function command(): Command {
  return withCommonOptions(new Command('match'))
    .summary('compare a dump with the other sources')
    .description(
      'Links the records of a dump with every source, stores the run and says what can be concluded.',
    )
    .argument('[dump]', 'which dump; not needed where there is one')
    .option('--against <source...>', 'only these sources')
    .option(
      '--explain [source]',
      'follow a ratio back to counts; without a name, of every registry',
    )
    .option('--calibrate <runs>', 'pretend dumps to test this case with', wholeRuns)
    .option('--created <time>', 'the date that the document carries')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function wholeRuns(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('a whole number of runs')
  return Number(text)
}

async function run(dump: string | undefined, flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const { against, created, calibrate, explain } = flags
  const { document, explanations, head } = await match(environment, {
    dump,
    against,
    created,
    calibrate,
    explain,
    seed: SEED,
  })
  const printed = explain === undefined ? document : { ...document, explanations }
  output.result(printed, () =>
    [terminalPage(document), ...explanations.map(explanationPage)].join('\n'),
  )
  if (await hasOneCopy(environment)) output.note(ONE_COPY)
  output.note(trailLine(head))
}
