/** `report`: a stored run in one of the formats, or a form filled from the case as it stands. */
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { AppError } from '../core/error.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { CaseEvidence, CaseFile } from '../reports/forms/case-file.ts'
import type { FormFormat, ReportFormat } from '../reports/index.ts'
import { signedJson } from '../reports/json.ts'
import { publicVersion } from '../reports/public.ts'
import { formFormat, renderForm, renderReport, reportFormat } from '../reports/render.ts'
import { detachedSignature } from '../reports/signature.ts'
import { DEFAULT_TLP, type Tlp } from '../reports/tlp.ts'
import type { CaseStore } from '../store/case-store.ts'
import { allCustody } from '../store/custody.ts'
import { listRuns } from '../store/runs.ts'
import { fileRows, type Stated } from '../store/sources.ts'
import { type TrailHead, trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { filesSince, forgottenUnder, markForgotten } from './history.ts'
import { trailEntry, withCase } from './open-case.ts'
import { type CoverChoice, runCover, storedDocument, waterfallsOf } from './run-cover.ts'
import { writeSigned } from './signed-file.ts'
import { signingKey } from './signing-key.ts'
import { type ListedFile, sourcesOf } from './sources.ts'

export interface ReportOptions {
  /** The newest where `null`. */
  readonly run: number | null
  readonly format: string
  /** The usual one of its kind where `null`. */
  readonly tlp: Tlp | null
  /** Forms come as Markdown or HTML. */
  readonly medium: 'md' | 'html'
  /** With all that the figures follow from, to be recomputed by anybody; JSON only. */
  readonly withEvidence: boolean
  /** The version that leaves the building. */
  readonly isPublic: boolean
  /** An earlier run that this one is held against. */
  readonly since: number | null
  /** File of an Ed25519 private key. JSON holds its signature; of other formats it stands in a file beside. */
  readonly signWith: string | null
  /** A new file for it; without one it is the caller's to print. */
  readonly output?: string | undefined
}

export interface ReportResult {
  readonly text: string
  /** `null` for a form of a case that has no run yet. */
  readonly run: number | null
  /** Files came into the case after the run. */
  readonly isOutdated: boolean
  readonly head: TrailHead
}

/** @throws AppError USAGE, NOTHING_TO_MATCH, FILE_MISSING, OUTPUT_EXISTS */
export function report(environment: Environment, options: ReportOptions): Promise<ReportResult> {
  const format = reportFormat(options.format) ?? formFormat(options.format)
  if (format === null) throw new AppError('USAGE', 'there is no report of that format')
  checkTogether(format, options)
  const key = options.signWith === null ? null : signingKey(options.signWith)
  return withCase(environment, async (store) => {
    const document = documentOf(store, options.run)
    const isDrawn = document !== null && format.name === 'html' && !options.isPublic
    const waterfalls = isDrawn ? await waterfallsOf(environment, store, document) : []
    return store.change(() => {
      const text =
        'fill' in format
          ? renderForm(format, caseFileOf(store, document), options.medium)
          : renderedRun(store, format, document, { ...options, waterfalls }, key)
      const run = document?.run ?? null
      const head = store.record(
        trailEntry(environment, 'report', {
          run,
          format: format.name,
          ...(options.withEvidence ? { evidence: true } : {}),
          ...(options.isPublic ? { public: true } : {}),
          digest: createHash('sha256').update(text).digest('hex'),
        }),
      )
      // Inside the transaction: the trail tells of no report that could not be written.
      if (options.output !== undefined)
        writeReport(resolve(environment.workingFolder, options.output), text, format, key)
      return { text, run, isOutdated: run !== null && isOutdated(store, run), head }
    })
  })
}

/** JSON holds its signature; that of any other format stands beside it. */
function writeReport(
  path: string,
  text: string,
  { name }: ReportFormat | FormFormat,
  key: ReturnType<typeof signingKey> | null,
): void {
  const isBeside = key !== null && name !== 'json'
  const signature = isBeside ? detachedSignature(Buffer.from(text, 'utf8'), key) : null
  writeSigned(path, { text, signature })
}

/** What cannot go together is refused, rather than left out in silence. @throws AppError USAGE */
function checkTogether(
  { name }: ReportFormat | FormFormat,
  { withEvidence, isPublic, since, signWith, output, tlp }: ReportOptions,
): void {
  const isForm = formFormat(name) !== null
  const refusals: readonly (readonly [boolean, string, string])[] = [
    [withEvidence && isPublic, 'the evidence is not for the public', 'leave out one of the two'],
    [
      withEvidence && tlp !== null && tlp !== 'red',
      'a report with its evidence is TLP:RED',
      'leave out --tlp or --evidence',
    ],
    [withEvidence && name !== 'json', 'only JSON carries the evidence', '--format json'],
    [
      signWith !== null && name !== 'json' && output === undefined,
      'only JSON holds its own signature',
      '-o FILE: the signature is written beside it, as FILE.sig; or --format json',
    ],
    [isForm && isPublic, 'a form is not made for the public', 'leave out --public'],
    [isForm && since !== null, 'a form tells of no earlier run', 'leave out --since'],
  ]
  for (const [isRefused, message, hint] of refusals)
    if (isRefused) throw new AppError('USAGE', message, { hint })
}

function documentOf(store: CaseStore, run: number | null): ProvenanceDocument | null {
  const wanted = run ?? listRuns(store.db).at(-1)?.run
  return wanted === undefined ? null : storedDocument(store, wanted)
}

function renderedRun(
  store: CaseStore,
  format: ReportFormat,
  document: ProvenanceDocument | null,
  options: ReportOptions & Pick<CoverChoice, 'waterfalls'>,
  key: ReturnType<typeof signingKey> | null,
): string {
  if (document === null)
    throw new AppError('NOTHING_TO_MATCH', 'the case has no run yet', { hint: 'leakcheck match' })
  const { isPublic, since } = options
  if (since !== null && since >= document.run)
    throw new AppError('USAGE', `run ${since} is not earlier than run ${document.run}`, {
      hint: '--since names an earlier run; leakcheck log tells of them',
    })
  const cover = runCover(store, document, { ...options, tlp: options.tlp ?? usualTlp(options) })
  const marked = markForgotten(document, cover.forgotten)
  const shown = isPublic ? publicVersion(marked) : marked
  return key === null || format.name !== 'json'
    ? renderReport(format, shown, cover)
    : signedJson(shown, cover, key)
}

function usualTlp({ withEvidence, isPublic }: ReportOptions): Tlp {
  if (withEvidence) return 'red'
  return isPublic ? 'clear' : DEFAULT_TLP
}

/** By the order of the trail: clocks are set back, and `--created` dates a run as it likes. */
function isOutdated({ db }: CaseStore, run: number): boolean {
  const files = new Set(fileRows(db).map(({ id }) => id))
  return filesSince(trailEvents(db), run).some((file) => files.has(file))
}

function caseFileOf(
  { db, facts, sealer }: CaseStore,
  document: ProvenanceDocument | null,
): CaseFile {
  const custody = allCustody(db, sealer)
  return {
    ...facts,
    document:
      document === null
        ? null
        : markForgotten(document, forgottenUnder(trailEvents(db), document.run)),
    sources: sourcesOf(db).map(({ id, name, role, records, quick, stated, files, ...source }) => ({
      hadFrom: custody.get(id)?.from ?? null,
      device: custody.get(id)?.device ?? null,
      name,
      role,
      records,
      complete: source.complete && quick === null,
      transcribed: source.transcribed,
      earliest: earliestDay(stated),
      files: files.flatMap(evidenceOf),
    })),
  }
}

/** A file as it was read; in front of the first one that came in an archive, the archive as it was received. */
function evidenceOf(
  { name, sha256, bytes, ingested, account: { received } }: ListedFile,
  place: number,
  files: readonly ListedFile[],
): CaseEvidence[] {
  const file = { name, sha256, bytes, ingested }
  const isToldOf = files
    .slice(0, place)
    .some(({ account }) => account.received?.sha256 === received?.sha256)
  if (received === undefined || isToldOf) return [file]
  return [{ name: received.name, sha256: received.sha256, bytes: received.bytes, ingested }, file]
}

function earliestDay({ taken, occurred, published, seen }: Stated): string | null {
  const days = [taken, occurred, published, seen].flatMap((range) => range?.earliest ?? [])
  return days.sort()[0] ?? null
}
