/** The records of a range of a file, encoded by column, on their way from where they were made to the writer of the part. */
import type { BlockData } from './record-columns.ts'

export interface EncodedRange {
  /** Which encoder made it: its dictionary codes are its own. */
  readonly encoder: number
  /** In the layout of the part; codes are those of the encoder. */
  readonly columns: BlockData
  /** By identifier: tokens with their record in the range, in order of record (`ENTRY_WORDS` words each). */
  readonly entries: readonly Uint32Array[]
  /** By attribute: the values that the encoder numbered since its last range, four halves each; `null` for what is not coded. */
  readonly values: readonly (Uint32Array | null)[]
}

/** The memory of a range, to be handed over or given back as a whole. */
export function buffersOf({ columns, entries, values }: EncodedRange): ArrayBuffer[] {
  const arrays = [
    ...columns.identifiers.flatMap(({ held, visible, unchecked }) => [held, ...visible, unchecked]),
    ...columns.attributes.flatMap((column) =>
      Object.values(column).filter((array) => ArrayBuffer.isView(array)),
    ),
    ...(columns.fingerprints === null ? [] : [columns.fingerprints]),
    ...entries,
    ...values.filter((one) => one !== null),
  ]
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))]
}
