/** Counts of rows that were not taken, by reason. */

export class Rejects {
  readonly #counts = new Map<string, number>()

  add(reason: string, count = 1): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + count)
  }

  get isEmpty(): boolean {
    return this.#counts.size === 0
  }

  /** The counts since the last time. */
  take(): Readonly<Record<string, number>> {
    const counts = Object.fromEntries(this.#counts)
    this.#counts.clear()
    return counts
  }
}
