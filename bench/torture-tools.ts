/** The readers that the torture set is put to: each as tolerant as its options make it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { parse } from 'csv-parse/sync'
import papaparse from 'papaparse'
import type { Tortured } from '../test/readers/torture/files.ts'
import { readTortured } from '../test/readers/torture/reading.ts'

type Rows = readonly (readonly string[])[]

export interface Tool {
  readonly name: string
  read(file: Tortured): Promise<Rows> | Rows
  close?(): Promise<void>
}

const csvParse = (told: boolean): Tool => ({
  name: told ? 'csv-parse, told the dialect' : 'csv-parse',
  read: ({ text, marks }) => {
    const dialect = told
      ? { delimiter: marks.delimiter, quote: marks.open, escape: marks.escape }
      : { delimiter: [',', ';', '\t', '|'] }
    const tolerant = {
      bom: true,
      trim: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
    }
    return parse(text, { ...dialect, ...tolerant }) as unknown as Rows
  },
})

const papa = (told: boolean): Tool => ({
  name: told ? 'papaparse, told the dialect' : 'papaparse',
  read: ({ text, marks }) => {
    const dialect = told
      ? { delimiter: marks.delimiter, quoteChar: marks.open, escapeChar: marks.escape }
      : {}
    return papaparse.parse<string[]>(text, { ...dialect, skipEmptyLines: true }).data
  },
})

const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`
const TOLERANT =
  'header=false, all_varchar=true, ignore_errors=true, null_padding=true, strict_mode=false, sample_size=-1, parallel=false'

async function duckdb(told: boolean): Promise<Tool> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const folder = await mkdtemp(join(tmpdir(), 'torture-'))
  const path = join(folder, 'file.csv')
  return {
    name: told ? 'DuckDB, told the dialect' : 'DuckDB',
    async read({ text, marks }) {
      await writeFile(path, text)
      const dialect = told
        ? `, delim=${sqlText(marks.delimiter)}, quote=${sqlText(marks.open)}, escape=${sqlText(marks.escape)}`
        : ''
      const query = `SELECT * FROM read_csv(${sqlText(path)}, ${TOLERANT}${dialect})`
      const rows = (await connection.runAndReadAll(query)).getRows()
      return rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))))
    },
    async close() {
      connection.closeSync()
      await rm(folder, { recursive: true })
    },
  }
}

const leakcheck: Tool = {
  name: 'leakcheck',
  read: async ({ text }) => (await readTortured(text)).rows,
}

/** Ours first; a tool that is told the dialect knows the delimiter and the quote of the file's first row. */
export const openTools = async (): Promise<readonly Tool[]> => [
  leakcheck,
  await duckdb(false),
  await duckdb(true),
  papa(false),
  papa(true),
  csvParse(false),
  csvParse(true),
]
