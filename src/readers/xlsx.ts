/** Workbooks (`.xlsx`): every sheet a table, the hidden ones too. */
import { AppError } from '../core/error.ts'
import type { Archive } from '../evidence/archive.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import type { ArchiveInput, ArchiveReader, Reading, RowBatch } from './reader.ts'
import { SheetRows } from './sheet-rows.ts'
import { SheetCells } from './xlsx-sheet.ts'
import { isWorkbook, readWorkbook, type Sheet, type Workbook } from './xlsx-workbook.ts'
import { readXml } from './xml.ts'

export const xlsx: ArchiveReader = {
  name: 'xlsx',
  fits: isWorkbook,
  read: (input) => new XlsxReading(input),
}

class XlsxReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #words = ''
  /** Of the sheets' XML, for progress. */
  #bytes = 0

  constructor({ archive, signal }: ArchiveInput) {
    this.batches = this.#read(archive, signal)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return this.#words
  }

  async *#read(archive: Archive, signal: AbortSignal): AsyncGenerator<RowBatch> {
    stopIfAborted(signal)
    const workbook = await readWorkbook(archive)
    const { sheets } = workbook
    if (sheets.length === 0) throw new AppError('INPUT_UNREADABLE', 'the workbook has no sheet')
    this.#words = inWords(workbook)
    if (!workbook.isWhole) this.#break('the workbook')
    for (const [ordinal, sheet] of sheets.entries()) {
      yield* this.#sheet(archive, workbook, { sheet, ordinal }, signal)
    }
  }

  async *#sheet(
    archive: Archive,
    workbook: Workbook,
    { sheet, ordinal }: { readonly sheet: Sheet; readonly ordinal: number },
    signal: AbortSignal,
  ): AsyncGenerator<RowBatch> {
    const cells = new SheetCells(workbook)
    const rows = new SheetRows(ordinal, sheet.name)
    const end = (whole: boolean): void => {
      if (!whole) this.#break(`sheet ${ordinal + 1}`)
    }
    for await (const _ of readXml(this.#counted(archive.read(sheet.part)), cells, end)) {
      stopIfAborted(signal)
      for (const row of cells.take()) {
        rows.add(row)
        yield* rows.full(this.#bytes)
      }
    }
    for (const row of cells.take()) rows.add(row)
    yield* rows.rest(this.#bytes)
  }

  async *#counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.#bytes += chunk.length
      yield chunk
    }
  }

  #break(where: string): void {
    if (this.#ending.whole) this.#ending = brokenOff('the XML breaks off or is damaged', where)
  }
}

function inWords({ sheets, is1904 }: Workbook): string {
  const hidden = sheets.filter(({ isHidden }) => isHidden).length
  return [
    `${sheets.length} ${sheets.length === 1 ? 'sheet' : 'sheets'}`,
    ...(hidden === 0 ? [] : [`${hidden} of them hidden`]),
    ...(is1904 ? ['days from 1904'] : []),
  ].join(', ')
}
