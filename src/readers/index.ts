/** The formats that are read, in the order in which help and docs name them, and the choice among them. */
import { AppError } from '../core/error.ts'
import type { EvidenceFile } from '../evidence/file.ts'
import { blocks } from './blocks.ts'
import { csv } from './csv.ts'
import { foreignFormat } from './foreign.ts'
import { htmlTable } from './html-table.ts'
import { json } from './json.ts'
import { ods } from './ods.ts'
import type { ArchiveReader, Reader, Reading } from './reader.ts'
import { sql } from './sql.ts'
import { sqlite } from './sqlite.ts'
import { stealerLog } from './stealer-log.ts'
import { telegram } from './telegram.ts'
import { telegramHtml } from './telegram-html.ts'
import { text } from './text.ts'
import { transcribed, transcript } from './transcript.ts'
import { vcard } from './vcard.ts'
import { whatsapp } from './whatsapp.ts'
import { xlsx } from './xlsx.ts'

export const READERS = [
  csv,
  telegram,
  telegramHtml,
  whatsapp,
  json,
  sql,
  vcard,
  htmlTable,
  stealerLog,
  blocks,
  transcript,
  text,
] as const satisfies readonly Reader[]
const ARCHIVE_READERS = [xlsx, ods] as const satisfies readonly ArchiveReader[]

/** The words for `--format`. */
export const FORMATS: readonly string[] = [...READERS, ...ARCHIVE_READERS, sqlite].map(
  ({ name }) => name,
)

/** Begins to look at a file: of a large one of lines, at its head, middle and tail. Throws as `chooseReader` does. */
export async function startLooking(
  evidence: EvidenceFile,
  signal: AbortSignal,
  format?: string,
): Promise<{ readonly format: string; readonly reading: Reading; readonly isSampled: boolean }> {
  if (evidence.archive === null && evidence.database === null) {
    const reader: Reader = chooseReader(await evidence.head(), format)
    const text = reader.isOfLines === true ? evidence.sampledText() : null
    if (text !== null) {
      return { format: reader.name, reading: reader.read({ text, signal }), isSampled: true }
    }
  }
  return { ...(await startReading(evidence, signal, format)), isSampled: false }
}

/**
 * Begins to read a file in the format that it has, or that `format` names. Throws as `chooseReader` does.
 * @param takesRanges whether batches may hold ranges instead of rows
 */
export async function startReading(
  evidence: EvidenceFile,
  signal: AbortSignal,
  format?: string,
  takesRanges = false,
): Promise<{ readonly format: string; readonly reading: Reading }> {
  const { archive, database } = evidence
  if (archive === null && database === null) {
    const reader = chooseReader(await evidence.head(), format)
    const text = evidence.text()
    const input = takesRanges ? { text, pieces: evidence.pieces(), signal } : { text, signal }
    return { format: reader.name, reading: reader.read(input) }
  }
  if (database !== null && fitsName(sqlite, format)) {
    return { format: sqlite.name, reading: sqlite.read({ database, signal }) }
  }
  const reader = ARCHIVE_READERS.find(({ fits }) => fits(archive?.names ?? []))
  if (archive !== null && reader !== undefined && fitsName(reader, format)) {
    return { format: reader.name, reading: transcribed(reader.read({ archive, signal })) }
  }
  throw new AppError(
    'INPUT_UNREADABLE',
    archive === null
      ? `${evidence.label} is a database`
      : `${evidence.label} is a document of parts and no workbook`,
    { hint: 'export it as text or as a workbook, or leave --format out' },
  )
}

const fitsName = ({ name }: { readonly name: string }, format: string | undefined): boolean =>
  format === undefined || format === name

/**
 * The reader for a file of text, by what its first 64 KiB of text look like, or the one that `format` names.
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
  throw new AppError('USAGE', 'this format is not known', {
    hint: `--format is one of ${FORMATS.join(', ')}`,
  })
}
