/** What the header of a 7z archive says: its packed streams, how they are packed, and which files are in them. Pure. */
import { Damage } from '../core/damage.ts'
import { SevenZipFields } from './seven-zip-fields.ts'

// Marks of the parts of a header.
const END = 0x00
const HEADER = 0x01
const ARCHIVE_PROPERTIES = 0x02
const ADDITIONAL_STREAMS = 0x03
const MAIN_STREAMS = 0x04
const FILES = 0x05
const PACK_INFO = 0x06
const FOLDERS_INFO = 0x07
const SUBSTREAMS_INFO = 0x08
const SIZE = 0x09
const CHECKSUM = 0x0a
const FOLDER = 0x0b
const UNPACKED_SIZE = 0x0c
const STREAM_COUNTS = 0x0d
const EMPTY_STREAM = 0x0e
const EMPTY_FILE = 0x0f
const NAMES = 0x11
const ATTRIBUTES = 0x15
export const ENCODED_HEADER = 0x17

const MOST_CODERS = 8

export interface Coder {
  /** The method, in hexadecimal. */
  readonly method: string
  readonly properties: Uint8Array
  /** Bytes that come out of it. */
  readonly bytes: number
}

/** A chain of coders over one packed stream; its files follow each other in what comes out. */
export interface SevenZipFolder {
  /** Where the packed stream begins, counted from the end of the signature header. */
  readonly start: number
  readonly packedBytes: number
  /** From the packed stream to the files; `null` where it is no chain, but a tree of several streams. */
  readonly coders: readonly Coder[] | null
  readonly bytes: number
  readonly streams: readonly SevenZipStream[]
}

export interface SevenZipStream {
  readonly bytes: number
  /** CRC-32; `null` where the archive has none. */
  readonly checksum: number | null
}

export interface SevenZipFile {
  readonly name: string
  readonly hasStream: boolean
  readonly isFolder: boolean
  /** Windows' attributes, with Unix's mode in the upper half where bit 15 is set. */
  readonly attributes: number
}

export interface SevenZipHeader {
  readonly folders: readonly SevenZipFolder[]
  readonly files: readonly SevenZipFile[]
}

/** A header in clear. Throws Damage. */
export function sevenZipHeader(bytes: Uint8Array, mostFiles: number): SevenZipHeader {
  const fields = new SevenZipFields(bytes)
  fields.expect(HEADER)
  let folders: readonly SevenZipFolder[] = []
  let files: readonly SevenZipFile[] = []
  for (let mark = fields.byte(); mark !== END; mark = fields.byte()) {
    if (mark === ARCHIVE_PROPERTIES) skipProperties(fields)
    else if (mark === ADDITIONAL_STREAMS) readStreams(fields, mostFiles)
    else if (mark === MAIN_STREAMS) folders = readStreams(fields, mostFiles)
    else if (mark === FILES) files = readFiles(fields, mostFiles)
    else throw new Damage()
  }
  const streams = folders.reduce((sum, folder) => sum + folder.streams.length, 0)
  if (streams !== files.filter(({ hasStream }) => hasStream).length) throw new Damage()
  return { folders, files }
}

/** Where a packed header stands: one folder with the header as its only file. Throws Damage. */
export function packedHeader(bytes: Uint8Array): SevenZipFolder {
  const fields = new SevenZipFields(bytes)
  fields.expect(ENCODED_HEADER)
  const [folder, ...others] = readStreams(fields, 1)
  if (folder === undefined || others.length > 0) throw new Damage()
  return folder
}

function skipProperties(fields: SevenZipFields): void {
  while (fields.byte() !== END) fields.bytes(fields.number())
}

interface Packed {
  readonly start: number
  readonly sizes: readonly number[]
}

interface OpenFolder {
  readonly coders: readonly Coder[] | null
  readonly packedStreams: number
  readonly bytes: number
  readonly checksum: number | null
}

