/** The distinct values of one coded attribute, numbered from 1 as they come. */
import type { EncodedValue } from './record.ts'

export class ValueCodes {
  readonly #codes = new Map<string, number>()
  readonly #halves: number[] = []

  /** The code of a value; a new value gets the next one. */
  code({ canonical, exact }: EncodedValue): number {
    const halves = [canonical.low, canonical.high, exact.low, exact.high]
    const key = halves.join(' ')
    const known = this.#codes.get(key)
    if (known !== undefined) return known
    this.#halves.push(...halves)
    this.#codes.set(key, this.#codes.size + 1)
    return this.#codes.size
  }

  /** The value of a code. */
  value(code: number): EncodedValue {
    return valueAt(this.#halves, code)
  }

  get count(): number {
    return this.#codes.size
  }

  /** Four halves a value, behind the first `known` ones. */
  halves(known = 0): number[] {
    return this.#halves.slice(4 * known)
  }
}

/** The value of a code among values of four halves each. */
export function valueAt(halves: readonly number[], code: number): EncodedValue {
  const [a = 0, b = 0, c = 0, d = 0] = halves.slice(4 * (code - 1), 4 * code)
  return { canonical: { low: a, high: b }, exact: { low: c, high: d } }
}
