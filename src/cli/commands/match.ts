/** `leakcheck match` */
import { Command, InvalidArgumentError } from 'commander'
import { match } from '../../case/match.ts'
import { page } from '../../reports/page.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly against?: string[]
  readonly created?: string
  readonly calibrate?: number
}

const EXAMPLES = `
Examples:
  leakcheck match                                   the only dump, against everything else
  leakcheck match bot-export --against portal telecom-kyc
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
  const { against, created, calibrate } = flags
  const { document, head } = await match(environment, {
    dump,
    against,
    created,
    calibrate,
    seed: SEED,
  })
  output.result(document, () => page(document))
  output.note(trailLine(head))
}
