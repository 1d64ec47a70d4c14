/** The kernels as they were compiled from assembly/, and the memory that they work in. */
import { existsSync, readFileSync } from 'node:fs'

/** What is used of the platform's own; its types come with a browser's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

/** Every argument is a number: a place in memory, a length, a byte. assembly/ says what each does. */
interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  heapBase(): number
  countLines(text: number, end: number): number
  scan(
    ...place: [
      text: number,
      end: number,
      delimiter: number,
      quote: number,
      expected: number,
      columns: number,
      capacity: number,
      cells: number,
      lines: number,
      odd: number,
    ]
  ): number
  phones(
    ...place: [
      offsets: number,
      lengths: number,
      rows: number,
      plan: number,
      ends: number,
      states: number,
      canonicals: number,
    ]
  ): void
  aadhaars(offsets: number, lengths: number, rows: number, states: number, canonicals: number): void
  pans(offsets: number, lengths: number, rows: number, states: number, canonicals: number): void
  tokens(
    ...place: [
      states: number,
      canonicals: number,
      rows: number,
      length: number,
      key: number,
      entries: number,
    ]
  ): number
  absorbPad(block: number, state: number): void
  shownParts(
    ...place: [
      states: number,
      canonicals: number,
      rows: number,
      from: number,
      end: number,
      first: number,
      last: number,
      key: number,
      shown: number,
    ]
  ): void
  names(
    ...place: [
      offsets: number,
      lengths: number,
      rows: number,
      keys: number,
      placeholders: number,
      states: number,
      heads: number,
      foldeds: number,
      exacts: number,
      words: number,
    ]
  ): number
  codes(
    ...place: [
      offsets: number,
      lengths: number,
      rows: number,
      table: number,
      mask: number,
      key: number,
      values: number,
      outcomes: number,
      unknown: number,
    ]
  ): number
  putCode(
    ...place: [
      text: number,
      length: number,
      table: number,
      mask: number,
      key: number,
      known: number,
    ]
  ): void
  recordFingerprints(
    columns: number,
    count: number,
    rows: number,
    key: number,
    hashes: number,
  ): void
  ranks(part: number, record: number, count: number, key: number, hashes: number): void
}

const PAGE_BYTES = 2 ** 16
const ALIGNMENT = 16
/** As far from src/kernels/ as from dist/kernels/. */
const FILE = new URL('../../build/kernels.wasm', import.meta.url)

/** One instance of the kernels. What is kept stays; scratch is given out anew for every range. */
export class Kernels {
  readonly run: Exports
  #kept: number
  #used: number

  private constructor(run: Exports) {
    this.run = run
    this.#kept = aligned(run.heapBase())
    this.#used = this.#kept
  }

  /** They are not in a checkout that was installed without development dependencies: everything is read in the plain way. */
  static areBuilt(): boolean {
    return existsSync(FILE)
  }

  static load(): Kernels {
    const module = new WebAssembly.Module(readFileSync(FILE))
    return new Kernels(new WebAssembly.Instance(module).exports as Exports)
  }

  /** A place for bytes that outlive a range, filled with zeros; to be asked for before the first scratch. */
  keep(bytes: number): number {
    const at = this.scratch(bytes)
    this.#kept = this.#used
    this.u8(at, bytes).fill(0)
    return at
  }

  /** Keeps these bytes. */
  keepBytes(bytes: Uint8Array): number {
    const at = this.keep(bytes.length)
    this.u8(at, bytes.length).set(bytes)
    return at
  }

  /** A place until the next `clear`; what stands there is not defined. Views taken before are void. */
  scratch(bytes: number): number {
    const at = this.#used
    this.#used = aligned(at + bytes)
    const missing = this.#used + ALIGNMENT - this.run.memory.buffer.byteLength
    if (missing > 0) this.run.memory.grow(Math.ceil(missing / PAGE_BYTES))
    return at
  }

  /** Gives the scratch back. */
  clear(): void {
    this.#used = this.#kept
  }

  u8(at: number, length: number): Uint8Array {
    return new Uint8Array(this.run.memory.buffer, at, length)
  }

  u16(at: number, length: number): Uint16Array {
    return new Uint16Array(this.run.memory.buffer, at, length)
  }

  u32(at: number, length: number): Uint32Array {
    return new Uint32Array(this.run.memory.buffer, at, length)
  }
}

const aligned = (at: number): number => Math.ceil(at / ALIGNMENT) * ALIGNMENT
