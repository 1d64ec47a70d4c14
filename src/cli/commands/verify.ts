/** `leakcheck verify` */
import { Command } from 'commander'
import { type Verification, verify } from '../../case/verify.ts'
import { EXIT } from '../../core/error.ts'
import { wholeNumber } from '../../reports/text.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'

interface Flags extends CommonFlags {
  readonly head?: string
}

const EXAMPLES = `
Examples:
  leakcheck verify
  leakcheck verify --head 41:9f3c5d2ab10e77c4       against a trail line that was written down`

export function command(): Command {
  return withCommonOptions(new Command('verify'))
    .summary('check the case and its trail for damage')
    .description(
      'Opens every box, counts, and follows the trail. Exit code 5 where something does not hold.',
    )
    .option('--head <n:hash>', 'a trail line that was written down at the time')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const verification = await verify(environment, flags.head ?? null)
  output.result({ schema: 'leakcheck.verify/1', ...verification }, () =>
    verificationText(verification),
  )
  if (verification.faults.length > 0 || verification.headFound === false)
    process.exitCode = EXIT.damaged
}

function verificationText({ faults, boxes, trailEntries, headFound }: Verification): string {
  const counted = `${wholeNumber(boxes)} boxes open, ${wholeNumber(trailEntries)} trail entries follow`
  const head = {
    true: 'the trail line is in the trail: nothing before it was rewritten',
    false: 'the trail line is NOT in the trail: the case was rewritten, restored, or is another',
    null: 'internally consistent; a rewritten or restored case would look the same (--head checks)',
  }[`${headFound}`]
  return [
    ...faults.map((fault) => `damaged: ${fault}`),
    ...(faults.length === 0 ? [counted] : []),
    head,
  ].join('\n')
}
