/** What the trail tells of the life of a case: holds, copies of the key, sources that were forgotten. */
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { ForgottenSource } from '../reports/cover.ts'
import type { TrailEvent, TrailHead } from '../store/trail.ts'

export const isHeld = (events: readonly TrailEvent[]): boolean =>
  events.findLast(({ action }) => action === 'hold')?.['on'] === true

/** Copies of the key that leakcheck made or was given; what people copied by hand it cannot know. */
export const keyCopies = (events: readonly TrailEvent[]): number =>
  events.filter(({ action }) => action === 'key export' || action === 'key import').length

/** The head of the trail when a run was stored. */
export function trailOf(events: readonly TrailEvent[], run: number): TrailHead | null {
  const event = events.find((one) => one.action === 'match' && one['run'] === run)
  return event === undefined ? null : { sequence: event.sequence, hash: event.hash }
}

/** The numbers of the files that were ingested after a run was stored. */
export function filesSince(events: readonly TrailEvent[], run: number): number[] {
  const stored = trailOf(events, run)?.sequence ?? 0
  return events.flatMap(({ action, sequence, file }) =>
    action === 'ingest' && sequence > stored && isNumbered(file) ? [file.id] : [],
  )
}

const isNumbered = (file: unknown): file is { readonly id: number } =>
  typeof file === 'object' && file !== null && 'id' in file && typeof file.id === 'number'

/** The sources under a run that are no longer in the case. */
export const forgottenUnder = (events: readonly TrailEvent[], run: number): ForgottenSource[] =>
  events.flatMap(({ action, at, source, runs }) =>
    action === 'forget' && Array.isArray(runs) && runs.includes(run) && typeof source === 'string'
      ? [{ source, on: at.slice(0, 10) }]
      : [],
  )

/** A run outlives its sources, and whoever reads it is told so. */
export const markForgotten = (
  document: ProvenanceDocument,
  forgotten: readonly ForgottenSource[],
): ProvenanceDocument =>
  forgotten.length === 0
    ? document
    : {
        ...document,
        limits: [
          ...document.limits,
          ...forgotten.map(
            ({ source, on }) =>
              `${source} was removed from the case on ${on}: this run cannot be made again from what is left.`,
          ),
        ],
      }
