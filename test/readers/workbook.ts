/** Writes rows as a workbook, as spreadsheet programs do: shared texts, styles, cached values. */
import { type Member, toZip } from '../evidence/zip.ts'

export interface SheetText {
  readonly name: string
  readonly rows: readonly (readonly (string | number)[])[]
  readonly state?: string
  /** The sheet's rows as XML, instead of those of `rows`. */
  readonly xml?: string
}

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export const toWorkbook = (sheets: readonly SheetText[], is1904 = false): Buffer =>
  toZip(partsOf(sheets, is1904))

/** Style 1 is a date of the program's own, style 2 one of the user's, style 3 a number in two digits and an exponent. */
export function partsOf(sheets: readonly SheetText[], is1904 = false): Member[] {
  const texts: string[] = []
  const data = sheets.map((sheet) => sheet.xml ?? rowsOf(sheet.rows, texts))
  return [
    { name: '[Content_Types].xml', content: `${XML}<Types/>` },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook ${MAIN} ${RELATIONS}><workbookPr date1904="${is1904 ? 1 : 0}"/><sheets>${sheets
        .map(
          ({ name, state }, i) =>
            `<sheet name="${escaped(name)}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${XML}<Relationships>${sheets
        .map((_, i) => `<Relationship Id="rId${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`)
        .join('')}</Relationships>`,
    },
    {
      name: 'xl/styles.xml',
      content: `${XML}<styleSheet ${MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="[$-409]dd\\-mmm\\-yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="11"/></cellXfs></styleSheet>`,
    },
    ...data.map((rows, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `${XML}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`,
    })),
    {
      name: 'xl/sharedStrings.xml',
      content: `${XML}<sst ${MAIN}>${texts
        .map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`)
        .join('')}</sst>`,
    },
  ]
}

function rowsOf(rows: SheetText['rows'], texts: string[]): string {
  return rows
    .map(
      (row, r) =>
        `<row r="${r + 1}">${row.map((cell, c) => toCell(cell, `${String.fromCharCode(65 + c)}${r + 1}`, texts)).join('')}</row>`,
    )
    .join('')
}

function toCell(cell: string | number, place: string, texts: string[]): string {
  if (cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  return `<c r="${place}" t="s"><v>${texts.push(cell) - 1}</v></c>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
