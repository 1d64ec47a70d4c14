/** How a delimited text is written. */
export interface Dialect {
  readonly delimiter: string
  /** `null`: quotes are letters like any other. */
  readonly quote: '"' | "'" | null
  /** Whether spaces stand between a delimiter and an opening quote. */
  readonly padded: boolean
}
