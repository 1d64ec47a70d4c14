/** When commands are killed and what is found afterwards, as a table: a row for each tenth of the time that the command takes. */
import type { Random } from '../../src/demo/random.ts'

const TENTHS = 11

export class Moments {
  readonly #what: string
  readonly #random: Random
  #wholeMs: number
  #share = 0
  #began = 0
  #isKilled = false
  readonly #counts = Array.from({ length: TENTHS }, () => ({ nothing: 0, all: 0, ended: 0 }))

  /** @param wholeMs how long the command takes; measured anew whenever it ends before it is killed */
  constructor(what: string, random: Random, wholeMs: number) {
    this.#what = what
    this.#random = random
    this.#wholeMs = wholeMs
  }

  /** Draws the next moment, from the whole time of the command and a little beyond: milliseconds from its start. */
  draw(): number {
    this.#share = (this.#random.between(0, 1000) / 1000) * 1.1
    this.#began = performance.now()
    return Math.round(this.#share * this.#wholeMs)
  }

  /** To be told as soon as the command has stopped. @param isKilled whether it had not ended by itself */
  stopped(isKilled: boolean): void {
    this.#isKilled = isKilled
    if (!isKilled) this.#wholeMs = performance.now() - this.#began
  }

  /** @param isDone whether the case is as after the command, and not as before it */
  found(isDone: boolean): void {
    const row = this.#counts[Math.floor(this.#share * 10)]
    const found = isDone ? 'all' : 'nothing'
    if (row !== undefined) row[this.#isKilled ? found : 'ended'] += 1
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