function readStreams(fields: SevenZipFields, mostStreams: number): SevenZipFolder[] {
  let packed: Packed = { start: 0, sizes: [] }
  let folders: readonly OpenFolder[] = []
  let streams: readonly (readonly SevenZipStream[])[] | null = null
  for (let mark = fields.byte(); mark !== END; mark = fields.byte()) {
    if (mark === PACK_INFO) packed = readPackInfo(fields, mostStreams)
    else if (mark === FOLDERS_INFO) folders = readFolders(fields, mostStreams)
    else if (mark === SUBSTREAMS_INFO) streams = readSubstreams(fields, folders, mostStreams)
    else throw new Damage()
  }
  return placed(packed, folders, streams ?? folders.map((folder) => [folder]))
}

function placed(
  { start, sizes }: Packed,
  folders: readonly OpenFolder[],
  streams: readonly (readonly SevenZipStream[])[],
): SevenZipFolder[] {
  let at = start
  let next = 0
  return folders.map(({ coders, packedStreams, bytes }, i) => {
    const own = sizes.slice(next, next + packedStreams)
    if (own.length < packedStreams) throw new Damage()
    const packedBytes = own.reduce((sum, size) => sum + size, 0)
    const folder = { start: at, packedBytes, coders, bytes, streams: streams[i] ?? [] }
    at += packedBytes
    next += packedStreams
    return folder
  })
}

function readPackInfo(fields: SevenZipFields, mostStreams: number): Packed {
  const start = fields.number()
  const count = fields.count(mostStreams * MOST_CODERS)
  let sizes: readonly number[] = []
  for (let mark = fields.byte(); mark !== END; mark = fields.byte()) {
    if (mark === SIZE) sizes = fields.numbers(count)
    else if (mark === CHECKSUM) fields.checksums(count)
    else throw new Damage()
  }
  return { start, sizes }
}

function readFolders(fields: SevenZipFields, mostFolders: number): OpenFolder[] {
  fields.expect(FOLDER)
  const count = fields.count(mostFolders)
  fields.expectInside()
  const shapes = Array.from({ length: count }, () => readCoders(fields))
  fields.expect(UNPACKED_SIZE)
  const sizes = shapes.map(({ outputs }) => fields.numbers(outputs))
  let checksums: readonly (number | null)[] = []
  for (let mark = fields.byte(); mark !== END; mark = fields.byte()) {
    if (mark !== CHECKSUM) throw new Damage()
    checksums = fields.checksums(count)
  }
  return shapes.map(({ coders, chain, main, packedStreams }, i) => {
    const own = sizes[i] ?? []
    return {
      coders:
        chain?.map((coder) => ({ ...(coders[coder] ?? NO_CODER), bytes: own[coder] ?? 0 })) ?? null,
      packedStreams,
      bytes: own[main] ?? 0,
      checksum: checksums[i] ?? null,
    }
  })
}

type Method = Pick<Coder, 'method' | 'properties'>
const NO_CODER: Method = { method: '', properties: new Uint8Array() }

interface Shape {
  readonly coders: readonly Method[]
  readonly outputs: number
  readonly packedStreams: number
  /** The output that is the folder's own. */
  readonly main: number
  /** Coders in the order in which data passes them, where each has one input and one output. */
  readonly chain: readonly number[] | null
}

