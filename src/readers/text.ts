/** Prose and lines of a log: each line that holds what may be an identifier is a record, the others are counted. */
import { WHOLE } from '../evidence/ending.ts'
import { splitLines } from './csv-lines.ts'
import { foreignFormat } from './foreign.ts'
import { type LineParser, LineReading } from './line-reading.ts'
import type { Reader } from './reader.ts'
import type { Tables } from './tables.ts'
import { findsIn } from './text-finds.ts'

const SAMPLE_LINES = 200
/** Share of the lines in which something must be found. */
const FOUND = 0.1
/** Any format that is one wins over this. */
const SCORE = 0.1

export const text: Reader = {
  name: 'text',
  isOfLines: true,
  sniff(head) {
    if (foreignFormat(head) !== null) return 0
    const lines = splitLines(head)
      .filter((line) => line.trim() !== '')
      .slice(0, SAMPLE_LINES)
    const found = lines.filter((line) => findsIn(line.slice(0, 4096)).length > 0).length
    return found > 0 && found >= FOUND * lines.length ? SCORE : 0
  },
  read: (input) => new LineReading(input, new TextParser()),
}

class TextParser implements LineParser {
  readonly dialect = 'lines of text'

  read(line: string | null, tables: Tables): void {
    if (line?.trim() === '') return
    const table = tables.named('')
    if (line === null) table.rejects.add('record-too-long')
    else {
      const values = new Map<string, string>()
      for (const { key, value } of findsIn(line)) {
        const known = values.get(key)
        values.set(key, known === undefined ? value : `${known}\n${value}`)
      }
      if (values.size === 0) table.rejects.add('nothing-found')
      else table.addEntries([...values])
    }
  }

  close() {
    return WHOLE
  }
}
