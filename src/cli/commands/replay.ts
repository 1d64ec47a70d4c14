/** `leakcheck replay` */
import { Command, InvalidArgumentError } from 'commander'
import { type ReplayResult, replay } from '../../case/replay.ts'
import { EXIT } from '../../core/error.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { type ArchiveFlags, archiveOptions, withArchiveOptions } from './archive-options.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags, ArchiveFlags {
  readonly run?: number
}

const EXAMPLES = `
Examples:
  leakcheck replay evidence/                        every file that the newest run rests on
  leakcheck replay result.json registry.csv kyc.csv --run 2`

export function command(): Command {
  return withArchiveOptions(withCommonOptions(new Command('replay')))
    .summary('make a run again from its files and compare')
    .description(
      'Reads the files of a run again, into memory and under the case key, and says whether the evidence comes out the same. Files are told by their hashes, not by their names. Nothing is written to the case but an entry of the trail. Exit code 5 where it does not come out the same.',
    )
    .argument('<file...>', 'the files, or folders of them')
    .option('--run <number>', 'the run; without it the newest', runNumber)
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function runNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a number')
  return Number(text)
}

async function run(files: string[], flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const replayed = await replay(environment, files, {
    run: flags.run ?? null,
    ...archiveOptions(flags),
  })
  output.result({ schema: 'leakcheck.replay/1', ...replayed }, () => replayText(replayed))
  output.note(trailLine(replayed.head))
  if (!replayed.isSame) process.exitCode = EXIT.damaged
}

function replayText({ run: number, isSame, differs, files, tool }: ReplayResult): string {
  const read = `${files} file${files === 1 ? '' : 's'}`
  if (isSame) return `run ${number} follows from its ${read}: the evidence comes out the same`
  const versions =
    tool.ofRun === tool.now
      ? []
      : [
          `the run was made by leakcheck ${tool.ofRun}, and this is ${tool.now}: compare with that one`,
        ]
  return [
    `run ${number} does NOT follow from its ${read}: ${differs.join(', ')} came out otherwise`,
    ...versions,
  ].join('\n')
}
