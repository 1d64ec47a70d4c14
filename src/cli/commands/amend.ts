/** `leakcheck amend` */
import { Command } from 'commander'
import { amend } from '../../case/sources.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import {
  type CustodyFlags,
  type StatedFlags,
  withCustodyOptions,
  withStatedOptions,
} from './stated-options.ts'
import { trailLine } from './trail-line.ts'

const EXAMPLES = `
Examples:
  leakcheck amend portal --sampled 0.3 --stated-by "portal, letter of 14 June"
  leakcheck amend lender --occurred 2019..2020
  leakcheck amend bot-export --from "the complainant" --device "phone, exhibit 3"`

export function command(): Command {
  const base = new Command('amend')
    .summary('change what was stated of a source')
    .description('Changes what was stated of a source; the trail keeps the old value.')
    .argument('<name>', 'the name of the source')
  return withCommonOptions(withCustodyOptions(withStatedOptions(base)))
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(name: string, flags: CommonFlags & StatedFlags & CustodyFlags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const amended = await amend(environment, name, flags)
  output.result(
    { schema: 'leakcheck.amend/1', ...amended },
    () => `${amended.name} is amended; runs made before do not know it`,
  )
  output.note(trailLine(amended.head))
}
