/** Records laid out by slot, so that a dump record and a source record compare column by column. */
import type { AttributeData, BlockData, IdentifierData, NameData } from '../store/block.ts'
import type { PartLayout } from '../tokens/record.ts'
import type { Slots } from './slots.ts'

/** Values as small numbers that are equal where the values are; 0 is blank. */
export interface ValueData {
  readonly canonical: Uint32Array
  readonly exact: Uint32Array
}

/** `null` where the part has no such column. */
export interface Comparable {
  readonly count: number
  readonly identifiers: readonly (IdentifierData | null)[]
  readonly name: NameData | null
  /** By position in `slots.attributes`. */
  readonly values: readonly (ValueData | null)[]
}

/** Numbers dictionary values alike over all parts of a match: equal fingerprints get equal numbers. */
export class ValueNumbers {
  readonly #numbers = new Map<string, Map<number, number>>()

  /** @param low,high the halves of a 64-bit fingerprint */
  number(attribute: string, low: number, high: number): number {
    const byAttribute = this.#numbers.get(attribute) ?? new Map<number, number>()
    this.#numbers.set(attribute, byAttribute)
    // 53 of the 64 bits: dictionaries hold thousands of values, a collision has probability below 1e-8.
    const key = (high & 0x1fffff) * 2 ** 32 + low
    const known = byAttribute.get(key)
    if (known !== undefined) return known
    byAttribute.set(key, byAttribute.size + 1)
    return byAttribute.size
  }
}

/** Number of a dictionary code, canonical and exact; code 0 stays 0. */
interface CodeNumbers {
  readonly canonical: Uint32Array
  readonly exact: Uint32Array
}

/** Turns the blocks of one part into comparables for given slots. */
export class PartColumns {
  readonly #slots: Slots
  readonly #identifiers: readonly number[]
  readonly #name: number
  readonly #attributes: readonly number[]
  readonly #codes: readonly (CodeNumbers | null)[]

  /**
   * @param dictionary opens the dictionary of an attribute of the part
   * @param compared   by slot; what another version of a normaliser made is left out, as if the part had no such column
   */
  constructor(
    slots: Slots,
    layout: PartLayout,
    dictionary: (attribute: string) => Uint32Array,
    numbers: ValueNumbers,
    compared: readonly boolean[] = [],
  ) {
    this.#slots = slots
    const nameAt = slots.identifiers.length
    const attributesAt = nameAt + (slots.name ? 1 : 0)
    const unlessLeftOut = (slot: number, position: number) =>
      compared[slot] === false ? -1 : position
    this.#identifiers = slots.identifiers.map((kind, k) =>
      unlessLeftOut(
        k,
        layout.identifiers.findIndex((column) => column.kind === kind),
      ),
    )
    this.#name = slots.name
      ? unlessLeftOut(
          nameAt,
          layout.attributes.findIndex(({ shape }) => shape === 'name'),
        )
      : -1
    this.#attributes = slots.attributes.map((attribute, k) =>
      unlessLeftOut(
        attributesAt + k,
        layout.attributes.findIndex((column) => column.attribute === attribute),
      ),
    )
    this.#codes = slots.attributes.map((attribute, i) =>
      layout.attributes[this.#attributes[i] ?? -1]?.shape === 'coded'
        ? codeNumbers(attribute, dictionary(attribute), numbers)
        : null,
    )
  }

  of(block: BlockData): Comparable {
    const name = block.attributes[this.#name]
    return {
      count: block.count,
      identifiers: this.#identifiers.map((position) => block.identifiers[position] ?? null),
      name: name?.shape === 'name' ? name : null,
      values: this.#slots.attributes.map((_, i) =>
        valueData(block.attributes[this.#attributes[i] ?? -1], this.#codes[i] ?? null),
      ),
    }
  }
}

function codeNumbers(attribute: string, entries: Uint32Array, numbers: ValueNumbers): CodeNumbers {
  const count = entries.length / 4
  const canonical = new Uint32Array(count + 1)
  const exact = new Uint32Array(count + 1)
  for (let code = 1; code <= count; code++) {
    const [a = 0, b = 0, c = 0, d = 0] = entries.subarray(4 * (code - 1), 4 * code)
    canonical[code] = numbers.number(`${attribute}/canonical`, a, b)
    exact[code] = numbers.number(`${attribute}/exact`, c, d)
  }
  return { canonical, exact }
}

function valueData(column: AttributeData | undefined, codes: CodeNumbers | null): ValueData | null {
  switch (column?.shape) {
    case 'coded':
      return {
        canonical: column.codes.map((code) => codes?.canonical[code] ?? 0),
        exact: column.codes.map((code) => codes?.exact[code] ?? 0),
      }
    case 'text':
      return column
    case 'date':
      // A blank day is −2^31 and becomes 0; days of different precision are never equal.
      return {
        canonical: Uint32Array.from(column.day, (day) => day + 2 ** 31),
        exact: Uint32Array.from(column.precision, (precision) => precision + 1),
      }
    default:
      return null
  }
}
