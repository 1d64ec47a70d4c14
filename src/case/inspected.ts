/** What a first look at a file tells. */
import type { StateShares } from '../columns/cell-states.ts'

export interface InspectedColumn {
  readonly index: number
  /** The header's words where the vocabulary knows them; else `null`. */
  readonly header: string | null
  readonly kind: string | null
  readonly why: string
  /** Log10 odds. */
  readonly score: number
  /** What became of the values looked at; the shares add up to 1. */
  readonly shares: StateShares
  /** One value, masked; `null` where all are blank, or passwords. */
  readonly sample: string | null
}

export interface InspectedTable {
  readonly rows: number
  readonly records: number
  readonly questions: number
  readonly columns: readonly InspectedColumn[]
}

export interface InspectedFile {
  readonly name: string
  /** Bytes on disk; `null` where they cannot be known in advance. */
  readonly bytes: number | null
  readonly containers: readonly string[]
  readonly format: string
  readonly dialect: string
  readonly encoding: string
  /** Whether rows that were looked at were typed from screenshots. */
  readonly transcribed: boolean
  /** Rows looked at, and in the whole file, as far as the rows looked at tell. */
  readonly rows: {
    readonly seen: number
    readonly total: number | null
    readonly exact: boolean
    /** Whether they were taken from the head, the middle and the tail of the file. */
    readonly spread: boolean
  }
  /** What would be rejected of the rows looked at, by reason. */
  readonly rejected: Readonly<Record<string, number>>
  /** Why the file ends where it should not; `null` where it does not, or its end was not looked at. */
  readonly broken: { readonly why: string; readonly where: string } | null
  readonly tables: readonly InspectedTable[]
  /** Why the member of an archive is not understood; the rest says nothing then. `null` where it is. */
  readonly refused: string | null
  /** Whether the look at an archive ended here: members that stand behind this one were not looked at. */
  readonly isLast: boolean
  /** The command to run next. */
  readonly next: string
}
