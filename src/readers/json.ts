/** JSON: one array, one value a line or one after the other, Mongo's and Elasticsearch's exports; nested values under paths. */
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { brokenOff, type Ending, WHOLE } from '../evidence/ending.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import { headOf } from './head-of.ts'
import { tooLarge } from './json-extent.ts'
import { type JsonRecord, JsonRecords } from './json-records.ts'
import { type ListDepth, shapeOf } from './json-shape.ts'
import { JsonWalk } from './json-walk.ts'
import type { Reader, Reading, RowBatch, TextInput } from './reader.ts'
import { Tables } from './tables.ts'

const BRACKET = /^\s*[[{]/

export const json: Reader = {
  name: 'json',
  sniff(head) {
    if (!BRACKET.test(head)) return 0
    const shape = shapeOf(head)
    if (shape === null) return 0
    return shape.intact ? 0.5 : 0.3
  },
  read: (input) => new JsonReading(input),
}

class JsonReading implements Reading {
  readonly batches: AsyncIterable<RowBatch>
  #ending: Ending = WHOLE
  #words = ''

  constructor(input: TextInput) {
    this.batches = this.#read(input)
  }

  ending(): Ending {
    return this.#ending
  }

  dialect(): string {
    return this.#words
  }

  async *#read({ text, signal }: TextInput): AsyncGenerator<RowBatch> {
    const opened = await headOf(text)
    const depth = shapeOf(opened.head)?.depth ?? 0
    this.#words = inWords(opened.head, depth)
    const records = new JsonRecords(depth)
    const walk = new JsonWalk(records, depth === 0 ? [1, 2] : [depth + 1])
    const tables = new Tables()
    let [bytes, count, paths, intact] = [0, 0, 0, true]
    for await (const piece of opened.text) {
      stopIfAborted(signal)
      bytes += Buffer.byteLength(piece)
      intact = walk.write(piece)
      for (const record of records.take()) {
        paths += addRecord(tables, record)
        if (paths > LIMITS.jsonPathsPerFile) throw tooLarge('the number of paths')
        count++
        yield* tables.due(bytes)
      }
      if (!intact) break
    }
    if (!intact || !walk.isWhole()) {
      this.#ending = brokenOff('the JSON breaks off or is damaged', `after record ${count}`)
    } else if (count === 0) throw new AppError('INPUT_UNREADABLE', 'the JSON holds no records')
    yield* tables.rest(bytes)
  }
}

/** Returns how many paths of the record are new in its list. */
function addRecord(tables: Tables, { list, entries, isRow }: JsonRecord): number {
  const rows = tables.named(list)
  const { columns } = rows.table
  const before = columns.length
  if (isRow) rows.addCells(entries.map(([, value]) => value))
  else rows.addEntries(entries)
  return columns.length - before
}

function inWords(head: string, depth: ListDepth): string {
  if (depth > 0) return `lists ${depth} brackets deep`
  return head.trimStart().startsWith('[') ? 'one list' : 'one value after the other'
}
