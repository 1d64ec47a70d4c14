/** What reports show: the provenance document, or the version of it that leaves the building, in which small counts are hidden. */
import type {
  Agreement,
  Finding,
  Overlap,
  ProvenanceDocument,
  SourceResult,
} from '../provenance/document.ts'

/** A number of records, or the words that stand for it. */
export type Count = number | typeof FEW | typeof HIDDEN
/** From 0 to 9 records. */
export const FEW = '<10'
/** Ten or more: told, it would give away what another cell hides. */
export const HIDDEN = 'not shown'

export type ReportedAgreement = Readonly<Record<keyof Agreement, Count>>
export type ReportedOverlap = Readonly<Record<'compared' | 'matched', Count>> &
  Pick<Overlap, 'interval'>

export interface ReportedSource extends Omit<SourceResult, 'overlap' | 'agreement'> {
  readonly overlap?: Readonly<Record<string, ReportedOverlap>>
  readonly agreement?: Readonly<Record<string, ReportedAgreement>>
}

export interface ReportedFinding extends Omit<Finding, 'records'> {
  readonly records?: Count
}

export interface ReportedDocument
  extends Omit<ProvenanceDocument, 'schema' | 'records' | 'presentIn' | 'sources' | 'findings'> {
  readonly schema: ProvenanceDocument['schema'] | typeof PUBLIC_SCHEMA
  readonly records: Readonly<Record<keyof ProvenanceDocument['records'], Count>>
  readonly presentIn: readonly { readonly sources: readonly string[]; readonly records: Count }[]
  readonly sources: readonly ReportedSource[]
  readonly findings: readonly ReportedFinding[]
}

export const PUBLIC_SCHEMA = 'leakcheck.provenance-public/1'

export const isPublic = ({ schema }: ReportedDocument): boolean => schema === PUBLIC_SCHEMA

/** Stands at the head of such a version. */
export const PUBLIC_NOTICE =
  'Version for publication: counts under 10 read <10, others are rounded to tens and the date to its month. Somebody who holds the dump itself, or several reports of this case, may still learn from it of single persons.'

/** What has a share: another dump is made of other collections, and is no origin. */
export const origins = ({ sources }: ReportedDocument): readonly ReportedSource[] =>
  sources.filter(({ role }) => role !== 'dump')

/** `null` for a hidden count. */
export const numberOf = (count: Count): number | null => (typeof count === 'number' ? count : null)

/** Part of a whole in [0, 1]; `null` where either is hidden or the whole is nothing. */
export function rateOf(parts: readonly Count[], whole: Count): number | null {
  const numbers = parts.map(numberOf)
  const sum = numbers.reduce<number | null>(
    (total, n) => (total === null || n === null ? null : total + n),
    0,
  )
  const all = numberOf(whole)
  return sum === null || all === null || all === 0 ? null : Math.min(1, sum / all)
}

/** Distinct records with an identifier; `null` where hidden. */
export function linkableRecords({ records }: ReportedDocument): number | null {
  const [distinct, unlinkable] = [numberOf(records.distinct), numberOf(records.unlinkable)]
  if (distinct === null) return null
  return distinct - (unlinkable ?? 0)
}
