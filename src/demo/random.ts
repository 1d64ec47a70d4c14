/**
 * Seeded random numbers for invented people: xoshiro128** (Blackman and Vigna, 2018, prng.di.unimi.it), its state drawn by
 * SplitMix32 from an FNV-1a hash of the seed's words. The same seed gives the same case everywhere; never for secrets.
 */

const TWO_32 = 2 ** 32

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits))

/** The bare generator: 32-bit outputs from a state of four words, not all of them 0. */
export function xoshiro128(
  first: number,
  second: number,
  third: number,
  fourth: number,
): () => number {
  let [a, b, c, d] = [first | 0, second | 0, third | 0, fourth | 0]
  return () => {
    const output = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return output
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash
}

/** SplitMix32: a counter through MurmurHash3's finaliser. */
function splitMix32(start: number): () => number {
  let counter = start
  return () => {
    counter = (counter + 0x9e3779b9) | 0
    let word = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b)
    word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
    return (word ^ (word >>> 16)) | 0
  }
}

export class Random {
  readonly #seed: string
  readonly #next: () => number

  constructor(seed: number | string) {
    this.#seed = String(seed)
    const word = splitMix32(fnv1a(this.#seed))
    this.#next = xoshiro128(word(), word(), word(), word())
  }

  /** An independent stream, the same whatever was drawn before: one part of a case never shifts another. */
  fork(label: string | number): Random {
    return new Random(`${this.#seed}/${label}`)
  }

  /** Uniform in [0, 1), in steps of 2⁻³². */
  unit(): number {
    return this.#next() / TWO_32
  }

  /** An integer in [0, limit); the bias, under limit ∕ 2³², is of no matter here. */
  below(limit: number): number {
    return Math.floor(this.unit() * limit)
  }

  /** An integer in [low, high], both ends included. */
  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  chance(probability: number): boolean {
    return this.unit() < probability
  }

  /** Exponential with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.unit())
  }

  /** Standard normal (Box and Muller, 1958). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item
  }

  /** Like `pick`, but earlier items come oftener: the first tenth of a list about three times in ten. */
  pickCommon<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.unit() ** 2 * items.length)] as Item
  }

  /** A copy in random order (Fisher and Yates). */
  shuffle<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items]
    for (let i = shuffled.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const held = shuffled[i] as Item
      shuffled[i] = shuffled[j] as Item
      shuffled[j] = held
    }
    return shuffled
  }

  /**
   * `count` of the items without repeats, drawn with odds in proportion to `weight` (≥ 0), in their given order
   * (Efraimidis and Spirakis, 2006).
   */
  draw<Item>(items: readonly Item[], count: number, weight: (item: Item) => number): Item[] {
    const keys = Float64Array.from(items, (item) => this.exponential(1) / weight(item))
    const bound = Float64Array.from(keys).sort()[Math.min(count, items.length) - 1] ?? -1
    return items.filter((_, i) => (keys[i] ?? 0) <= Math.min(bound, Number.MAX_VALUE))
  }
}
