/** The formats that are read, in the order in which help and docs name them, and the choice among them. */
import { AppError } from '../core/error.ts'
import { csv } from './csv.ts'
import { foreignFormat } from './foreign.ts'
import { json } from './json.ts'
import type { Reader } from './reader.ts'
import { sql } from './sql.ts'
import { telegram } from './telegram.ts'
import { telegramHtml } from './telegram-html.ts'

export const READERS = [csv, telegram, telegramHtml, json, sql] as const satisfies readonly Reader[]

/**
 * The reader for a file, by what its first 64 KiB of text look like, or the one that `format` names.
 * Throws USAGE for an unknown format and INPUT_UNREADABLE where nothing fits.
 */
export function chooseReader(head: string, format?: string): Reader {
  if (format !== undefined) return namedReader(format)
  if (head.trim() === '') throw new AppError('INPUT_UNREADABLE', 'the file is empty')
  const [best] = READERS.map((reader) => ({ reader, score: reader.sniff(head) })).sort(
    (a, b) => b.score - a.score,
  )
  if (best !== undefined && best.score > 0) return best.reader
  const foreign = foreignFormat(head)
  throw new AppError(
    'INPUT_UNREADABLE',
    foreign === null
      ? 'the format of the file is not understood'
      : `this looks like a ${foreign}, which is not read`,
  )
}

function namedReader(format: string): Reader {
  const named = READERS.find((reader) => reader.name === format)
  if (named !== undefined) return named
  const names = READERS.map((reader) => reader.name).join(', ')
  throw new AppError('USAGE', 'this format is not known', { hint: `--format is one of ${names}` })
}
