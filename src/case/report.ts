/** `report`: a stored run in one of the formats, or a form filled from the case as it stands. */

import { createHash } from 'node:crypto'
import { AppError } from '../core/error.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { EarlierRun } from '../reports/cover.ts'
import type { CaseFile } from '../reports/forms/case-file.ts'
import type { FormFormat, ReportFormat } from '../reports/index.ts'
import { formFormat, renderForm, renderReport, reportFormat } from '../reports/render.ts'
import type { Tlp } from '../reports/tlp.ts'
import { yardsticksOf } from '../reports/yardstick.ts'
import type { CaseStore } from '../store/case-store.ts'
import { listRuns, readRun } from '../store/runs.ts'
import { fileRows, type Stated } from '../store/sources.ts'
import { type TrailHead, trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { forgottenUnder, markForgotten } from './history.ts'
import { trailEntry, withCase } from './open-case.ts'
import { sourcesOf } from './sources.ts'

export interface ReportOptions {
  /** The newest where `null`. */
  readonly run: number | null
  readonly format: string
  readonly tlp: Tlp
  /** Forms come as Markdown or HTML. */
  readonly medium: 'md' | 'html'
}

export interface ReportResult {
  readonly text: string
  /** `null` for a form of a case that has no run yet. */
  readonly run: number | null
  /** Files came into the case after the run. */
  readonly isOutdated: boolean
  readonly head: TrailHead
}

/** @throws AppError USAGE, NOTHING_TO_MATCH */
export function report(environment: Environment, options: ReportOptions): Promise<ReportResult> {
  const format = reportFormat(options.format) ?? formFormat(options.format)
  if (format === null) throw new AppError('USAGE', 'there is no report of that format')
  return withCase(environment, (store) =>
    store.change(() => {
      const document = documentOf(store, options.run)
      const text = rendered(store, format, document, options)
      const run = document?.run ?? null
      const digest = createHash('sha256').update(text).digest('hex')
      const head = store.record(
        trailEntry(environment, 'report', { run, format: format.name, digest }),
      )
      return { text, run, isOutdated: document !== null && isOutdated(store, document), head }
    }),
  )
}

function documentOf({ db, sealer }: CaseStore, run: number | null): ProvenanceDocument | null {
  const wanted = run ?? listRuns(db).at(-1)?.run
  if (wanted === undefined) return null
  const document: ProvenanceDocument = JSON.parse(readRun(db, sealer, wanted).document)
  return markForgotten(document, forgottenUnder(trailEvents(db), wanted))
}

function rendered(
  store: CaseStore,
  format: ReportFormat | FormFormat,
  document: ProvenanceDocument | null,
  { tlp, medium }: ReportOptions,
): string {
  if ('fill' in format) return renderForm(format, caseFileOf(store, document), medium)
  if (document === null)
    throw new AppError('NOTHING_TO_MATCH', 'the case has no run yet', { hint: 'leakcheck match' })
  const patterns: PatternsDocument = JSON.parse(
    readRun(store.db, store.sealer, document.run).patterns,
  )
  return renderReport(format, document, {
    tlp,
    earlier: earlierRuns(store, document.run),
    yardsticks: yardsticksOf(patterns),
  })
}

function earlierRuns({ db, sealer }: CaseStore, before: number): readonly EarlierRun[] {
  return listRuns(db)
    .filter(({ run }) => run < before)
    .map(({ run }) => {
      const { created, dump, verdict }: ProvenanceDocument = JSON.parse(
        readRun(db, sealer, run).document,
      )
      return { run, created, dump, code: verdict.code }
    })
}

function isOutdated({ db }: CaseStore, { inputs, created }: ProvenanceDocument): boolean {
  const known = new Set(inputs.map(({ sha256 }) => sha256))
  return fileRows(db).some(({ sha256, ingested }) => !known.has(sha256) && ingested > created)
}

function caseFileOf({ db, facts }: CaseStore, document: ProvenanceDocument | null): CaseFile {
  return {
    ...facts,
    document,
    sources: sourcesOf(db).map(({ name, role, records, complete, quick, stated, files }) => ({
      name,
      role,
      records,
      complete: complete && quick === null,
      earliest: earliestDay(stated),
      files: files.map(({ name: file, sha256, bytes, ingested }) => ({
        name: file,
        sha256,
        bytes,
        ingested,
      })),
    })),
  }
}

function earliestDay({ taken, occurred, published, seen }: Stated): string | null {
  const days = [taken, occurred, published, seen].flatMap((range) => range?.earliest ?? [])
  return days.sort()[0] ?? null
}
