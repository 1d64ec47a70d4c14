/** Findings that need no probability: fields and dates that rule a source out, duplicates, shared phones. */
import { drawnOn, isCollected, isTooYoung } from './count-patterns.ts'
import type { PatternSource, PatternsDocument } from './patterns.ts'

export interface FactFinding {
  readonly code: string
  readonly source?: string
  readonly field?: string
  readonly records?: number
  readonly sentence: string
}

/** So many later rows, and so large a part of all, are more than slips of the pen. */
const CONTRADICTED = { rows: 10, part: 0.005 } as const

/** Placeholders counted at ingest, by column kind. */
export type PlaceholderCounts = Readonly<Record<string, number>>

/** `1,234 records` */
export const quantity = (n: number, noun: string): string =>
  `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`

export function factFindings(
  document: PatternsDocument,
  placeholders: PlaceholderCounts,
): FactFinding[] {
  return [
    ...document.sources.flatMap((source) => [
      ...fieldsNotCollected(document, source),
      ...afterSnapshot(document, source),
      ...beforeBreach(document, source),
      ...dateContradicted(document, source),
      ...crowded(source),
    ]),
    ...placeholderValues(placeholders),
    ...duplicateRecords(document),
    ...sharedPhones(document),
    ...unansweredQuestions(document),
  ]
}

function fieldsNotCollected(
  { forms, patterns, dump }: PatternsDocument,
  source: PatternSource,
): FactFinding[] {
  const { collects, name } = source
  if (collects === null) return []
  return dump.fields
    .filter((field) => !isCollected(field, collects))
    .flatMap((field) => {
      const records = patterns.reduce(
        (sum, { form, n }) => sum + (forms[form]?.filled.includes(field) ? n : 0),
        0,
      )
      if (records === 0) return []
      const sentence = `${quantity(records, 'record')} of the dump hold ${field}, which ${name} is stated not to collect: ${name} is not the only source of these records.`
      return [{ code: 'field-not-collected', source: name, field, records, sentence }]
    })
}

function afterSnapshot(
  { patterns }: PatternsDocument,
  { id, name, role }: PatternSource,
): FactFinding[] {
  const records = patterns.reduce((sum, { late, n }) => sum + (late[id] === '1' ? n : 0), 0)
  if (records === 0) return []
  const drawn =
    role === 'registry'
      ? 'the latest day on which the export can have been drawn'
      : 'the latest day on which that breach can have happened'
  const sentence = `${quantity(records, 'record')} hold an event dated after ${drawn}: these records as they stand did not come from ${name}.`
  return [{ code: 'after-snapshot', source: name, records, sentence }]
}

function beforeBreach({ dump }: PatternsDocument, source: PatternSource): FactFinding[] {
  if (!isTooYoung(source, dump.seen)) return []
  const sentence = `The dump was seen before ${source.name} can have happened: ${source.name} is ruled out as its source.`
  return [{ code: 'before-breach', source: source.name, sentence }]
}

/** The source's own rows, where its days were counted: a stated date is often a seller's claim. */
function dateContradicted({ tabulations }: PatternsDocument, source: PatternSource): FactFinding[] {
  const days = tabulations.find((table) => table.source === source.id && table.column === 'day')
  const drawn = drawnOn(source)
  if (days === undefined || drawn === null) return []
  const count = (rows: typeof days.all) => rows.reduce((sum, [, n]) => sum + n, 0)
  const records = count(days.all.filter(([day]) => day > drawn.latest))
  if (records < CONTRADICTED.rows || records < CONTRADICTED.part * count(days.all)) return []
  const claim = source.role === 'registry' ? 'to have been drawn' : 'to have happened'
  const sentence = `${quantity(records, 'row')} of ${count(days.all).toLocaleString('en')} in ${source.name} are dated after the latest day on which it is said ${claim}: the date, or the file, is not what it is said to be.`
  return [{ code: 'date-contradicted', source: source.name, field: 'date', records, sentence }]
}

function crowded({ name, crowded: records }: PatternSource): FactFinding[] {
  if (records === 0) return []
  const sentence = `${quantity(records, 'record')} share an identifier with so many records of ${name} that they were not linked through it.`
  return [{ code: 'crowded', source: name, records, sentence }]
}

function placeholderValues(placeholders: PlaceholderCounts): FactFinding[] {
  return Object.entries(placeholders)
    .filter(([, records]) => records > 0)
    .map(([field, records]) => {
      const sentence = `${quantity(records, 'value')} of ${field} in the dump are placeholders (9999999999, NA and the like); they were counted and never matched.`
      return { code: 'placeholder-values', field, records, sentence }
    })
}

function duplicateRecords({ dump }: PatternsDocument): FactFinding[] {
  const records = dump.rows - dump.distinct
  if (records === 0) return []
  const sentence = `${quantity(records, 'record')} of the dump repeat another one in full and were counted once.`
  return [{ code: 'duplicate-records', records, sentence }]
}

function sharedPhones({ dump }: PatternsDocument): FactFinding[] {
  const { phones, records } = dump.sharedPhones
  if (phones === 0) return []
  const sentence = `${quantity(records, 'record')} share ${quantity(phones, 'phone')} with another record: households, counted as ${quantity(dump.clusters, 'independent group')} in all.`
  return [{ code: 'shared-phones', records, sentence }]
}

function unansweredQuestions({ queries, sources }: PatternsDocument): FactFinding[] {
  if (queries === null || queries.missed === 0) return []
  const held = sources
    .map(({ name, id }) => `${name} holds ${queries.missedKnown[id] ?? 0}`)
    .join(', ')
  const sentence = `The bot answered ${queries.missed} of ${quantity(queries.asked, 'question')} with "no data"; of what was asked there, ${held}.`
  return [{ code: 'questions-missed', records: queries.missed, sentence }]
}
