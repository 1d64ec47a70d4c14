/** Bare `leakcheck`: what is in the case, what can and cannot be concluded yet, and which file would help most. */
import { listRuns } from '../store/runs.ts'
import { trailEvents } from '../store/trail.ts'
import type { Environment } from './environment.ts'
import { forgottenUnder, isHeld } from './history.ts'
import { findCase } from './locate.ts'
import { withLockedCase } from './open-case.ts'
import { type ReportingClock, reportingClock } from './reporting-clock.ts'
import { type ListedSource, sourcesOf } from './sources.ts'

export interface ListedRun {
  readonly run: number
  readonly created: string
  /** Sources under it that are no longer in the case. */
  readonly forgotten: readonly string[]
}

export interface Status {
  readonly caseId: string
  readonly folder: string
  readonly created: string
  readonly noticed: string | null
  /** `null` where it was not said when the leak was noticed. */
  readonly clock: ReportingClock | null
  readonly held: boolean
  readonly sources: readonly ListedSource[]
  readonly runs: readonly ListedRun[]
  readonly can: readonly string[]
  readonly cannot: readonly string[]
  /** The file or statement that would help most, and the command for it. */
  readonly next: { readonly what: string; readonly command: string } | null
}

export function status(environment: Environment): Promise<Status> {
  return withLockedCase(environment, ({ db, facts }) => {
    const sources = sourcesOf(db)
    const events = trailEvents(db)
    const runs = listRuns(db).map(({ run, created }) => ({
      run,
      created,
      forgotten: forgottenUnder(events, run).map(({ source }) => source),
    }))
    const { caseId, created, noticed } = facts
    return {
      caseId,
      folder: findCase(environment) ?? '',
      created,
      noticed,
      clock: reportingClock(noticed, environment.now()),
      held: isHeld(events),
      sources,
      runs,
      ...outlook(sources, runs.length > 0),
    }
  })
}

type Outlook = Pick<Status, 'can' | 'cannot' | 'next'>

function outlook(sources: readonly ListedSource[], hasRun: boolean): Outlook {
  const withFiles = sources.filter(({ files }) => files.length > 0)
  const has = (role: ListedSource['role']) => withFiles.some((source) => source.role === role)
  const unstated = withFiles.filter(
    ({ role, stated }) => role === 'registry' && stated.completeness === undefined,
  )
  const can: string[] = []
  const cannot: string[] = []
  if (has('dump'))
    can.push('count the records of the dump, its duplicates, placeholders and shared phones')
  if (has('dump') && (has('registry') || has('breach')))
    can.push('say which sources hold the same persons, and how their records agree')
  if (!has('dump')) cannot.push('conclude anything: there is no dump')
  if (!has('registry'))
    cannot.push('say anything of the portal: there is no export of its registry')
  if (!has('breach'))
    cannot.push(
      'compare: with no older breach there is nothing to measure a registry’s agreement against',
    )
  for (const { name } of unstated)
    cannot.push(
      `exclude anybody by the silence of ${name}: whether its export is complete was not stated`,
    )
  return { can, cannot, next: nextStep(has, unstated, hasRun) }
}

function nextStep(
  has: (role: ListedSource['role']) => boolean,
  unstated: readonly ListedSource[],
  hasRun: boolean,
): Status['next'] {
  if (!has('dump'))
    return { what: 'the dump itself', command: 'leakcheck ingest FILE --as dump --name NAME' }
  if (!has('registry')) {
    const command = 'leakcheck ingest FILE --as registry --name NAME --taken DATE --complete'
    return { what: 'an export of the portal’s registry, with its date', command }
  }
  if (!has('breach')) {
    const command = 'leakcheck ingest FILE --as breach --name NAME --occurred DATE'
    return {
      what: 'any older breach of the same people: it is what agreement is measured against',
      command,
    }
  }
  const [first] = unstated
  if (first !== undefined) {
    const command = `leakcheck amend ${first.name} --complete | --sampled FRACTION | --extract TEXT`
    return { what: `the portal’s word on how the export ${first.name} was drawn`, command }
  }
  return hasRun ? null : { what: 'all is there', command: 'leakcheck match' }
}
