/** `leakcheck sources` */
import { Command } from 'commander'
import { type ListedSource, type ListedWithCustody, listSources } from '../../case/sources.ts'
import { shownRange } from '../../case/stated-dates.ts'
import { printable } from '../../core/printable.ts'
import { table, wholeNumber } from '../../reports/text.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'

const EXAMPLES = `
Examples:
  leakcheck sources
  leakcheck sources --json | jq '.sources[].files[].sha256'`

export function command(): Command {
  return withCommonOptions(new Command('sources'))
    .summary('the sources of the case and their files')
    .description(
      'Lists the sources of the case, what was stated of them, and their files. Needs no key; with it, tells where they came from.',
    )
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: CommonFlags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const sources = await listSources(environment)
  output.result({ schema: 'leakcheck.sources/1', sources }, () =>
    [sourcesText(sources), ...custodyText(sources)].join('\n'),
  )
}

/** A line for each source of which it was said where it came from. */
function custodyText(sources: readonly ListedWithCustody[]): string[] {
  if (sources.some(({ custody }) => custody === null))
    return ['where they came from is sealed: name the key with --key FILE']
  return sources.flatMap(({ name, custody }) => {
    const said = Object.entries(custody ?? {}).map(([word, text]) => `${word} ${printable(text)}`)
    return said.length === 0 ? [] : [`  ${name}: ${said.join('; ')}`]
  })
}

export function sourcesText(sources: readonly ListedSource[]): string {
  if (sources.length === 0) return 'no sources yet'
  return table(
    sources.map(({ name, role, records, files, stated, ...source }) => [
      name,
      role,
      files.length === 0 ? 'declared' : `${wholeNumber(records)} records`,
      marks(source),
      statedText(stated),
    ]),
  ).join('\n')
}

const marks = ({
  complete,
  quick,
  transcribed,
}: Pick<ListedSource, 'complete' | 'quick' | 'transcribed'>): string =>
  [
    ...(complete ? [] : ['PARTIAL']),
    ...(quick === null ? [] : [`QUICK ${quick}`]),
    ...(transcribed ? ['TRANSCRIBED'] : []),
  ].join(', ')

function statedText({
  taken,
  occurred,
  published,
  seen,
  completeness,
}: ListedSource['stated']): string {
  const dates = Object.entries({ taken, occurred, published, seen }).flatMap(([word, range]) =>
    range === undefined ? [] : [`${word} ${shownRange(range)}`],
  )
  const drawn =
    completeness === undefined
      ? []
      : [completeness.kind === 'sampled' ? `sampled ${completeness.fraction}` : completeness.kind]
  return [...dates, ...drawn].join(', ')
}
