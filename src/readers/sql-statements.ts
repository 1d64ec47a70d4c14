/** SQL statements as they pass: the columns of tables, and the rows that are put into them. */
import { LIMITS } from '../core/limits.ts'
import type { RowBatch } from './reader.ts'
import { copiedCells, type SqlDialect } from './sql-dialect.ts'
import { COPY_END, type Lexeme, SqlLexer } from './sql-lexer.ts'
import { SqlTuple } from './sql-tuple.ts'
import { BEFORE_TABLE, BEFORE_TARGET, CONSTRAINTS, ROW_WORDS } from './sql-words.ts'
import { Tables } from './tables.ts'

/** What the next lexeme belongs to. */
type State =
  | 'start'
  /** A statement that puts nothing into a table. */
  | 'other'
  | 'create'
  | 'definitions'
  | 'target'
  | 'columns'
  | 'values'
  | 'tuple'
  | 'copied'
  /** Statements of a stored program, which end with other marks. */
  | 'program'

export class SqlStatements {
  readonly tables = new Tables()
  /** Rows so far, those that were not taken among them. */
  rows = 0
  readonly #lexer: SqlLexer
  /** Columns by table, in lower case, as `CREATE TABLE` gave them. */
  readonly #defined = new Map<string, readonly string[]>()
  #state: State = 'start'
  /** The first word of the statement. */
  #verb = ''
  /** Whether a statement was ended by the next one. */
  #openEnded: boolean
  #fromInput = false
  #inTransaction = false
  #table = ''
  #columns: string[] = []
  #depth = 0
  #atItem = false
  #tuple = new SqlTuple()

  constructor(dialect: SqlDialect) {
    this.#openEnded = dialect.openEnded
    this.#lexer = new SqlLexer(dialect)
  }

  /** Reads on in a piece of the text; gives the batches that are full. */
  *write(text: string, bytes: number): Generator<RowBatch> {
    this.#lexer.write(text)
    while (this.#readOn()) if (this.tables.mayBeDue) yield* this.tables.due(bytes)
  }

  /** No more text comes: gives what is left. */
  *end(bytes: number): Generator<RowBatch> {
    this.#lexer.end()
    while (this.#readOn()) if (this.tables.mayBeDue) yield* this.tables.due(bytes)
    yield* this.tables.rest(bytes)
  }

  /** Whether the dump ended where it says it does, or at least between two statements. */
  get isWhole(): boolean {
    const isBetween = this.#state === 'start' || (this.#openEnded && this.#mayEnd())
    const { isEmpty, isComplete } = this.#lexer
    return isBetween && isEmpty && isComplete && !this.#inTransaction
  }

  /** False where more text is needed. */
  #readOn(): boolean {
    if (this.#state === 'copied') {
      const line = this.#lexer.line()
      if (line !== null) this.#copy(line.text.replace(/\r$/, ''), line.tooLong)
      return line !== null
    }
    const lexeme = this.#lexer.next()
    if (lexeme !== null) {
      this.#step(lexeme, lexeme.kind === 'word' ? lexeme.text.toUpperCase() : '')
    }
    return lexeme !== null
  }

  #mayEnd(): boolean {
    return this.#state === 'other' || this.#state === 'values'
  }

