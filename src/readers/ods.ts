/** OpenDocument spreadsheets (`.ods`): every sheet a table, the hidden ones too. */
import { AppError } from '../core/error.ts'
import type { Archive } from '../evidence/archive.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { type OdsRow, OdsSheets } from './ods-sheets.ts'
import type { ArchiveInput, ArchiveReader, Reading, RowBatch } from './reader.ts'
import { SheetRows } from './sheet-rows.ts'
import { plainNumber } from './xlsx-number.ts'
import { readXml, type XmlHandler } from './xml.ts'

const CONTENT = 'content.xml'
const KIND = 'mimetype'
const MANIFEST = 'META-INF/manifest.xml'
const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet'
const KIND_BYTES = 256

export const ods: ArchiveReader = {
  name: 'ods',
  fits: (names) => [CONTENT, KIND, MANIFEST].every((name) => names.includes(name)),
  read: (input) => new OdsReading(input),
}

class OdsReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  readonly #sheets = new OdsSheets()
  #ending: Ending = WHOLE
  /** Of the sheets' XML, for progress. */
  #bytes = 0

  constructor({ archive, signal }: ArchiveInput) {
    this.batches = this.#read(archive, signal)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    const { sheets, hiddenSheets: hidden } = this.#sheets
    return [
      `${sheets} ${sheets === 1 ? 'sheet' : 'sheets'}`,
      ...(hidden === 0 ? [] : [`${hidden} of them hidden`]),
    ].join(', ')
  }

  async *#read(archive: Archive, signal: AbortSignal): AsyncGenerator<RowBatch> {
    stopIfAborted(signal)
    await refuseOthers(archive)
    const tables = new OdsTables()
    const end = (whole: boolean): void => {
      if (!whole) this.#ending = brokenOff('the XML breaks off or is damaged', 'the sheets')
    }
    for await (const _ of readXml(this.#counted(archive.read(CONTENT)), this.#sheets, end)) {
      stopIfAborted(signal)
      for (const row of this.#sheets.take(this.#bytes)) yield* tables.add(row, this.#bytes)
    }
    for (const row of this.#sheets.take(this.#bytes)) yield* tables.add(row, this.#bytes)
    yield* tables.rest(this.#bytes)
    if (this.#sheets.sheets === 0 && this.#ending.whole)
      throw new AppError('INPUT_UNREADABLE', 'the workbook has no sheet')
  }

  async *#counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#bytes += chunk.length
      yield chunk
    }
  }
}

/** The sheets one after the other, each a table of its own. */
class OdsTables {
  #rows: SheetRows | null = null
  #ordinal = -1;

  *add({ ordinal, sheet, cells }: OdsRow, bytes: number): Generator<RowBatch> {
    if (this.#rows === null || ordinal !== this.#ordinal) {
      yield* this.rest(bytes)
      this.#rows = new SheetRows(ordinal, sheet)
      this.#ordinal = ordinal
    }
    this.#rows.add(cells.map(plainNumber))
    yield* this.#rows.full(bytes)
  }

  *rest(bytes: number): Generator<RowBatch> {
    if (this.#rows !== null) yield* this.#rows.rest(bytes)
  }
}

/** @throws AppError INPUT_UNREADABLE for texts, drawings and protected documents */
async function refuseOthers(archive: Archive): Promise<void> {
  let kind = ''
  for await (const chunk of archive.read(KIND)) {
    kind += Buffer.from(chunk).toString('latin1').slice(0, KIND_BYTES)
    if (kind.length >= KIND_BYTES) break
  }
  if (!kind.startsWith(SPREADSHEET)) {
    throw new AppError('INPUT_UNREADABLE', 'the document is no spreadsheet', {
      hint: 'export it as text',
    })
  }
  const manifest = new Manifest()
  for await (const _ of readXml(archive.read(MANIFEST), manifest, () => {}));
  if (manifest.isProtected) {
    throw new AppError('INPUT_UNREADABLE', 'this is a password-protected spreadsheet', {
      hint: 'open it with its password, and save it without one',
    })
  }
}

class Manifest implements XmlHandler {
  isProtected = false

  open(name: string): void {
    if (name === 'encryption-data') this.isProtected = true
  }

  text(): void {}

  close(): void {}
}
