/** The identifiers of one column, read by kernels: states, canonical bytes, tokens, what masks would show. */

import { FIRST_2_LAST_2, FIRST_5_LAST_1, LAST_4 } from '../identifiers/masks.ts'
import { INDIAN_PATTERNS } from '../identifiers/numbering-plan.ts'
import { compileDigits } from '../kernels/digit-automaton.ts'
import { ENTRY_WORDS } from '../kernels/entries.ts'
import type { Kernels } from '../kernels/module.ts'
import type { KeyDerivation } from './derive.ts'
import { CANONICAL } from './kernel-plan.ts'
import type { RangeCells } from './range-cells.ts'
import type { IdentifierColumn } from './record.ts'

export const CELL = { blank: 0, valid: 1, slow: 2 } as const

const MASKS = [LAST_4, FIRST_2_LAST_2, FIRST_5_LAST_1]
const BLOCK_BYTES = 64
const [INNER_PAD, OUTER_PAD] = [0x36, 0x5c]
const STATE_BYTES = 32
const CANONICAL_BYTES = 16

export class IdentifierKernel {
  readonly column: number
  readonly bytes: number
  readonly #kernels: Kernels
  readonly #kind: string
  readonly #from: number
  readonly #key: number
  readonly #masks: readonly { first: number; last: number; key: number }[]
  readonly #plan: { next: number; ends: number } | null
  #rows = 0
  #states = 0
  #canonicals = 0

  /** `null` for a kind that kernels do not read. */
  static of(
    kernels: Kernels,
    derivation: KeyDerivation,
    identifier: IdentifierColumn,
    column: number,
  ): IdentifierKernel | null {
    const canonical = CANONICAL[identifier.kind]
    return canonical === undefined
      ? null
      : new IdentifierKernel(kernels, derivation, identifier, { column, ...canonical })
  }

  private constructor(
    kernels: Kernels,
    derivation: KeyDerivation,
    { kind, version, maskForms }: IdentifierColumn,
    { column, bytes, from }: { column: number; bytes: number; from: number },
  ) {
    this.column = column
    this.bytes = bytes
    this.#kernels = kernels
    this.#kind = kind
    this.#from = from
    this.#key = padStates(kernels, derivation.subkey('token', kind, version))
    this.#masks = maskForms.map((form) => {
      const { first, last } = MASKS.find((mask) => mask.form === form) ?? LAST_4
      return { first, last, key: sipKey(kernels, derivation, `${kind}/${form}`, version) }
    })
    this.#plan = kind === 'phone' ? keptPlan(kernels) : null
  }

  /** The column to the kernel of whole records. */
  description(): number[] {
    return [0, this.#states, this.#canonicals, this.bytes, 0]
  }

  /** Forgets a row. */
  leave(row: number): void {
    this.found[row] = CELL.blank
  }

  /** By row, a `CELL`. */
  get found(): Uint8Array {
    return this.#kernels.u8(this.#states, this.#rows)
  }

  read(cells: RangeCells): void {
    const { run } = this.#kernels
    this.#rows = cells.rows
    this.#states = this.#kernels.scratch(cells.rows)
    this.#canonicals = this.#kernels.scratch(CANONICAL_BYTES * cells.rows)
    const [offsets, lengths] = [cells.offsets(this.column), cells.lengths(this.column)]
    const [rows, states, canonicals] = [cells.rows, this.#states, this.#canonicals]
    if (this.#plan !== null) {
      const { next, ends } = this.#plan
      run.phones(offsets, lengths, rows, next, ends, states, canonicals)
    } else if (this.#kind === 'aadhaar') run.aadhaars(offsets, lengths, rows, states, canonicals)
    else run.pans(offsets, lengths, rows, states, canonicals)
  }

  /** The tokens of valid cells with their rows, in order; the view is void after the next scratch. */
  tokens(): Uint32Array {
    const entries = this.#kernels.scratch(4 * ENTRY_WORDS * this.#rows)
    const count = this.#kernels.run.tokens(
      this.#states,
      this.#canonicals,
      this.#rows,
      this.bytes,
      this.#key,
      entries,
    )
    return this.#kernels.u32(entries, ENTRY_WORDS * count)
  }

  /** By mask form, then row. */
  shown(): Uint16Array[] {
    return this.#masks.map(({ first, last, key }) => {
      const shown = this.#kernels.scratch(2 * this.#rows)
      this.#kernels.run.shownParts(
        this.#states,
        this.#canonicals,
        this.#rows,
        this.#from,
        this.bytes,
        first,
        last,
        key,
        shown,
      )
      return this.#kernels.u16(shown, this.#rows).slice()
    })
  }
}

/** HMAC's two pads under a key, hashed once (RFC 2104). */
function padStates(kernels: Kernels, key: Uint8Array): number {
  const states = kernels.keep(2 * STATE_BYTES)
  const block = kernels.keep(BLOCK_BYTES)
  ;[INNER_PAD, OUTER_PAD].forEach((pad, i) => {
    const padded = kernels.u8(block, BLOCK_BYTES).fill(pad)
    key.forEach((byte, at) => {
      padded[at] = byte ^ pad
    })
    kernels.run.absorbPad(block, states + i * STATE_BYTES)
  })
  kernels.u8(block, BLOCK_BYTES).fill(0)
  return states
}

function keptPlan(kernels: Kernels): { next: number; ends: number } {
  const { next, ends } = compileDigits(INDIAN_PATTERNS)
  return {
    next: kernels.keepBytes(new Uint8Array(next.buffer)),
    ends: kernels.keepBytes(ends),
  }
}

/** The key of a fingerprint, kept. */
export const sipKey = (
  kernels: Kernels,
  derivation: KeyDerivation,
  subject: string,
  version: string,
): number => kernels.keepBytes(derivation.subkey('attribute', subject, version).subarray(0, 16))
