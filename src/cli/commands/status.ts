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

function statusText(found: Status): string {
  const { caseId, created, sources, runs, can, cannot, next, clock, held } = found
  const list = (heading: string, texts: readonly string[]) =>
    texts.length === 0 ? [] : [heading, ...texts.flatMap(bullet), '']
  const newest = runs.at(-1)
  return [
    `Case ${caseId}, started ${created.slice(0, 10)}`,
    ...(clock === null ? [] : [clockText(clock)]),
    ...(held ? ['On hold: forget and shred refuse'] : []),
    sourcesText(sources),
    ...(newest === undefined ? [] : [runText(newest)]),
    '',
    ...list('It can', can),
    ...list('It cannot yet', cannot),
    ...(next === null ? [] : [`Next: ${next.what}`, `  ${next.command}`]),
  ].join('\n')
}

function clockText({ due, minutesLeft }: NonNullable<Status['clock']>): string {
  const minutes = Math.abs(minutesLeft)
  const span = `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  const when = `${due.slice(0, 10)} ${due.slice(11, 16)} UTC`
  return minutesLeft >= 0
    ? `Report to CERT-In: due ${when}, ${span} left`
    : `Report to CERT-In: was due ${when}, ${span} ago`
}

function runText({ run, created, forgotten }: Status['runs'][number]): string {
  const mark = forgotten.length === 0 ? '' : `; it rests on forgotten ${forgotten.join(', ')}`
  return `  newest run: ${run}, ${created.slice(0, 16)} (leakcheck report)${mark}`
}
