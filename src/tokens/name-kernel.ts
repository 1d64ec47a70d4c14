/** The names of one column, read by kernels; those that they do not read are put in between. */
import { letterWords } from '../attributes/words.ts'
import { PLACEHOLDER_TEXTS } from '../identifiers/placeholders.ts'
import type { Kernels } from '../kernels/module.ts'
import type { KeyDerivation } from './derive.ts'
import { sipKey } from './identifier-kernel.ts'
import type { RangeCells } from './range-cells.ts'
import type { EncodedName } from './record.ts'
import type { NameData } from './record-columns.ts'
import { SipHash } from './siphash.ts'

const SUBJECTS = ['name/folded', 'name/exact', 'name/word']
const MOST_WORDS = 16
const SLOTS = 256
const WORD_COUNT = 0x1f
const CASE_SHIFT = 5

export class NameKernel {
  readonly column: number
  readonly #kernels: Kernels
  readonly #keys: number
  readonly #placeholders: number
  #rows = 0
  #states = 0
  #heads = 0
  #foldeds = 0
  #exacts = 0
  #words = 0
  #wordCount = 0

  constructor(kernels: Kernels, derivation: KeyDerivation, version: string, column: number) {
    this.column = column
    this.#kernels = kernels
    const [first = 0] = SUBJECTS.map((subject) => sipKey(kernels, derivation, subject, version))
    this.#keys = first
    const folded = derivation.subkey('attribute', 'name/folded', version)
    this.#placeholders = kernels.keepBytes(placeholderTable(new SipHash(folded.subarray(0, 16))))
  }

  /** The column to the kernel of whole records. */
  description(cells: RangeCells): number[] {
    return [1, this.#states, cells.offsets(this.column), cells.lengths(this.column), 0]
  }

  /** By row, a `CELL`. */
  get found(): Uint8Array {
    return this.#kernels.u8(this.#states, this.#rows)
  }

  read(cells: RangeCells): void {
    const { rows } = cells
    this.#rows = rows
    this.#states = this.#kernels.scratch(rows)
    this.#heads = this.#kernels.scratch(rows)
    this.#foldeds = this.#kernels.scratch(4 * rows)
    this.#exacts = this.#kernels.scratch(2 * rows)
    this.#words = this.#kernels.scratch(4 * MOST_WORDS * rows)
    this.#wordCount = this.#kernels.run.names(
      cells.offsets(this.column),
      cells.lengths(this.column),
      rows,
      this.#keys,
      this.#placeholders,
      this.#states,
      this.#heads,
      this.#foldeds,
      this.#exacts,
      this.#words,
    )
  }

  /** @param slow by row, names that the plain encoder read */
  names(slow: ReadonlyMap<number, EncodedName | null>): NameData {
    const heads = this.#kernels.u8(this.#heads, this.#rows)
    const read = this.#kernels.u32(this.#words, this.#wordCount)
    const names = {
      shape: 'name',
      caseClass: heads.map((head) => head >> CASE_SHIFT),
      folded: this.#kernels.u32(this.#foldeds, this.#rows).slice(),
      exact: this.#kernels.u16(this.#exacts, this.#rows).slice(),
      start: new Uint32Array(this.#rows + 1),
      words: slow.size === 0 ? read.slice() : new Uint32Array(read.length + MOST_WORDS * slow.size),
    } as const
    let [from, to] = [0, 0]
    for (let row = 0; row < this.#rows; row++) {
      const given = slow.size === 0 ? undefined : slow.get(row)
      if (given != null) {
        names.caseClass[row] = given.caseClass
        names.folded[row] = given.folded
        names.exact[row] = given.exact
        names.words.set(given.words, to)
        to += given.words.length
      } else {
        const count = (heads[row] ?? 0) & WORD_COUNT
        if (slow.size > 0) names.words.set(read.subarray(from, from + count), to)
        from += count
        to += count
      }
      names.start[row + 1] = to
    }
    return names
  }
}

/** Folded texts that may say that there is no name, by the low byte of their hash; the plain rule has the last word. */
function placeholderTable(sip: SipHash): Uint8Array {
  const slots = new Uint32Array(2 * SLOTS)
  const texts = PLACEHOLDER_TEXTS.map((text) => letterWords(text).join(' '))
  for (const text of new Set(texts.filter((folded) => folded !== ''))) {
    const { low, high } = sip.hash(new TextEncoder().encode(text))
    let slot = low % SLOTS
    while (slots[2 * slot] !== 0 || slots[2 * slot + 1] !== 0) slot = (slot + 1) % SLOTS
    slots.set([low, high], 2 * slot)
  }
  return new Uint8Array(slots.buffer)
}
