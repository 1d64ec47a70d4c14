/** The distinct values of one coded attribute, numbered from 1 as they come. */
import type { EncodedValue } from './record.ts'

export class ValueCodes {
  /** Codes by most bits of the exact form; more than one where those are the same. */
  readonly #codes = new Map<number, number[]>()
  readonly #halves: number[] = []

  /** The code of a value; a new value gets the next one. */
  code({ canonical, exact }: EncodedValue): number {
    const key = exact.high * 2 ** 21 + (exact.low >>> 11)
    const alike = this.#codes.get(key)
    const known = alike?.find((code) => {
      const at = 4 * (code - 1)
      return (
        this.#halves[at] === canonical.low &&
        this.#halves[at + 1] === canonical.high &&
        this.#halves[at + 2] === exact.low &&
        this.#halves[at + 3] === exact.high
      )
    })
    if (known !== undefined) return known
    this.#halves.push(canonical.low, canonical.high, exact.low, exact.high)
    if (alike === undefined) this.#codes.set(key, [this.count])
    else alike.push(this.count)
    return this.count
  }

  /** The value of a code. */
  value(code: number): EncodedValue {
    return valueAt(this.#halves, code)
  }

  get count(): number {
    return this.#halves.length / 4
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
