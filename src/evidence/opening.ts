/** What the bytes of a file are, container by container: text, a document of parts, an archive of files. */
import { AppError } from '../core/error.ts'
import { Archive } from './archive.ts'
import type { ArchiveContext } from './archive-context.ts'
import { decodeBzip2 } from './bzip2.ts'
import {
  BZIP2,
  containerOf,
  GZIP,
  OLD_OFFICE,
  SEVEN_ZIP,
  SQLITE,
  TAR,
  XZ,
  ZIP,
  ZSTD,
} from './container.ts'
import { type Database, databaseOf } from './database.ts'
import { decodeGzip } from './gzip.ts'
import { heldInMemory } from './held-in-memory.ts'
import type { Members } from './members.ts'
import { oldOfficeName } from './old-office.ts'
import type { RawBytes } from './raw-bytes.ts'
import { SevenZip } from './seven-zip.ts'
import { TarMembers } from './tar.ts'
import { type Decode, type Unpacked, unpack } from './unpacked.ts'
import { decodeXz } from './xz.ts'
import { decodeZstd } from './zstd.ts'

const HEAD_BYTES = 64 * 1024

/** Containers of one file. */
const LAYERS: Readonly<Record<string, { readonly word: string; readonly decode: Decode }>> = {
  [GZIP]: { word: 'gzip', decode: decodeGzip },
  [BZIP2]: { word: 'bzip2', decode: decodeBzip2 },
  [XZ]: { word: 'xz', decode: decodeXz },
  [ZSTD]: { word: 'zstd', decode: decodeZstd },
}

/** The bytes inside all layers, and their first 64 KiB. */
export interface Opened {
  readonly bytes: AsyncIterable<Uint8Array>
  readonly head: Uint8Array
  readonly layers: readonly Unpacked[]
  /** The words for the containers that were opened, outermost first. */
  readonly containers: readonly string[]
  /** The parts, where the file is a document of parts. */
  readonly archive: Archive | null
  /** The files, where it is an archive of files. */
  readonly members: Members | null
  /** Where it is a database. */
  readonly database: Database | null
}

/**
 * @param depth containers that were opened around these bytes
 * @throws AppError INPUT_UNREADABLE, INPUT_LIMIT
 */
export async function openContainers(
  raw: RawBytes,
  context: ArchiveContext,
  depth: number,
): Promise<Opened> {
  const { bounds } = context
  const layers: Unpacked[] = []
  const containers: string[] = []
  let ahead = await peek(raw)
  for (;;) {
    const name = containerOf(ahead.head)
    const layer = LAYERS[name ?? '']
    if (layer === undefined) {
      const file = layers.length === 0 ? raw : null
      const inside = await openInside(name, { bytes: ahead.bytes, file }, context)
      if (inside.word !== null) bounds.enter(depth + containers.push(inside.word))
      return { ...ahead, ...inside, layers, containers }
    }
    bounds.enter(depth + containers.push(layer.word))
    const unpacked = unpack(layer.word, layer.decode, ahead.bytes, bounds)
    layers.push(unpacked)
    ahead = await peek(unpacked.bytes)
  }
}

interface Inside extends Pick<Opened, 'archive' | 'members' | 'database'> {
  /** `null` for a file that is no archive of files. */
  readonly word: string | null
}

/** Formats that are read at any place of the file. */
const AT_ANY_PLACE = [SEVEN_ZIP, ZIP, SQLITE, OLD_OFFICE]

const notRead = (label: string, name: string): AppError =>
  new AppError('INPUT_UNREADABLE', `${label} is a ${name}, which is not read`, {
    hint: 'save or export it as .xlsx, .csv or text, without a password; unpack what is packed',
  })

const NOTHING_INSIDE: Inside = { word: null, archive: null, members: null, database: null }

interface Packed {
  readonly bytes: AsyncIterable<Uint8Array>
  /** The file itself, where nothing is packed around these bytes. */
  readonly file: RawBytes | null
}

async function openInside(
  name: string | null,
  { bytes, file }: Packed,
  context: ArchiveContext,
): Promise<Inside> {
  const { label, bounds } = context
  if (name === null) return NOTHING_INSIDE
  if (name === TAR)
    return { ...NOTHING_INSIDE, word: 'tar', members: new TarMembers(bytes, bounds) }
  if (!AT_ANY_PLACE.includes(name)) throw notRead(label, name)
  const path = file?.path ?? null
  const access = file?.random ?? (await heldInMemory(bytes, bounds))
  if (name === OLD_OFFICE) throw notRead(label, await oldOfficeName(access))
  if (name === SQLITE) return { ...NOTHING_INSIDE, database: await databaseOf(access, path) }
  if (name === SEVEN_ZIP) {
    return { ...NOTHING_INSIDE, word: '7z', members: await SevenZip.open(access, context) }
  }
  const archive = await Archive.open(access, context)
  return archive.isDocument
    ? { ...NOTHING_INSIDE, archive }
    : { ...NOTHING_INSIDE, word: 'zip', members: archive }
}

/** The first bytes, and all bytes with them put back in front. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const rest = bytes[Symbol.asyncIterator]()
  const chunks: Uint8Array[] = []
  for (let count = 0; count < HEAD_BYTES; ) {
    const next = await rest.next()
    if (next.done) break
    chunks.push(next.value)
    count += next.value.length
  }
  return { head: Buffer.concat(chunks).subarray(0, HEAD_BYTES), bytes: replay(chunks, rest) }
}

async function* replay(
  chunks: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  } finally {
    // Whoever leaves early lets the decoders go.
    await rest.return?.()
  }
}
