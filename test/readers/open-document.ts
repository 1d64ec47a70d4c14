/** Writes rows as an OpenDocument spreadsheet, as LibreOffice does. */
import { type Member, toZip } from '../evidence/zip.ts'

export interface OdsSheet {
  readonly name: string
  readonly rows?: readonly (readonly (string | number)[])[]
  readonly isHidden?: boolean
  /** The sheet's rows as XML, instead of those of `rows`. */
  readonly xml?: string
}

export const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet'
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
const NAMES = ['office', 'style', 'table', 'text', 'calcext']
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(' ')

export const toOds = (sheets: readonly OdsSheet[]): Buffer => toZip(odsParts(sheets))

export const odsParts = (sheets: readonly OdsSheet[], kind = SPREADSHEET): Member[] => [
  { name: 'mimetype', content: kind },
  {
    name: 'content.xml',
    content: `${XML}<office:document-content ${NAMES}><office:automatic-styles><style:style style:name="ta1"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>${sheets.map(sheetOf).join('')}</office:spreadsheet></office:body></office:document-content>`,
  },
  { name: 'META-INF/manifest.xml', content: `${XML}<manifest:manifest/>` },
]

const sheetOf = ({ name, rows = [], isHidden = false, xml }: OdsSheet): string =>
  `<table:table table:name="${escaped(name)}" table:style-name="${isHidden ? 'ta2' : 'ta1'}"><table:table-column/>${xml ?? rows.map((row) => `<table:table-row>${row.map(cellOf).join('')}</table:table-row>`).join('')}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`

function cellOf(cell: string | number): string {
  if (cell === '') return '<table:table-cell/>'
  return typeof cell === 'number'
    ? `<table:table-cell office:value-type="float" office:value="${cell}"><text:p>9.82E+09</text:p></table:table-cell>`
    : `<table:table-cell office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
