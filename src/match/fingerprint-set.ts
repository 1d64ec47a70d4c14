/** A set of 64-bit fingerprints, open addressing: a `Set` of bigints takes ten times the memory. */
export class FingerprintSet {
  #low = new Uint32Array(1024)
  #high = new Uint32Array(1024)
  #used = new Uint8Array(1024)
  #size = 0

  /** Adds the pair at `2 row` of `halves`; false where it was there. */
  add(halves: Uint32Array, row: number): boolean {
    if (this.#size * 2 >= this.#used.length) this.#grow()
    return this.#insert(halves[2 * row] ?? 0, halves[2 * row + 1] ?? 0)
  }

  #insert(low: number, high: number): boolean {
    const mask = this.#used.length - 1
    let at = low & mask
    while (this.#used[at] === 1) {
      if (this.#low[at] === low && this.#high[at] === high) return false
      at = (at + 1) & mask
    }
    this.#low[at] = low
    this.#high[at] = high
    this.#used[at] = 1
    this.#size += 1
    return true
  }

  #grow(): void {
    const [low, high, used] = [this.#low, this.#high, this.#used]
    const length = used.length * 2
    this.#low = new Uint32Array(length)
    this.#high = new Uint32Array(length)
    this.#used = new Uint8Array(length)
    this.#size = 0
    used.forEach((taken, at) => {
      if (taken === 1) this.#insert(low[at] ?? 0, high[at] ?? 0)
    })
  }
}
