/** `report`: a stored run in one of the formats. */

import { createHash } from 'node:crypto'
import { AppError } from '../core/error.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import { REPORTS, type ReportFormat } from '../reports/index.ts'
import { listRuns, readRun } from '../store/runs.ts'
import { fileRows } from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { trailEntry, withCase } from './open-case.ts'

export interface ReportResult {
  readonly text: string
  readonly run: number
  /** Files came into the case after the run. */
  readonly isOutdated: boolean
  readonly head: TrailHead
}

/** @param run the newest where not given. @throws AppError USAGE */
export function report(
  environment: Environment,
  run: number | null,
  formatName: string,
): Promise<ReportResult> {
  const format: ReportFormat | undefined = REPORTS.find(({ name }) => name === formatName)
  if (format === undefined) {
    throw new AppError('USAGE', 'there is no report of that format', {
      hint: REPORTS.map(({ name }) => name).join(', '),
    })
  }
  return withCase(environment, (store) =>
    store.change(() => {
      const wanted = run ?? listRuns(store.db).at(-1)?.run
      if (wanted === undefined)
        throw new AppError('NOTHING_TO_MATCH', 'the case has no run yet', {
          hint: 'leakcheck match',
        })
      const stored = readRun(store.db, store.sealer, wanted)
      const document: ProvenanceDocument = JSON.parse(stored.document)
      const text = format.render(document)
      const known = new Set(document.inputs.map(({ sha256 }) => sha256))
      const isOutdated = fileRows(store.db).some(
        ({ sha256, ingested }) => !known.has(sha256) && ingested > stored.created,
      )
      const digest = createHash('sha256').update(text).digest('hex')
      const head = store.record(
        trailEntry(environment, 'report', { run: wanted, format: format.name, digest }),
      )
      return { text, run: wanted, isOutdated, head }
    }),
  )
}
