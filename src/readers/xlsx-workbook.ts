/** What the sheets of a workbook share: their names and places, texts, date formats, calendar. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import type { Archive } from '../evidence/archive.ts'
import { isDateFormat } from './xlsx-number.ts'
import { readXml, type XmlHandler } from './xml.ts'

export interface Sheet {
  readonly name: string
  readonly part: string
  readonly isHidden: boolean
}

export interface Workbook {
  readonly sheets: readonly Sheet[]
  readonly is1904: boolean
  /** By number, as cells refer to them. */
  readonly texts: readonly string[]
  /** By number of a cell's style, whether it shows a date. */
  readonly dateStyles: readonly boolean[]
  /** Whether all of these parts were read to their end. */
  readonly isWhole: boolean
}

const WORKBOOK = /(?:^|\/)workbook\.xml$/
const CONTENT_TYPES = '[Content_Types].xml'

/** Whether an archive is a workbook by the names of its parts. */
export const isWorkbook = (names: readonly string[]): boolean =>
  names.includes(CONTENT_TYPES) && names.some((name) => WORKBOOK.test(name))

export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const main = archive.names.find((name) => WORKBOOK.test(name)) ?? ''
  const folder = main.slice(0, main.lastIndexOf('/') + 1)
  const [sheets, targets, texts, styles] = [
    new Sheets(),
    new Targets(),
    new SharedTexts(),
    new Styles(),
  ]
  const parts: readonly (readonly [string, XmlHandler])[] = [
    [main, sheets],
    [`${folder}_rels/workbook.xml.rels`, targets],
    [`${folder}sharedStrings.xml`, texts],
    [`${folder}styles.xml`, styles],
  ]
  let isWhole = true
  for (const [part, handler] of parts) {
    if (!archive.names.includes(part)) continue
    const end = (whole: boolean): void => {
      isWhole &&= whole
    }
    for await (const _ of readXml(archive.read(part), handler, end));
  }
  return {
    sheets: sheets.found.map(({ name, id, isHidden }) => ({
      name,
      isHidden,
      part: resolved(folder, targets.byId.get(id) ?? ''),
    })),
    is1904: sheets.is1904,
    texts: texts.texts,
    dateStyles: styles.dates(),
    isWhole,
  }
}

const resolved = (folder: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : folder + target

class Sheets implements XmlHandler {
  is1904 = false
  readonly found: { readonly name: string; readonly id: string; readonly isHidden: boolean }[] = []

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const date1904 = attributes['date1904']
    if (name === 'workbookPr') this.is1904 = date1904 === '1' || date1904 === 'true'
    if (name !== 'sheet') return
    const isHidden = (attributes['state'] ?? 'visible') !== 'visible'
    this.found.push({ name: attributes['name'] ?? '', id: attributes['r:id'] ?? '', isHidden })
  }

  text(): void {}

  close(): void {}
}

class Targets implements XmlHandler {
  readonly byId = new Map<string, string>()

  open(name: string, { Id = '', Target = '' }: Readonly<Record<string, string>>): void {
    if (name === 'Relationship') this.byId.set(Id, Target)
  }

  text(): void {}

  close(): void {}
}

class SharedTexts implements XmlHandler {
  readonly texts: string[] = []
  #text = ''
  #bytes = 0
  #isText = false
  /** Readings of Japanese words stand beside the text. */
  #isPhonetic = false

  open(name: string): void {
    if (name === 'si') this.#text = ''
    if (name === 'rPh') this.#isPhonetic = true
    this.#isText = name === 't' && !this.#isPhonetic
  }

  text(text: string): void {
    if (!this.#isText) return
    this.#bytes += Buffer.byteLength(text)
    if (this.#bytes > LIMITS.sharedStringBytes) {
      const limit = LIMITS.sharedStringBytes / 1024 / 1024
      throw new AppError('INPUT_LIMIT', `the shared texts of the workbook are over ${limit} MiB`)
    }
    this.#text += text
  }

  close(name: string): void {
    if (name === 'rPh') this.#isPhonetic = false
    if (name === 'si') this.texts.push(this.#text)
    this.#isText = false
  }
}

class Styles implements XmlHandler {
  readonly #codes = new Map<number, string>()
  readonly #formats: number[] = []
  #isCellFormats = false

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const id = Number(attributes['numFmtId'] ?? 0)
    if (name === 'numFmt') this.#codes.set(id, attributes['formatCode'] ?? '')
    if (name === 'cellXfs') this.#isCellFormats = true
    if (name === 'xf' && this.#isCellFormats) this.#formats.push(id)
  }

  text(): void {}

  close(name: string): void {
    if (name === 'cellXfs') this.#isCellFormats = false
  }

  dates(): boolean[] {
    return this.#formats.map((id) => isDateFormat(id, this.#codes.get(id)))
  }
}
