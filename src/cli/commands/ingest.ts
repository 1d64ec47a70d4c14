/** `leakcheck ingest` */
import { Command, Option } from 'commander'
import { type IngestedFile, type IngestResult, ingest } from '../../case/ingest.ts'
import { AppError } from '../../core/error.ts'
import { ROLES, type Role } from '../../core/kinds.ts'
import { FORMATS } from '../../readers/index.ts'
import { percent, table, wholeNumber } from '../../reports/text.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { type ArchiveFlags, archiveOptions, withArchiveOptions } from './archive-options.ts'
import { collect, mapping } from './mapping.ts'
import {
  type CustodyFlags,
  type StatedFlags,
  withCustodyOptions,
  withStatedOptions,
} from './stated-options.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags, StatedFlags, CustodyFlags, ArchiveFlags {
  readonly as: Role
  readonly name?: string
  readonly map: readonly string[]
  readonly format?: string
  readonly encoding?: string
  readonly quick?: string
  readonly allowPartial?: boolean
  readonly dryRun?: boolean
}

const EXAMPLES = `
Examples:
  leakcheck ingest result.json --as dump --name bot-export --seen 2023-06-12 --from "the channel hak4learn"
  leakcheck ingest registry.csv --as registry --name portal --taken 2023-06-15 --complete \\
      --collects phone,name,yob,gender,id-number,reference-id
  leakcheck ingest huge.sql --as dump --quick 0.01
  gunzip -c kyc.csv.gz | leakcheck ingest - --as breach --name telecom-kyc --occurred 2019`

export function command(): Command {
  const base = new Command('ingest')
    .summary('turn the identifiers of files into tokens in the case')
    .description(
      'Reads files into a source of the case: identifiers become keyed tokens, attributes keyed fingerprints, all sealed.',
    )
    .argument('<file...>', 'files, folders, or - for standard input')
    .addOption(new Option('--as <role>', 'what the files are').choices(ROLES).makeOptionMandatory())
    .option('--name <name>', 'the name of the source; without it the file’s own')
    .option(
      '--map <column=kind>',
      'what a column holds, by header or number from 0 (repeatable)',
      collect,
      [],
    )
    .addOption(new Option('--format <name>', 'the format of the files').choices(FORMATS))
    .option('--encoding <name>', 'the encoding of the text')
    .option('--quick <fraction>', 'keep one cut of all records, for a first answer: 0.01 for 1 %')
    .option('--allow-partial', 'store what came before a break, marked partial')
    .option('--dry-run', 'read and count, and store nothing')
  return withCommonOptions(withCustodyOptions(withStatedOptions(withArchiveOptions(base))))
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(files: string[], flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const { as: role, map, allowPartial = false, dryRun = false, quick, ...rest } = flags
  const result = await ingest(environment, files, {
    ...rest,
    role,
    ...archiveOptions(flags),
    mappings: map.map(mapping),
    quick: quick === undefined ? undefined : quickFraction(quick),
    allowPartial,
    dryRun,
  })
  output.result(documentOf(result), () =>
    [
      ...result.files.map((file) => fileText(result, file, dryRun)),
      ...leftOutText(result),
      ...alsoInText(result.files),
    ].join('\n'),
  )
  if (result.head !== null) output.note(trailLine(result.head))
}

function quickFraction(text: string): number {
  const fraction = Number(text)
  if (fraction > 0 && fraction < 1) return fraction
  throw new AppError('USAGE', '--quick takes a fraction above 0 and under 1', {
    hint: '--quick 0.01 for 1 %',
  })
}

/** `leakcheck.ingest/1` */
function documentOf({ source, files, leftOut }: IngestResult): unknown {
  return {
    schema: 'leakcheck.ingest/1',
    source,
    leftOut,
    files: files.map(({ name, sha256, bytes, alreadyIngested, alsoIn, account, slowCells }) => ({
      name,
      sha256,
      bytes,
      format: account.format,
      dialect: account.dialect,
      encoding: account.encoding,
      alreadyIngested,
      alsoIn,
      complete: account.complete,
      ...(account.quick === undefined ? {} : { quick: account.quick }),
      ...(account.transcribed === undefined ? {} : { transcribed: true }),
      ending: account.ending,
      rows: account.rows,
      records: account.records,
      rejected: account.rejected,
      undecodableBytes: account.undecodableBytes,
      queries: account.queries,
      columns: account.columns,
      archive: account.received ?? null,
      content: account.content ?? null,
      slowCells,
    })),
  }
}

function fileText(
  { source }: IngestResult,
  { name, alreadyIngested, account }: IngestedFile,
  dryRun: boolean,
): string {
  if (alreadyIngested) return `${name}: what it holds is in ${source.name} already; nothing changed`
  const rejected = Object.entries(account.rejected).map(
    ([reason, rows]) => `${wholeNumber(rows)} ${reason}`,
  )
  const partial = account.complete ? '' : ', PARTIAL'
  const quick = account.quick === undefined ? '' : `, QUICK ${account.quick}`
  const typed = account.transcribed === true ? ', TRANSCRIBED' : ''
  const queries = account.queries === null ? [] : [queryText(account.queries)]
  return [
    `${name}: ${wholeNumber(account.records)} records of ${wholeNumber(account.rows)} rows into ${source.name} (${source.role}${partial}${quick}${typed})${dryRun ? ', dry run: nothing stored' : ''}`,
    `  ${account.format}, ${account.dialect}, ${account.encoding}`,
    ...(rejected.length === 0 ? [] : [`  rejected: ${rejected.join(', ')}`]),
    ...queries,
    ...table(account.columns.map(columnRow)),
  ].join('\n')
}

/** Two sources of one file would look like two witnesses that agree. */
const alsoInText = (files: IngestResult['files']): string[] =>
  files.flatMap(({ name, alsoIn }) =>
    alsoIn.length === 0
      ? []
      : [
          `${name}: ${alsoIn.join(', ')} ${alsoIn.length === 1 ? 'holds' : 'hold'} the same content, byte for byte: these are not independent sources`,
        ],
  )

/** A line for each folder or archive that held more than what was read. */
function leftOutText({ files, leftOut }: IngestResult): string[] {
  const archives = new Map(
    files.flatMap(({ account: { received } }) => (received ? [[received.name, received]] : [])),
  )
  return [
    ...reasonsText('left out of folders', leftOut),
    ...[...archives.values()].flatMap(({ name, skipped }) =>
      reasonsText(`${name}: members left out`, skipped),
    ),
  ]
}

function reasonsText(what: string, counts: Readonly<Record<string, number>>): string[] {
  const reasons = Object.entries(counts).map(([reason, n]) => `${wholeNumber(n)} ${reason}`)
  return reasons.length === 0 ? [] : [`${what}: ${reasons.join(', ')}`]
}

const queryText = ({
  asked,
  missed,
  unanswered,
}: NonNullable<IngestedFile['account']['queries']>): string =>
  `  questions: ${wholeNumber(asked)} asked, ${wholeNumber(missed)} answered with no data, ${wholeNumber(unanswered)} not answered`

function columnRow(column: IngestedFile['account']['columns'][number]): string[] {
  const { index, header, kind, values, valid } = column
  const damage = (['masked', 'placeholder', 'truncated', 'unchecked', 'invalid'] as const)
    .filter((state) => column[state] > 0)
    .map((state) => `${wholeNumber(column[state])} ${state}`)
  const share = values === 0 ? '' : `${percent(valid / values)} % valid`
  return [
    `${header ?? `column ${index}`} → ${kind ?? 'not used'}`,
    kind === null ? '' : share,
    damage.join(', '),
  ]
}
