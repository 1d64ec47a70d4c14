/** What would change a verdict: the evidence to ask for next, the most useful first. */
import { ESTABLISHED_PART, SUPPORT_LOG10_LR, WHOLE_SHARE } from '../provenance/constants.ts'
import { percent } from '../provenance/words.ts'
import { span } from './conclusions.ts'
import { isCapped } from './reading.ts'
import type { ReportedDocument } from './reported.ts'
import { wholeNumber } from './text.ts'

export function nextEvidence({
  sources,
  findings,
  inputs,
  records,
}: ReportedDocument): readonly string[] {
  const registries = sources.filter(({ role }) => role === 'registry')
  const breaches = sources.filter(({ role }) => role === 'breach')
  const has = (code: string): boolean => findings.some((finding) => finding.code === code)
  // A bound of all records, far above the estimate, is no bound: the export was supplied in part.
  const unbounded = registries.filter(
    ({ share: { estimate, interval } }) => interval[1] >= 1 && (estimate ?? 0) < WHOLE_SHARE,
  )
  const heldDown = sources.filter(
    ({ contributed }) =>
      contributed !== undefined &&
      isCapped(contributed) &&
      (contributed.cappedAt ?? 0) < SUPPORT_LOG10_LR,
  )
  const candidates = [...registries, ...breaches].filter(
    ({ share, contributed }) =>
      (share.estimate ?? 0) >= ESTABLISHED_PART &&
      (contributed?.log10Lr ?? SUPPORT_LOG10_LR) < SUPPORT_LOG10_LR,
  )
  const dated = registries.flatMap(({ name, snapshot }) =>
    snapshot === undefined ? [] : [{ name, when: span(snapshot) }],
  )
  return [
    ...(registries.length === 0
      ? ['An export of the named registry, with the date on which it was drawn.']
      : []),
    ...(breaches.length < 2
      ? [
          'Another older breach of the same people, of certain origin: what an unrelated source agrees on is measured with it.',
        ]
      : []),
    ...unbounded.map(
      ({ name }) =>
        `A complete export of ${name}, or the fraction that was sampled: until then its silence excludes nobody.`,
    ),
    ...heldDown.map(
      ({ name }) =>
        `More pretend dumps (match --calibrate), or a source that shares more persons with ${name}: its ratio is held down by what this case could test.`,
    ),
    ...candidates.map(
      ({ name, share }) =>
        `More columns to compare with ${name} (reference ids, dates of registration or change, addresses), or more records of the dump: it fits ${percent(share.estimate ?? 0)} of them best, and too little is compared to establish it.`,
    ),
    ...dated.map(
      ({ name, when }) =>
        `The state of ${name} as of ${when}, from a backup: records that were changed since can then be compared as they were.`,
    ),
    ...(has('independent-collection-not-excluded')
      ? [
          'A column of reference ids that the registry itself issued: it tells the registry’s records from another system filled at the same desk.',
        ]
      : []),
    ...(has('copy-not-excluded')
      ? [
          'Planted or marked records, or a list of the systems that hold a copy: nothing in the records alone tells a copy from the registry.',
        ]
      : []),
    ...(inputs.some(({ complete }) => !complete)
      ? ['The whole of the files that could be read only in part.']
      : []),
    ...(records.noMatch !== 0
      ? [
          `The origin of the records that no supplied source holds (${wholeNumber(records.noMatch)}): a breach that covers them would show whether they are invented.`,
        ]
      : []),
  ]
}
