/** The cells of one coded or dated column, looked up by kernels among the texts that the plain rule has read before. */
import type { Kernels } from '../kernels/module.ts'
import type { CellOutcome, EncodedAttribute } from './attribute-encoder.ts'
import type { KeyDerivation } from './derive.ts'
import { sipKey } from './identifier-kernel.ts'
import type { RangeCells } from './range-cells.ts'
import type { AttributeColumn } from './record.ts'

/** Texts that are remembered by their keyed hash; the others are read in the plain way each time. */
const MOST_TEXTS = 2 ** 16
const SLOTS = 2 * MOST_TEXTS
const SLOT_BYTES = 16
/** Contents are kept for the fingerprints of records, one a code. */
const MOST_CODES = 2 ** 16
const CONTENT_BYTES = 2 ** 20
const LONGEST_CONTENT = 128
const OUTCOMES = ['blank', 'valid', 'placeholder', 'invalid'] as const satisfies CellOutcome[]
const OUTCOME_SHIFT = 24

export class CodeKernel {
  /** `null` where values are only derived. */
  readonly column: number | null
  readonly #kernels: Kernels
  readonly #key: number
  readonly #table: number
  readonly #outcomes: number
  readonly #contents: Contents | null
  #texts = 0
  #rows = 0
  #values = 0

  /** @param keepsContent whether records have fingerprints, which are over what their cells say */
  constructor(
    kernels: Kernels,
    derivation: KeyDerivation,
    { attribute, version }: AttributeColumn,
    { column, keepsContent }: { readonly column: number | null; readonly keepsContent: boolean },
  ) {
    this.column = column
    this.#kernels = kernels
    this.#key = sipKey(kernels, derivation, `${attribute}/exact`, version)
    this.#table = kernels.keep(SLOTS * SLOT_BYTES)
    this.#outcomes = kernels.keep(4 * OUTCOMES.length)
    this.#contents = keepsContent ? new Contents(kernels) : null
  }

  /** The column to the kernel of whole records. */
  description(): number[] {
    return [2, this.#values, this.#contents?.places ?? 0, 0, 0]
  }

  /** Keeps what records say whose value has this code; returns whether there was room. */
  keepContent(code: number, content: string): boolean {
    return this.#contents === null || this.#contents.keep(code, content)
  }

  /** By row. */
  get codes(): Uint32Array {
    return this.#kernels.u32(this.#values, this.#rows)
  }

  /**
   * Looks the cells up; those not found are read by `plain`, once a text.
   * @param plain the code of a text, and what the plain rule says of it
   * @returns rows whose code is right and whose content is not kept
   */
  read(
    cells: RangeCells,
    plain: (text: string) => { readonly code: number; readonly read: EncodedAttribute },
  ): number[] {
    this.#rows = cells.rows
    this.#values = this.#kernels.scratch(4 * cells.rows)
    const { column } = this
    if (column === null) {
      this.codes.fill(0)
      return []
    }
    const unknown = this.#kernels.scratch(4 * cells.rows)
    const missed = this.#kernels.run.codes(
      cells.offsets(column),
      cells.lengths(column),
      cells.rows,
      this.#table,
      SLOTS - 1,
      this.#key,
      this.#values,
      this.#outcomes,
      unknown,
    )
    const known = new Map<string, { code: number; isKept: boolean; outcome: number }>()
    const rows = [...this.#kernels.u32(unknown, missed)]
    return rows.filter((row) => {
      const text = cells.cell(row, column)
      const entry = known.get(text) ?? this.#learn(cells, column, row, plain(text))
      known.set(text, entry)
      this.codes[row] = entry.code
      const counts = this.#kernels.u32(this.#outcomes, OUTCOMES.length)
      counts[entry.outcome] = (counts[entry.outcome] ?? 0) + 1
      return !entry.isKept
    })
  }

  /** How many cells came out as what, since the last time. */
  takeOutcomes(): Readonly<Record<CellOutcome, number>> {
    const counts = this.#kernels.u32(this.#outcomes, OUTCOMES.length)
    const taken = Object.fromEntries(OUTCOMES.map((outcome, i) => [outcome, counts[i] ?? 0]))
    counts.fill(0)
    return taken as Record<CellOutcome, number>
  }

  #learn(
    cells: RangeCells,
    column: number,
    row: number,
    { code, read }: { readonly code: number; readonly read: EncodedAttribute },
  ): { code: number; isKept: boolean; outcome: number } {
    const outcome = OUTCOMES.indexOf(read.state)
    const isKept = code === 0 || this.keepContent(code, read.content)
    if (isKept && code < MOST_CODES && this.#texts < MOST_TEXTS) {
      const offset = this.#kernels.u32(cells.offsets(column), cells.rows)[row] ?? 0
      const length = this.#kernels.u32(cells.lengths(column), cells.rows)[row] ?? 0
      const known = ((outcome << OUTCOME_SHIFT) | code) >>> 0
      this.#kernels.run.putCode(offset, length, this.#table, SLOTS - 1, this.#key, known)
      this.#texts += 1
    }
    return { code, isKept, outcome }
  }
}

/** What a record's fingerprint takes of a coded value, by code. */
class Contents {
  readonly places: number
  readonly #kernels: Kernels
  readonly #bytes: number
  #used = 0

  constructor(kernels: Kernels) {
    this.#kernels = kernels
    this.places = kernels.keep(8 * MOST_CODES)
    this.#bytes = kernels.keep(CONTENT_BYTES)
  }

  /** Whether there was room. */
  keep(code: number, content: string): boolean {
    const bytes = new TextEncoder().encode(content)
    if (code >= MOST_CODES || bytes.length > LONGEST_CONTENT) return false
    const places = this.#kernels.u32(this.places, 2 * MOST_CODES)
    // Spellings of one value share its code where they share its exact form.
    if (places[2 * code] !== 0) return true
    if (this.#used + bytes.length > CONTENT_BYTES) return false
    this.#kernels.u8(this.#bytes + this.#used, bytes.length).set(bytes)
    places.set([this.#bytes + this.#used, bytes.length], 2 * code)
    this.#used += bytes.length
    return true
  }
}
