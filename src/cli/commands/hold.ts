/** `leakcheck hold` */
import { Argument, Command } from 'commander'
import { hold } from '../../case/hold.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly reason: string
}

const EXAMPLES = `
Examples:
  leakcheck hold on --reason "court asked for the case to be kept"
  leakcheck hold off --reason "released, letter of 3 May"`

export function command(): Command {
  return withCommonOptions(new Command('hold'))
    .summary('while on, forget and shred refuse')
    .description('Puts the case on hold or lifts it: while it is on, forget and shred refuse.')
    .addArgument(new Argument('<state>', 'on or off').choices(['on', 'off']))
    .requiredOption('--reason <text>', 'why; the trail keeps it')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(state: 'on' | 'off', flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const held = await hold(environment, state === 'on', flags.reason)
  output.result({ schema: 'leakcheck.hold/1', ...held }, () =>
    held.on ? 'on hold: forget and shred refuse' : 'the hold is lifted',
  )
  output.note(trailLine(held.head))
}
