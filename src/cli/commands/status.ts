/** Bare `leakcheck` */
import { Command } from 'commander'
import { type Status, status } from '../../case/status.ts'
import { bullet } from '../../reports/text.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { sourcesText } from './sources.ts'

export function command(): Command {
  return withCommonOptions(new Command('leakcheck'))
    .description(
      'Says what is in the case, what can and cannot be concluded yet, and which file would help most.',
    )
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .action(run)
}

async function run(flags: CommonFlags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const found = await status(environment)
  output.result({ schema: 'leakcheck.status/1', ...found }, () => statusText(found))
}

function statusText({ caseId, created, sources, runs, can, cannot, next }: Status): string {
  const list = (heading: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [heading, ...texts.flatMap(bullet), '']
  const newest = runs.at(-1)
  return [
    `Case ${caseId}, started ${created.slice(0, 10)}`,
    sourcesText(sources),
    ...(newest === undefined
      ? []
      : [`  newest run: ${newest.run}, ${newest.created.slice(0, 16)} (leakcheck report)`]),
    '',
    ...list('It can', can),
    ...list('It cannot yet', cannot),
    ...(next === null ? [] : [`Next: ${next.what}`, `  ${next.command}`]),
  ].join('\n')
}
