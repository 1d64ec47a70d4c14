/** What a compound file of Office is, told by the streams in its directory; none of them is read, each is refused by its name. */
import type { RandomAccess } from './raw-bytes.ts'

const HEADER_BYTES = 512
const ENTRY_BYTES = 128
/** Sectors of the directory that are looked at: what tells the kind stands among the first entries. */
const SECTORS = 64
/** Places in the header of the first tables of sectors. */
const [TABLES_AT, TABLES] = [76, 109]
const LAST_SECTOR = 0xfffffff9

/** By a stream that only they have. A protected document of today has one of its own, whatever it is. */
const KINDS: readonly (readonly [stream: string, name: string])[] = [
  ['EncryptedPackage', 'password-protected spreadsheet'],
  ['Workbook', 'workbook of Excel before 2007 (.xls)'],
  ['Book', 'workbook of Excel before 97 (.xls)'],
  ['WordDocument', 'document of Word before 2007 (.doc)'],
  ['PowerPoint Document', 'presentation of before 2007 (.ppt)'],
  ['__properties_version1.0', 'message of Outlook (.msg)'],
]
const UNKNOWN = 'old Office document'
/** A record that opens a stream of cells, and the one that says behind it that all others are encrypted. */
const [BEGIN, PROTECTED] = [0x0809, 0x002f]

/** The name of the kind, in words of ours. */
export async function oldOfficeName(access: RandomAccess): Promise<string> {
  const file = new CompoundFile(access, await paddedRead(access, 0, HEADER_BYTES))
  const streams = await file.streams()
  const kind = KINDS.find(([stream]) => streams.has(stream))
  if (kind === undefined) return UNKNOWN
  const isProtected = await file.isProtected(streams.get(kind[0]) ?? 0)
  return isProtected ? 'password-protected spreadsheet' : kind[1]
}

async function paddedRead(access: RandomAccess, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  if (at < access.size) bytes.set(await access.read(at, Math.min(length, access.size - at)))
  return bytes
}

class CompoundFile {
  readonly #access: RandomAccess
  readonly #header: Buffer
  readonly #sectorBytes: number

  constructor(access: RandomAccess, header: Buffer) {
    this.#access = access
    this.#header = header
    this.#sectorBytes = header.readUInt16LE(30) === 12 ? 4096 : 512
  }

  /** The first sector of every stream, by its name. */
  async streams(): Promise<ReadonlyMap<string, number>> {
    const streams = new Map<string, number>()
    let sector = this.#header.readUInt32LE(48)
    for (let count = 0; count < SECTORS && sector < LAST_SECTOR; count++) {
      const entries = await this.#sector(sector)
      for (let at = 0; at < entries.length; at += ENTRY_BYTES) {
        const entry = entries.subarray(at, at + ENTRY_BYTES)
        const length = Math.min(64, entry.readUInt16LE(64))
        const name = entry.subarray(0, Math.max(0, length - 2)).toString('utf16le')
        if (name !== '') streams.set(name, entry.readUInt32LE(116))
      }
      sector = await this.#after(sector)
    }
    return streams
  }

  async isProtected(firstSector: number): Promise<boolean> {
    const records = await this.#sector(firstSector)
    if (records.readUInt16LE(0) !== BEGIN) return false
    const next = 4 + records.readUInt16LE(2)
    return next < records.length - 2 && records.readUInt16LE(next) === PROTECTED
  }

  #sector(sector: number): Promise<Buffer> {
    return paddedRead(this.#access, (sector + 1) * this.#sectorBytes, this.#sectorBytes)
  }

  /** The sector that goes on from one, as the table of sectors says. */
  async #after(sector: number): Promise<number> {
    const each = this.#sectorBytes / 4
    const table = Math.floor(sector / each)
    if (table >= TABLES) return LAST_SECTOR
    const next = await this.#sector(this.#header.readUInt32LE(TABLES_AT + 4 * table))
    return next.readUInt32LE(4 * (sector % each))
  }
}
