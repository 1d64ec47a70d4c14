/** Keyed hashes of (part, record) for many records at a time, by which a probe takes some: kernels where they were built. */
import { Kernels } from '../kernels/module.ts'
import type { KeyDerivation } from './derive.ts'
import { type Hash64, SipHash } from './siphash.ts'

const SUBJECT = 'probe'
const VERSION = '1'
const KEY_BYTES = 16

export class PairHasher {
  readonly #sip: SipHash
  readonly #kernels: Kernels | null
  readonly #key: number

  constructor(derivation: KeyDerivation) {
    const key = derivation.subkey('attribute', SUBJECT, VERSION).subarray(0, KEY_BYTES)
    this.#sip = new SipHash(key)
    this.#kernels = Kernels.areBuilt() ? Kernels.load() : null
    this.#key = this.#kernels?.keepBytes(key) ?? 0
  }

  hash(first: number, second: number): Hash64 {
    return this.#sip.hashWords(first, second)
  }

  /** The hashes of (first, second), (first, second + 1), …: low and high halves in turn. */
  hashes(first: number, second: number, count: number): Uint32Array {
    const kernels = this.#kernels
    if (kernels === null) return this.#plainHashes(first, second, count)
    kernels.clear()
    const hashes = kernels.scratch(8 * count)
    kernels.run.ranks(first, second, count, this.#key, hashes)
    return kernels.u32(hashes, 2 * count).slice()
  }

  #plainHashes(first: number, second: number, count: number): Uint32Array {
    const hashes = new Uint32Array(2 * count)
    for (let i = 0; i < count; i++) {
      const { low, high } = this.hash(first, second + i)
      hashes[2 * i] = low
      hashes[2 * i + 1] = high
    }
    return hashes
  }
}
