/** Reads case.db page by page and overwrites with zeros whatever no live row owns (layout: sqlite.org/fileformat2.html). */
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { Connection } from './database.ts'

export interface ReadThrough {
  readonly pages: number
  /** Pages in which something was found that no row owns; overwritten with zeros. */
  readonly wiped: number
}

interface LivePage {
  readonly page: number
  readonly type: 'internal' | 'leaf' | 'overflow'
  /** Bytes of a row that an overflow page holds. */
  readonly payload: number
}

const LIVE = 'SELECT pageno AS page, pagetype AS type, payload FROM dbstat'
const OVERFLOW_HEADER = 4
const FIRST_FREE_TRUNK = 32

/**
 * @param db holds an exclusive lock; the file descriptor that is opened here is closed only after its reads and writes, and the
 *   caller ends the transaction without a write of its own
 */
export function wipeRemnants(db: Connection, path: string): ReadThrough {
  const size = Number(db.pragma('page_size', { simple: true }))
  const file = new PageFile(path, size)
  try {
    let wiped = 0
    let pages = 0
    for (const live of db.prepare<[], LivePage>(LIVE).iterate()) {
      wiped += file.wipe(live.page, (bytes) => unowned(bytes, live))
      pages += 1
    }
    for (const { page, used } of freePages(file)) {
      wiped += file.wipe(page, () => [[used, size]])
      pages += 1
    }
    if (wiped > 0) file.sync()
    return { pages, wiped }
  } finally {
    file.close()
  }
}

type Range = readonly [from: number, to: number]

class PageFile {
  readonly #file: number
  readonly #size: number
  readonly #bytes: Buffer

  constructor(path: string, pageSize: number) {
    this.#file = openSync(path, 'r+')
    this.#size = pageSize
    this.#bytes = Buffer.alloc(pageSize)
  }

  /** Valid until the next page is read. */
  read(page: number): Buffer {
    readSync(this.#file, this.#bytes, 0, this.#size, (page - 1) * this.#size)
    return this.#bytes
  }

  /** Zeroes the ranges that hold anything else; returns 1 where one did. */
  wipe(page: number, ranges: (bytes: Buffer) => readonly Range[]): 0 | 1 {
    const bytes = this.read(page)
    const dirty = ranges(bytes).filter(([from, to]) => bytes.subarray(from, to).some(Boolean))
    for (const [from, to] of dirty) {
      bytes.fill(0, from, to)
      writeSync(this.#file, bytes, from, to - from, (page - 1) * this.#size + from)
    }
    return dirty.length === 0 ? 0 : 1
  }

  sync(): void {
    fsyncSync(this.#file)
  }

  close(): void {
    closeSync(this.#file)
  }
}

/** The bytes of a live page that belong to no row: the gap before the cells, free blocks, the tail of an overflow page. */
function unowned(bytes: Buffer, { page, type, payload }: LivePage): Range[] {
  if (type === 'overflow') return [[OVERFLOW_HEADER + payload, bytes.length]]
  const header = page === 1 ? 100 : 0
  const isInterior = (bytes[header]! & 8) === 0
  const pointers = header + (isInterior ? 12 : 8)
  const cells = bytes.readUInt16BE(header + 3)
  // 0 stands for 65,536.
  const content = bytes.readUInt16BE(header + 5) || bytes.length
  const ranges: Range[] = [[pointers + 2 * cells, content]]
  for (let block = bytes.readUInt16BE(header + 1); block !== 0; block = bytes.readUInt16BE(block))
    ranges.push([block + 4, block + bytes.readUInt16BE(block + 2)])
  return ranges
}

/** Trunk pages name the next trunk and their leaves; leaves hold nothing. `used` bytes of a page are SQLite's own. */
function* freePages(file: PageFile): Generator<{ page: number; used: number }> {
  let trunk = file.read(1).readUInt32BE(FIRST_FREE_TRUNK)
  while (trunk !== 0) {
    const bytes = file.read(trunk)
    const next = bytes.readUInt32BE(0)
    const leaves = Array.from({ length: bytes.readUInt32BE(4) }, (_, i) =>
      bytes.readUInt32BE(8 + 4 * i),
    )
    yield { page: trunk, used: 8 + 4 * leaves.length }
    for (const page of leaves) yield { page, used: 0 }
    trunk = next
  }
}
