/** Blocks of `Key: value` lines with blank lines or rules between them: logs of stealers, replies of a bot copied by hand. */
import { WHOLE } from '../evidence/ending.ts'
import { splitLines } from './csv-lines.ts'
import { foreignFormat } from './foreign.ts'
import { type LineParser, LineReading } from './line-reading.ts'
import type { Reader } from './reader.ts'
import type { Tables } from './tables.ts'
import { readReply } from './telegram-reply.ts'

const ENTRY = /^[^\p{L}\p{Nd}]{0,8}(\p{L}[\p{L}\p{M}\p{Nd} ._/()-]{0,39}?)\s{0,2}[:：=→]\s{0,4}\S/u
const BREAK = /^[^\p{L}\p{Nd}]*$/u
const SAMPLE_LINES = 200
/** Share of the lines that must be of a key and a value. */
const ENTRIES = 0.7
const SCORE = 0.75
/** A block that goes on for longer is divided: it is none. */
const LONGEST = 256

export const blocks: Reader = {
  name: 'blocks',
  isOfLines: true,
  sniff(head) {
    if (foreignFormat(head) !== null) return 0
    const lines = splitLines(head).slice(0, SAMPLE_LINES)
    const filled = lines.filter((line) => !BREAK.test(line))
    const keys = filled.flatMap((line) => ENTRY.exec(line.slice(0, 200))?.[1]?.trim() ?? [])
    const isBlocks = keys.length >= 2 && keys.length >= ENTRIES * filled.length
    // Keys come again, and are few: a combolist has as many as lines.
    return isBlocks && new Set(keys).size <= Math.max(2, keys.length / 2) && hasBreaks(lines)
      ? SCORE
      : 0
  },
  read: (input) => new LineReading(input, new BlockParser()),
}

const hasBreaks = (lines: readonly string[]): boolean =>
  lines.slice(0, -1).some((line) => BREAK.test(line))

class BlockParser implements LineParser {
  readonly dialect = 'blocks of keys and values'
  #block: string[] = []

  read(line: string | null, tables: Tables): void {
    if (line === null) {
      this.close(tables)
      tables.named('').rejects.add('record-too-long')
    } else if (BREAK.test(line)) this.close(tables)
    else if (this.#block.push(line) === LONGEST) this.close(tables)
  }

  close(tables: Tables) {
    const block = this.#block
    this.#block = []
    if (block.length === 0) return WHOLE
    const table = tables.named('')
    const reply = readReply(block.join('\n'))
    if (reply === null) table.rejects.add('not-understood')
    for (const person of reply?.persons ?? []) table.addEntries(person)
    if (reply !== null && reply.surplus > 0) table.rejects.add('too-many-persons', reply.surplus)
    return WHOLE
  }
}
