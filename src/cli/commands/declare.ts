/** `leakcheck declare` */
import { Command, Option } from 'commander'
import { declare } from '../../case/sources.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { type StatedFlags, withStatedOptions } from './stated-options.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags, StatedFlags {
  readonly as: 'registry' | 'breach'
}

const EXAMPLES = `
Examples:
  leakcheck declare portal --as registry --collects phone,name,yob,gender,id-number --stated-by "ministry, 12 June"
  leakcheck declare lender --as breach --occurred 2020 --collects phone,pan,name,dob`

export function command(): Command {
  const base = new Command('declare')
    .summary('state a source of which no file is to be had')
    .description(
      'States a source of which no file is to be had: its fields and dates can still rule things out.',
    )
    .argument('<name>', 'the name of the source')
    .addOption(
      new Option('--as <role>', 'what it is').choices(['registry', 'breach']).makeOptionMandatory(),
    )
  return withCommonOptions(withStatedOptions(base)).addHelpText('after', EXAMPLES).action(run)
}

async function run(name: string, flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const declared = await declare(environment, name, flags.as, flags)
  output.result(
    { schema: 'leakcheck.declare/1', ...declared },
    () => `${declared.name} is declared as a ${declared.role}`,
  )
  output.note(trailLine(declared.head))
}
