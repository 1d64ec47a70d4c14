/** A database file as evidence: where it is or what it holds, and what beside it belongs to it. It is never written to. */
import { stat } from 'node:fs/promises'
import { brokenOff, type Ending, WHOLE } from './ending.ts'
import type { RandomAccess } from './raw-bytes.ts'

/** Read in place, or held in memory where it came in a container or through a pipe. */
export type Database = (
  | { readonly path: string; readonly bytes: null }
  | { readonly path: null; readonly bytes: Uint8Array }
) & {
  readonly size: number
  /** Not whole where pages are missing, or where changes that were not merged into it stand in a file beside it. */
  readonly ending: Ending
}

/** What SQLite leaves beside a database that was not closed. */
const UNMERGED = ['-wal', '-journal']
const HEADER_BYTES = 100

/** @param path where the file is that `access` reads; `null`: it is held in memory */
export async function databaseOf(access: RandomAccess, path: string | null): Promise<Database> {
  const { size } = access
  const pages = endingOfPages(await access.read(0, HEADER_BYTES), size)
  if (path === null) return { path, bytes: await access.read(0, size), size, ending: pages }
  const ending = pages.whole ? await endingBeside(path) : pages
  return { path, bytes: null, size, ending }
}

/** By the size of a page and the number of pages, as the header has them; SQLite itself reads zeros for half a page. */
function endingOfPages(head: Uint8Array, size: number): Ending {
  const header = Buffer.alloc(HEADER_BYTES)
  header.set(head)
  const stated = header.readUInt16BE(16)
  const pageBytes = stated === 1 ? 65_536 : stated
  if (pageBytes === 0 || size % pageBytes !== 0) {
    return brokenOff('the database ends inside a page', `byte ${size}`)
  }
  // Writers of before 2010 leave the number as it was: then it is of another version than the file.
  const isCounted = header.readUInt32BE(24) === header.readUInt32BE(92)
  return isCounted && header.readUInt32BE(28) * pageBytes > size
    ? brokenOff('the database has fewer pages than it says', `byte ${size}`)
    : WHOLE
}

async function endingBeside(path: string): Promise<Ending> {
  const sizes = await Promise.all(UNMERGED.map((end) => sizeOf(path + end)))
  const left = UNMERGED.filter((_, place) => (sizes[place] ?? 0) > 0)
  return left.length === 0
    ? WHOLE
    : brokenOff(
        'changes that were not merged into the database stand in a file beside it',
        `the file that ends in ${left.join(' and ')}`,
      )
}

const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}