  #step(lexeme: Lexeme, word: string): void {
    const isEnd = lexeme.kind === 'mark' && lexeme.text === ';'
    if (this.#state === 'tuple') this.#inTuple(lexeme)
    else if (this.#state === 'program') this.#inProgram(lexeme, word)
    else if (isEnd) this.#finish()
    else if (this.#state === 'start' || this.#beginsAnew(word)) this.#begin(word)
    else if (this.#state === 'create') this.#create(lexeme, word)
    else if (this.#state === 'definitions') this.#define(lexeme, word)
    else if (this.#state === 'target') this.#aim(lexeme, word)
    else if (this.#state === 'columns') this.#list(lexeme)
    else if (this.#state === 'values') this.#value(lexeme, word)
    else this.#note(word)
  }

  /** SQL Server ends statements with `GO`, with a new line, or not at all; behind rows nothing else can be meant. */
  #beginsAnew(word: string): boolean {
    if (!this.#mayEnd()) return false
    const isNext = word === 'INSERT' && (this.#openEnded || this.#state === 'values')
    this.#openEnded ||= isNext
    return isNext || word === 'GO'
  }

  #begin(word: string): void {
    this.#verb = word
    this.#fromInput = false
    this.#atItem = false
    this.#table = ''
    this.#columns = []
    if (word === 'COMMIT' || word === 'ROLLBACK') this.#inTransaction = false
    // Marks between statements (Oracle's slash) are none.
    if (word === '' || word === 'GO') this.#state = 'start'
    else if (word === 'INSERT' || word === 'REPLACE' || word === 'COPY') this.#state = 'target'
    else if (word === 'CREATE') this.#state = 'create'
    else if (word === 'DELIMITER') this.#state = 'program'
    else this.#state = 'other'
  }

  #finish(): void {
    this.#state = this.#fromInput ? 'copied' : 'start'
    // The line of the statement ends before the first row.
    this.#depth = 0
  }

  #note(word: string): void {
    if (word === 'STDIN' && this.#verb === 'COPY') this.#fromInput = true
    const begins = this.#verb === 'BEGIN' || this.#verb === 'START'
    if (word === 'TRANSACTION' && begins) this.#inTransaction = true
  }

  /** `DELIMITER ;` ends it. */
  #inProgram({ text }: Lexeme, word: string): void {
    if (word === 'DELIMITER') this.#atItem = true
    else {
      if (this.#atItem && text === ';') this.#state = 'start'
      this.#atItem = false
    }
  }

  #create({ kind }: Lexeme, word: string): void {
    if (word === 'TABLE') this.#state = 'target'
    else if (kind !== 'word' || !BEFORE_TABLE.has(word)) this.#state = 'other'
    this.#atItem = word === 'TABLE'
  }

  /** The name of the table, and what follows it. */
  #aim({ kind, text }: Lexeme, word: string): void {
    if (kind === 'mark' && text === '(') {
      this.#state = this.#atItem ? 'definitions' : 'columns'
      this.#depth = 1
    } else if (word === 'VALUES' || word === 'VALUE') this.#state = 'values'
    else if (this.#isWithoutRows(word)) this.#leave(word)
    else if (kind === 'name' || (kind === 'word' && !BEFORE_TARGET.has(word))) this.#name(text)
  }

  /** Of `portal`.`people` the last part; behind the columns stands no name. */
  #name(text: string): void {
    if (this.#columns.length === 0) this.#table = text
  }

  #isWithoutRows(word: string): boolean {
    if (this.#verb === 'COPY') return word === 'FROM' || word === 'TO'
    return word === 'SELECT' || word === 'SET' || (word === 'AS' && this.#verb === 'CREATE')
  }

  /** `INSERT … SET` is a row in a spelling that no dump has. */
  #leave(word: string): void {
    this.#state = 'other'
    if (word !== 'SET') return
    this.rows++
    this.tables.named(this.#table).rejects.add('not-understood')
  }

  #define({ kind, text }: Lexeme, word: string): void {
    if (this.#atItem && this.#depth === 1 && kind !== 'mark') {
      if (kind === 'name' || !CONSTRAINTS.has(word)) this.#columns.push(text)
      this.#atItem = false
    }
    if (kind !== 'mark') return
    if (text === '(') this.#depth++
    if (text === ')') this.#depth--
    if (text === ',' && this.#depth === 1) this.#atItem = true
    if (this.#depth > 0) return
    this.#defined.set(this.#table.toLowerCase(), this.#columns.slice(0, LIMITS.columns))
    this.#state = 'other'
  }

  #list({ kind, text }: Lexeme): void {
    if (kind === 'name' || kind === 'word') this.#columns.push(text)
    if (text === ')' && kind === 'mark') this.#state = 'target'
  }

  #value({ kind, text }: Lexeme, word: string): void {
    if (kind === 'mark' && text === '(') {
      this.#tuple = new SqlTuple()
      this.#state = 'tuple'
    } else if (kind === 'word' && !ROW_WORDS.has(word)) this.#state = 'other'
  }

  #inTuple(lexeme: Lexeme): void {
    if (!this.#tuple.take(lexeme)) return
    this.#add(this.#tuple.cells, this.#tuple.isTooLong)
    this.#state = 'values'
  }

  #copy(line: string, tooLong: boolean): void {
    if (this.#depth === 0) {
      // What is left of the statement's own line.
      this.#depth = 1
      if (line.trim() === '') return
    }
    if (line === COPY_END) this.#state = 'start'
    else this.#add(copiedCells(line), tooLong || line.length > LIMITS.recordBytes)
  }

  #add(cells: readonly string[], tooLong: boolean): void {
    this.rows++
    const table = this.tables.named(this.#table)
    const columns =
      this.#columns.length > 0 ? this.#columns : this.#defined.get(this.#table.toLowerCase())
    if (tooLong) table.rejects.add('record-too-long')
    else if (columns === undefined) table.addCells(cells)
    else if (columns.length !== cells.length) table.rejects.add('ragged')
    else table.addEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  }
}
