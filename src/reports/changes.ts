/** What is new since an earlier run: the verdict, the sources and files, and every figure that moved beyond its interval or at all. */
import { methodWords, ratioWords, shareWords } from './reading.ts'
import type { ReportedDocument, ReportedSource } from './reported.ts'
import { wholeNumber } from './text.ts'

export interface Change {
  readonly what: string
  readonly before: string
  readonly after: string
}

export interface Changes {
  readonly run: number
  readonly created: string
  readonly changes: readonly Change[]
}

export function changesSince(before: ReportedDocument, after: ReportedDocument): Changes {
  return {
    run: before.run,
    created: before.created,
    changes: [
      change('dump', before.dump, after.dump),
      change('verdict', before.verdict.code, after.verdict.code),
      change('rests on', before.verdict.sources.join(', '), after.verdict.sources.join(', ')),
      change(
        'distinct records',
        wholeNumber(before.records.distinct),
        wholeNumber(after.records.distinct),
      ),
      ...sourceChanges(before, after),
      ...listChanges('file', filesOf(before), filesOf(after)),
      ...listChanges('finding', findingsOf(before), findingsOf(after)),
      ...listChanges('not used', notUsedOf(before), notUsedOf(after)),
      change('leakcheck', before.method.tool, after.method.tool),
      change('method', methodWords(before.method), methodWords(after.method)),
    ].filter((one) => one.before !== one.after),
  }
}

const change = (what: string, before: string, after: string): Change => ({ what, before, after })

const ABSENT = 'not there'

function sourceChanges(before: ReportedDocument, after: ReportedDocument): readonly Change[] {
  const names = [...new Set([...before.sources, ...after.sources].map(({ name }) => name))]
  return names.flatMap((name) => {
    const [one, other] = [before, after].map(({ sources }) =>
      sources.find((source) => source.name === name),
    )
    if (one === undefined || other === undefined) {
      const [was, is] = [one, other].map((side) => (side === undefined ? ABSENT : 'compared'))
      return [change(`source ${name}`, was ?? '', is ?? '')]
    }
    return [
      change(`share of ${name}`, shareWords(one.share), shareWords(other.share)),
      change(`ratio of ${name}`, ratioText(one), ratioText(other)),
    ]
  })
}

const ratioText = ({ contributed }: ReportedSource): string =>
  contributed === undefined ? '' : ratioWords(contributed)

/** A line for each item that came or went. */
function listChanges(
  what: string,
  before: readonly string[],
  after: readonly string[],
): readonly Change[] {
  return [
    ...before.filter((item) => !after.includes(item)).map((item) => change(what, item, ABSENT)),
    ...after.filter((item) => !before.includes(item)).map((item) => change(what, ABSENT, item)),
  ]
}

const filesOf = ({ inputs }: ReportedDocument): string[] =>
  inputs.map(
    ({ source, file, sha256, complete }) =>
      `${source}: ${file} (${sha256.slice(0, 16)}…${complete ? '' : ', read in part'})`,
  )

const findingsOf = ({ findings }: ReportedDocument): string[] =>
  findings.map(({ code, source, field }) =>
    [code, source, field].filter((part) => part !== undefined).join(', '),
  )

const notUsedOf = ({ notUsed }: ReportedDocument): string[] =>
  notUsed.map(({ source, because }) => `${source}: ${because}`)
