/** `leakcheck shred` */
import { Command } from 'commander'
import { type ShredResult, shred } from '../../case/shred.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly reason: string
}

const EXAMPLES = `
Examples:
  leakcheck shred --reason "case closed, retention ended"
  leakcheck shred --reason "order 12/2024" --key /media/usb/case-7.key`

export function command(): Command {
  return withCommonOptions(new Command('shred'))
    .summary('destroy the case key, and with it the case')
    .description(
      'Overwrites and removes the key file. What is sealed in the case can then be read by nobody who has no copy of the key.',
    )
    .requiredOption('--reason <text>', 'why; the trail keeps it')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const shredded = await shred(environment, flags.reason)
  output.result({ schema: 'leakcheck.shred/1', ...shredded }, () => shredText(shredded))
  output.note(trailLine(shredded.head))
}

const shredText = ({ caseId, keyFile, copies }: ShredResult): string =>
  [
    `The key of case ${caseId} is destroyed: ${keyFile}`,
    copies === 0
      ? 'The trail knows of no copy of it; one made by hand would still open the case.'
      : `The trail knows of ${copies} ${copies === 1 ? 'copy' : 'copies'}: each still opens the case and is to be destroyed too.`,
    'The drive, snapshots and backups may keep older bytes. Names, dates, hashes and the trail can still be read.',
  ].join('\n')
