/** When commands were killed and what was found afterwards, as a table: a row for each tenth of the time that the command takes. */

const TENTHS = 11

export class Moments {
  readonly #what: string
  readonly #counts = Array.from({ length: TENTHS }, () => ({ nothing: 0, all: 0, ended: 0 }))

  constructor(what: string) {
    this.#what = what
  }

  /**
   * @param share    of the whole time, from 0 to 1.1
   * @param isKilled whether the kill came before the command was done
   * @param isDone   whether the case is as after the command, and not as before it
   */
  add(share: number, isKilled: boolean, isDone: boolean): void {
    const row = this.#counts[Math.min(TENTHS - 1, Math.floor(share * 10))]
    const found = isDone ? 'all' : 'nothing'
    if (row !== undefined) row[isKilled ? found : 'ended'] += 1
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
