/** `leakcheck inspect` */
import { Command, Option } from 'commander'
import { inspect } from '../../case/inspect.ts'
import type { InspectedColumn, InspectedFile } from '../../case/inspected.ts'
import { FORMATS } from '../../readers/index.ts'
import { percent, table, wholeNumber, wrap } from '../../reports/text.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { type ArchiveFlags, archiveOptions, withArchiveOptions } from './archive-options.ts'
import { collect, mapping } from './mapping.ts'

interface Flags extends CommonFlags, ArchiveFlags {
  readonly map: readonly string[]
  readonly format?: string
  readonly encoding?: string
}

const EXAMPLES = `
Examples:
  leakcheck inspect dump.csv
  leakcheck inspect ChatExport_2023-06-12 --json
  leakcheck inspect leak.7z --archive-password-file password.txt
  leakcheck inspect strange.txt --format csv --encoding windows-1252`

export function command(): Command {
  const base = new Command('inspect')
    .summary('what a file holds, as far as its first rows tell')
    .description(
      'Looks at the first rows of files and stores nothing. Values are shown masked, each column’s from another row.',
    )
    .argument('<file...>', 'files, folders, or - for standard input')
    .option('--map <column=kind>', 'what a column holds (repeatable)', collect, [])
    .addOption(new Option('--format <name>', 'the format of the files').choices(FORMATS))
    .option('--encoding <name>', 'the encoding of the text')
  return withCommonOptions(withArchiveOptions(base)).addHelpText('after', EXAMPLES).action(run)
}

async function run(paths: string[], flags: Flags): Promise<void> {
  const { map, format, encoding } = flags
  const { environment, output } = contextOf(flags)
  const mappings = map.map(mapping)
  const options = { mappings, format, encoding, ...archiveOptions(flags) }
  const files = await inspect(environment, paths, options)
  output.result({ schema: 'leakcheck.inspect/1', files }, () => files.map(fileText).join('\n\n'))
}

function fileText(file: InspectedFile): string {
  const { name, containers, format, dialect, encoding, rejected, broken, tables, next } = file
  if (file.refused !== null) return `${name}: not understood: ${file.refused}`
  const packed = containers.map((container) => `${container}, `).join('')
  const rejects = Object.entries(rejected).map(([reason, rows]) => `${wholeNumber(rows)} ${reason}`)
  return [
    `${name}: ${packed}${format}, ${dialect}, ${encoding}`,
    `  ${rowsText(file)}${file.transcribed ? ', typed from screenshots' : ''}`,
    ...tables.flatMap(({ rows, questions, columns }, index) => [
      ...(tables.length > 1 ? [`  table ${index + 1}: ${wholeNumber(rows)} rows`] : []),
      ...(questions > 0 ? [`  ${wholeNumber(questions)} questions to a bot`] : []),
      ...columnLines(columns),
    ]),
    ...(rejects.length === 0 ? [] : wrap(`would be rejected: ${rejects.join(', ')}`, '  ', '  ')),
    ...(broken === null
      ? []
      : wrap(`cut short or damaged: ${broken.why}, ${broken.where}`, '  ', '  ')),
    ...(tables.some(({ records, questions }) => records + questions > 0)
      ? []
      : ['  no row holds an identifier that is known: name the columns with --map']),
    'next:',
    `  ${next}`,
    '  (or --as registry --taken DATE, or --as breach --occurred DATE)',
    ...(file.isLast ? ['what else is in the archive was not looked at'] : []),
  ].join('\n')
}

function rowsText({ rows: { seen, total, exact, spread } }: InspectedFile): string {
  if (exact) return `${wholeNumber(seen)} rows`
  const about = total === null ? 'more rows' : `about ${wholeNumber(roundly(total))} rows`
  return spread
    ? `${about}; ${wholeNumber(seen)} at its head, middle and tail were looked at`
    : `${about}; the first ${wholeNumber(seen)} were looked at`
}

/** An estimate has two figures at most. */
function roundly(rows: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rows))) - 1)
  return Math.round(rows / unit) * unit
}

/** Each column on a line, and under it why. */
function columnLines(columns: readonly InspectedColumn[]): string[] {
  const lines = table(columns.map(columnCells), '  ')
  return columns.flatMap(({ why }, index) => [lines[index] ?? '', ...wrap(why, '      ')])
}

function columnCells({ index, header, kind, shares, sample }: InspectedColumn): string[] {
  const filled = 1 - shares.blank
  const valid = kind === null || filled <= 0 ? '' : `${percent(shares.valid / filled)} % valid`
  return [
    `${header ?? `column ${index}`} → ${kind ?? 'not used'}`,
    valid,
    sample ?? (filled > 0 ? 'not shown' : 'blank'),
  ]
}
