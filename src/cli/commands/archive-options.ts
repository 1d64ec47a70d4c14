/** What a user says of archives: the password of an encrypted one, and limits raised for one that is trusted. */
import { readFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { AppError } from '../../core/error.ts'
import { ARCHIVE_LIMITS, type ArchiveLimit, type ArchiveLimits } from '../../evidence/bounds.ts'
import { collect } from './mapping.ts'

export interface ArchiveFlags {
  readonly archivePasswordFile?: string
  readonly archiveLimit: readonly string[]
}

const NAMES = Object.keys(ARCHIVE_LIMITS)
const LIMIT = /^([a-z]+)=([1-9]\d{0,14})$/

export const withArchiveOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--archive-password-file <file>',
        'a file whose first line opens encrypted archives',
      ),
    )
    .addOption(
      new Option(
        '--archive-limit <name=number>',
        `raise a limit on archives (repeatable): ${NAMES.join(', ')}`,
      )
        .argParser(collect)
        .default([], ''),
    )

export const archiveOptions = ({ archivePasswordFile, archiveLimit }: ArchiveFlags) => ({
  archivePassword: archivePasswordFile === undefined ? undefined : firstLine(archivePasswordFile),
  archiveLimits: Object.fromEntries(archiveLimit.map(limitOf)) as Partial<ArchiveLimits>,
})

function limitOf(text: string): [ArchiveLimit, number] {
  const [, name = '', number = ''] = LIMIT.exec(text) ?? []
  const limit = NAMES.find((one) => one === name) as ArchiveLimit | undefined
  if (limit !== undefined) return [limit, Number(number)]
  throw new AppError('USAGE', '--archive-limit takes a limit and a number', {
    hint: `NAME=NUMBER, where NAME is one of ${NAMES.join(', ')}`,
  })
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[0]?.replace(/\r$/, '') ?? ''
  } catch {
    // No cause: the system's message holds the path.
    throw new AppError('FILE_MISSING', 'the password file cannot be read')
  }
}
