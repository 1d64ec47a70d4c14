/** When commands were killed and what was found afterwards, as a table: a row for each tenth of the time that the command takes. */

/** `nothing`: as before the command; `all`: as after it; `ended`: the command was done before the kill. */
export type Found = 'nothing' | 'all' | 'ended'

const TENTHS = 11

export class Moments {
  readonly #what: string
  readonly #counts = Array.from({ length: TENTHS }, () => ({ nothing: 0, all: 0, ended: 0 }))

  constructor(what: string) {
    this.#what = what
  }

  /** @param share of the whole time, from 0 to 1.1 */
  add(share: number, found: Found): void {
    const row = this.#counts[Math.min(TENTHS - 1, Math.floor(share * 10))]
    if (row !== undefined) row[found] += 1
  }

  toString(): string {
    const rows = this.#counts.map(({ nothing, all, ended }, tenth) =>
      [`${tenth * 10}–${tenth * 10 + 10} %`, nothing, all, ended]
        .map((cell) => String(cell).padStart(10))
        .join(''),
    )
    const head = ['time', 'nothing', 'all', 'ended'].map((cell) => cell.padStart(10)).join('')
    return [`killed in ${this.#what}`, head, ...rows, ''].join('\n')
  }
}
