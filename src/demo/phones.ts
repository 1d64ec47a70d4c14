/** Telephone numbers over time: who held which, when it was given up, and how operators hand it out again. */
import { dayOf } from './days.ts'
import { inventPhone } from './identifiers.ts'
import type { Random } from './random.ts'

/** The numbers of one connection, oldest first, each held from a day until the next one's. */
export type Line = readonly { readonly number: string; readonly from: number }[]

const FIRST_DAY = dayOf('2008-01-01')
const LAST_START = dayOf('2021-01-01')
const LAST_CHANGE = dayOf('2023-01-01')
const CHANGED = 0.2
const HANDED_OUT_AGAIN = 0.5
/** Days a number rests before it is handed out again. */
const REST = 180

/** Every number ever handed out, and those that rest. */
export class Numbers {
  readonly #random: Random
  readonly #series: readonly string[]
  readonly #used = new Set<string>()
  readonly #resting: { number: string; from: number }[] = []

  constructor(random: Random, series: readonly string[]) {
    this.#random = random
    this.#series = series
  }

  /** A number that nobody had before. */
  fresh(): string {
    const number = inventPhone(this.#random, this.#series)
    if (this.#used.has(number)) return this.fresh()
    this.#used.add(number)
    return number
  }

  /** A number for somebody who changes theirs: often one that has rested long enough, else a fresh one. */
  handOut(day: number): string {
    if (!this.#random.chance(HANDED_OUT_AGAIN)) return this.fresh()
    const at = this.#resting.findIndex(({ from }) => from <= day)
    const rested = at < 0 ? undefined : this.#resting.splice(at, 1)[0]
    return rested?.number ?? this.fresh()
  }

  giveUp(number: string, day: number): void {
    this.#resting.push({ number, from: day + REST })
  }
}

export function inventLine(random: Random, numbers: Numbers): Line {
  const from = random.between(FIRST_DAY, LAST_START)
  const first = { number: numbers.fresh(), from }
  if (!random.chance(CHANGED)) return [first]
  const change = random.between(from, LAST_CHANGE)
  const second = { number: numbers.handOut(change), from: change }
  numbers.giveUp(first.number, change)
  return [first, second]
}

/** The number in use on a day; before the first one's day, the first. */
export function numberOn(line: Line, day: number): string {
  return (line.findLast((held) => held.from <= day) ?? line[0])?.number ?? ''
}