function readCoders(fields: SevenZipFields): Shape {
  const coders: Method[] = []
  let [inputs, outputs] = [0, 0]
  for (let left = fields.count(MOST_CODERS); left > 0; left--) {
    const flags = fields.byte()
    const method = Buffer.from(fields.bytes(flags & 0x0f)).toString('hex')
    const isComplex = (flags & 0x10) !== 0
    inputs += isComplex ? fields.count(MOST_CODERS) : 1
    outputs += isComplex ? fields.count(MOST_CODERS) : 1
    const properties = (flags & 0x20) === 0 ? new Uint8Array() : fields.bytes(fields.number())
    coders.push({ method, properties })
  }
  if (outputs === 0) throw new Damage()
  /** From the input of one coder to the output of another that feeds it. */
  const feeds = new Map<number, number>()
  for (let left = outputs - 1; left > 0; left--) feeds.set(fields.number(), fields.number())
  const packedStreams = inputs - feeds.size
  if (packedStreams < 1) throw new Damage()
  if (packedStreams > 1) fields.numbers(packedStreams)
  const fed = new Set(feeds.values())
  const main = Array.from({ length: outputs }, (_, i) => i).find((output) => !fed.has(output)) ?? 0
  const isChain = inputs === coders.length && outputs === coders.length
  return { coders, outputs, packedStreams, main, chain: isChain ? chainFrom(main, feeds) : null }
}

function chainFrom(main: number, feeds: ReadonlyMap<number, number>): number[] {
  const chain = [main]
  for (let next = feeds.get(main); next !== undefined; next = feeds.get(next)) {
    if (chain.includes(next)) throw new Damage()
    chain.unshift(next)
  }
  if (chain.length !== feeds.size + 1) throw new Damage()
  return chain
}

function readSubstreams(
  fields: SevenZipFields,
  folders: readonly OpenFolder[],
  mostStreams: number,
): SevenZipStream[][] {
  let mark = fields.byte()
  let counts = folders.map(() => 1)
  if (mark === STREAM_COUNTS) {
    counts = folders.map(() => fields.count(mostStreams))
    mark = fields.byte()
  }
  if (counts.reduce((sum, count) => sum + count, 0) > mostStreams) throw new Damage()
  const sizes = folders.map(({ bytes }, i) => {
    const count = counts[i] ?? 0
    return count === 0 ? [] : sizesOf(bytes, mark === SIZE ? fields.numbers(count - 1) : [], count)
  })
  if (mark === SIZE) mark = fields.byte()
  const isKnown = (i: number): boolean => counts[i] === 1 && folders[i]?.checksum != null
  const unknown = counts.reduce((sum, count, i) => sum + (isKnown(i) ? 0 : count), 0)
  let checksums: (number | null)[] = []
  for (; mark !== END; mark = fields.byte()) {
    if (mark !== CHECKSUM) throw new Damage()
    checksums = fields.checksums(unknown)
  }
  let next = 0
  return sizes.map((own, i) =>
    own.map((bytes) => ({
      bytes,
      checksum: isKnown(i) ? (folders[i]?.checksum ?? null) : (checksums[next++] ?? null),
    })),
  )
}

/** All sizes but the last are stated. */
function sizesOf(bytes: number, stated: readonly number[], count: number): number[] {
  const last = stated.reduce((left, size) => left - size, bytes)
  if (last < 0 || stated.length !== count - 1) throw new Damage()
  return [...stated, last]
}

function readFiles(fields: SevenZipFields, mostFiles: number): SevenZipFile[] {
  const count = fields.count(mostFiles)
  let names: readonly string[] = []
  let isEmpty: readonly boolean[] = []
  let isEmptyFile: readonly boolean[] = []
  let attributes: readonly (number | null)[] = []
  for (let mark = fields.byte(); mark !== END; mark = fields.byte()) {
    const own = new SevenZipFields(fields.bytes(fields.number()))
    if (mark === EMPTY_STREAM) isEmpty = own.flags(count)
    else if (mark === EMPTY_FILE) isEmptyFile = own.flags(isEmpty.filter(Boolean).length)
    else if (mark === NAMES) names = own.names(count)
    else if (mark === ATTRIBUTES) attributes = own.attributes(count)
  }
  let empty = 0
  return Array.from({ length: count }, (_, i) => {
    const hasStream = isEmpty[i] !== true
    return {
      name: names[i] ?? '',
      hasStream,
      isFolder: !hasStream && isEmptyFile[empty++] !== true,
      attributes: attributes[i] ?? 0,
    }
  })
}
