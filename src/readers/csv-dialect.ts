/** How a delimited text is written. */
export interface Dialect {
  /** One character or several. */
  readonly delimiter: string
  /** `null`: quotes are letters like any other. */
  readonly quote: '"' | "'" | '`' | null
  /** Whether a backslash makes the quote, the delimiter or the line end behind it a letter; a doubled quote always is one. */
  readonly escaped: boolean
  /** Whether spaces stand between a delimiter and an opening quote. */
  readonly padded: boolean
  /** Whether every row begins and ends with a delimiter, as tables of database clients do. */
  readonly bordered: boolean
  /** Whether typographic quotes quote, and the separator of records ends lines. */
  readonly unusual: boolean
}

const USUAL: Readonly<Record<string, string>> = { '“': '"', '”': '"', '\u001E': '\n' }

/** A text in which quotes and line ends are the usual ones, character for character. */
export const inUsualMarks = (text: string): string =>
  text.replace(/[“”\p{Cc}]/gu, (mark) => USUAL[mark] ?? mark)

/** A colon of `https://`, before a port, or in a time behind a date delimits nothing. */
const COLON = /:(?!\/\/)(?!(?<=\/\/[\w.-]+:)\d{2,5}\/)(?<!\d[ T]\d\d:)(?<!\d[ T]\d\d:\d\d:)/

/** The cells of a line in which nothing is quoted or escaped. */
export const splitCells = (line: string, { delimiter }: Dialect): string[] =>
  line.split(delimiter === ':' ? COLON : delimiter)
