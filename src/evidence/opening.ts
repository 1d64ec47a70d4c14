/** What the bytes of a file are, container by container: text, a document of parts, an archive of files. */
import { AppError } from '../core/error.ts'
import { Archive } from './archive.ts'
import type { ArchiveContext } from './archive-context.ts'
import { decodeBzip2 } from './bzip2.ts'
import { BZIP2, containerOf, GZIP, SEVEN_ZIP, TAR, XZ, ZIP, ZSTD } from './container.ts'
import { decodeGzip } from './gzip.ts'
import { heldInMemory } from './held-in-memory.ts'
import type { Members } from './members.ts'
import type { RandomAccess, RawBytes } from './raw-bytes.ts'
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
      const access = layers.length === 0 ? raw.random : null
      const inside = await openArchive(name, { ...ahead, access }, context)
      if (inside.word !== null) bounds.enter(depth + containers.push(inside.word))
      return { ...ahead, ...inside, layers, containers }
    }
    bounds.enter(depth + containers.push(layer.word))
    const unpacked = unpack(layer.word, layer.decode, ahead.bytes, bounds)
    layers.push(unpacked)
    ahead = await peek(unpacked.bytes)
  }
}

interface Inside extends Pick<Opened, 'archive' | 'members'> {
  /** `null` for a file that is no archive of files. */
  readonly word: string | null
}

async function openArchive(
  name: string | null,
  {
    bytes,
    access,
  }: { readonly bytes: AsyncIterable<Uint8Array>; readonly access: RandomAccess | null },
  context: ArchiveContext,
): Promise<Inside> {
  const { label, bounds } = context
  if (name === null) return { word: null, archive: null, members: null }
  if (name === TAR) return { word: 'tar', archive: null, members: new TarMembers(bytes, bounds) }
  if (name === SEVEN_ZIP) {
    const members = await SevenZip.open(access ?? (await heldInMemory(bytes, bounds)), context)
    return { word: '7z', archive: null, members }
  }
  if (name !== ZIP) {
    throw new AppError('INPUT_UNREADABLE', `${label} is a ${name}, which is not read yet`, {
      hint: 'unpack or export it, and name the text file in it',
    })
  }
  const archive = await Archive.open(access ?? (await heldInMemory(bytes, bounds)), context)
  return archive.isDocument
    ? { word: null, archive, members: null }
    : { word: 'zip', archive: null, members: archive }
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
