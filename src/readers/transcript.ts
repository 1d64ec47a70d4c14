/** What was typed from screenshots of a bot into the template: rows are its answers, columns of the template say what was asked. */
import { Plaintext, PlaintextRows } from '../core/secret.ts'
import type { Ending } from '../evidence/ending.ts'
import { csv } from './csv.ts'
import { foreignFormat } from './foreign.ts'
import type { Query, Reader, Reading, RowBatch, Table } from './reader.ts'

/** The columns that make a table a transcript: which screenshot, which question, and when it was put. */
const [FROM, ASKED, ASKED_AT] = ['transcribed from', 'asked', 'asked at'] as const

/** The header of the template: a line a person in an answer; one with nothing behind the question says that the bot found nothing. */
export const TRANSCRIPT_COLUMNS = [
  FROM,
  ASKED,
  ASKED_AT,
  'name',
  'mobile',
  'aadhaar',
  'id type',
  'id number',
  'reference id',
  'gender',
  'year of birth',
  'date of birth',
  'address',
  'district',
  'vaccination centre',
] as const

const DELIMITERS = /[,;|\t]/
const ISO_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])/

/** A header cell without what a spreadsheet program does to it. */
const folded = (cell: string): string =>
  cell
    .replace(/^[\s"'\uFEFF]+|[\s"']+$/g, '')
    .replace(/[\s_]+/g, ' ')
    .toLowerCase()

export const transcript: Reader = {
  name: 'transcript',
  sniff(head) {
    if (foreignFormat(head) !== null) return 0
    const [first = ''] = head.trimStart().split(/\r\n|\n|\r/, 1)
    return first.split(DELIMITERS).map(folded).includes(FROM) ? 1 : 0
  },
  read: (input) => transcribed(csv.read(input)),
}

/** A reading whose tables may be transcripts: theirs become answers to questions, others stay as they are. */
export const transcribed = (reading: Reading): Reading => new TranscriptReading(reading)

class TranscriptReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  readonly #reading: Reading
  readonly #transcripts = new Map<Table, Transcript | null>()

  constructor(reading: Reading) {
    this.#reading = reading
    this.batches = this.#read()
  }

  ending(): Ending {
    return this.#reading.ending()
  }

  dialect(): string {
    return this.#reading.dialect()
  }

  transcribed(): boolean {
    return [...this.#transcripts.values()].some((one) => one !== null)
  }

  async *#read(): AsyncGenerator<RowBatch> {
    for await (const batch of this.#reading.batches) {
      const { table } = batch
      if (!this.#transcripts.has(table)) this.#transcripts.set(table, Transcript.of(table))
      yield this.#transcripts.get(table)?.batch(batch) ?? batch
    }
  }
}

/** One table without the columns that are the template's own. */
class Transcript {
  readonly #source: Table
  readonly #places: readonly number[]
  readonly #table: Table

  /** `null` for a table that is none. */
  static of(table: Table): Transcript | null {
    const names = table.columns.map((name) => folded(name?.expose() ?? ''))
    return names.includes(FROM) ? new Transcript(table, names) : null
  }

  private constructor(source: Table, names: readonly string[]) {
    this.#source = source
    this.#places = [FROM, ASKED, ASKED_AT].map((name) => names.indexOf(name))
    this.#table = { ordinal: source.ordinal, name: source.name, columns: [] }
  }

  batch(batch: RowBatch): RowBatch {
    const answers = new Answers()
    for (const row of batch.rows.expose()) {
      answers.add(
        this.#places.map((place) => row[place]?.trim() ?? ''),
        this.#withoutOwn(row),
      )
    }
    const { rows, queries, blank } = answers
    this.#table.columns.push(
      ...this.#withoutOwn(this.#source.columns).slice(this.#table.columns.length),
    )
    const rejected = blank === 0 ? batch.rejected : { ...batch.rejected, 'nothing-typed': blank }
    return { ...batch, table: this.#table, rows: new PlaintextRows(rows), rejected, queries }
  }

  #withoutOwn<T>(row: readonly T[]): T[] {
    return row.filter((_, column) => !this.#places.includes(column))
  }
}

/** The persons of one batch, and the questions that they answer: rows in succession with the same question are one answer. */
class Answers {
  readonly rows: string[][] = []
  readonly queries: Query[] = []
  /** Rows without a question and without an answer. */
  blank = 0
  #before = ''

  add([from = '', asked = '', at = '']: readonly string[], answer: string[]): void {
    const isAnswered = answer.some((cell) => cell.trim() !== '')
    const put = asked === '' ? '' : JSON.stringify([from, asked, at])
    const last = this.queries.at(-1)
    if (put === '' && !isAnswered) this.blank++
    else if (last !== undefined && put !== '' && put === this.#before) {
      this.queries[this.queries.length - 1] = { ...last, rows: last.rows + Number(isAnswered) }
    } else if (put !== '') {
      const time = ISO_TIME.test(at) ? at : null
      const [text, firstRow] = [new Plaintext(asked), this.rows.length]
      this.queries.push({ text, time, firstRow, rows: Number(isAnswered), answered: true })
    }
    this.#before = put
    if (isAnswered) this.rows.push(answer)
  }
}
