/** What the forms are filled from: the case as it stands in clear, and its newest run where there is one. */
import type { Role } from '../../core/kinds.ts'
import type { ProvenanceDocument } from '../../provenance/document.ts'

export interface CaseFile {
  readonly caseId: string
  readonly created: string
  /** ISO time at which the incident was noticed, where it was stated. */
  readonly noticed: string | null
  readonly operator: string | null
  readonly reference: string | null
  readonly sources: readonly CaseSource[]
  readonly document: ProvenanceDocument | null
}

export interface CaseSource {
  readonly name: string
  readonly role: Role
  readonly records: number
  readonly complete: boolean
  /** Whether a file of it was typed from screenshots. */
  readonly transcribed: boolean
  /** Where the files were had and on what they came, as stated, or `null`. */
  readonly hadFrom: string | null
  readonly device: string | null
  /** First stated day, ISO, or `null`. */
  readonly earliest: string | null
  readonly files: readonly CaseEvidence[]
}

export interface CaseEvidence {
  readonly name: string
  readonly sha256: string
  readonly bytes: number
  /** When it was read and hashed, ISO. */
  readonly ingested: string
}

const PRELIMINARY =
  'PRELIMINARY: at least one file was read only in part; counts will grow, and what was not found may lie in the rest.'
const TRANSCRIBED =
  'TRANSCRIBED: records of at least one file were typed by hand from screenshots; the screenshots are the evidence, and go with it.'

/** What is to be known of the evidence before anything that follows from it. */
export const noticesOf = ({ sources }: CaseFile): readonly string[] => [
  ...(sources.some(({ complete }) => !complete) ? [PRELIMINARY] : []),
  ...(sources.some(({ transcribed }) => transcribed) ? [TRANSCRIBED] : []),
]

export const roleWords = (role: Role): string =>
  ({ dump: 'suspected leak', registry: 'named registry', breach: 'older breach' })[role]

const IST_OFFSET_MS = 5.5 * 3_600_000

/** `2023-06-12 15:04:05 IST`; an ISO time in, Indian Standard Time (UTC+05:30) out. */
export function indianTime(iso: string, laterByHours = 0): string {
  const shifted = new Date(Date.parse(iso) + IST_OFFSET_MS + laterByHours * 3_600_000)
  return `${shifted.toISOString().slice(0, 19).replace('T', ' ')} IST`
}
