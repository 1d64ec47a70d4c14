/** Findings that rest on the fit: how the records relate to a registry, beyond the verdict itself. */
import type { PatternsDocument } from '../match/patterns.ts'
import { highestRate, lowestRate } from './binomial.ts'
import { membersOf } from './components.ts'
import {
  ESTABLISHED_PART,
  LEAST_SHARE,
  SELECTION,
  SIBLING,
  SNAPSHOT,
  STRATUM,
} from './constants.ts'
import type { Finding } from './document.ts'
import { shareOf } from './em.ts'
import type { Fit } from './fit.ts'
import type { Judgement } from './judgement.ts'
import { sourceAt } from './question.ts'
import { mintedAgreements } from './sibling-gate.ts'
import { stratumZ } from './stratum.ts'
import type { Decision, Grounds } from './verdict.ts'
import { patternsFrom, recordsIn } from './views.ts'
import { count, percent } from './words.ts'

export function findingsOf(
  document: PatternsDocument,
  fit: Fit,
  grounds: Grounds,
  decision: Decision,
): readonly Finding[] {
  const supported = grounds.registries.filter((registry) => registry.supported)
  return [
    ...fit.dependencies.map((dependency) => dependencyFinding(fit, dependency)),
    ...sharedUpstream(fit),
    ...supported.flatMap((registry) => [
      ...copyFindings(fit, registry),
      ...joinFindings(fit, registry),
      ...selectionFindings(fit, registry),
      ...sliceFindings(document, fit, registry),
    ]),
    ...datesInQuestion(document, fit, grounds),
    ...unmatchedPart(fit, grounds, decision),
  ]
}

function dependencyFinding(
  { model }: Fit,
  { source, of, share }: { source: number; of: number; share: number },
): Finding {
  const name = sourceAt(model.question, source).name
  const other = sourceAt(model.question, of).name
  return {
    code: 'sources-not-independent',
    source: name,
    sentence: `About ${percent(share)} of ${name} are records of ${other}: it is set aside, as neither a rival explanation nor a yardstick.`,
  }
}

function sharedUpstream({ model }: Fit): readonly Finding[] {
  const { considered } = model.question
  return considered.flatMap((source) => {
    const { name, role, verifiedBy } = sourceAt(model.question, source)
    if (role !== 'registry' || verifiedBy === null) return []
    return [
      {
        code: 'common-upstream',
        source: name,
        sentence: `${name} copies names and birth dates from a verification service, as others may: their agreement carries no weight beyond what the supplied sources show.`,
      },
    ]
  })
}

function copyFindings(fit: Fit, { source }: Judgement): readonly Finding[] {
  const { name } = sourceAt(fit.model.question, source)
  const copy = {
    code: 'copy-not-excluded',
    source: name,
    sentence: `Nothing in the records tells ${name} itself from a system that holds a copy of its records.`,
  }
  const minted = mintedAgreements(fit, source)
  if (minted >= SIBLING.referenceIds) return [copy]
  return [
    copy,
    {
      code: 'independent-collection-not-excluded',
      source: name,
      records: minted,
      sentence: `Fewer than ${SIBLING.referenceIds} records carry a reference id of ${name}: the same desk may have filled two systems.`,
    },
  ]
}

/** Columns of another source joined to the registry's records. */
function joinFindings({ model, solution }: Fit, { source }: Judgement): readonly Finding[] {
  const whole = shareOf(solution, membersOf(model.components, { source }))
  return model.components.flatMap((component, s) => {
    if (component.kind !== 'joined' || component.source !== source) return []
    const share = shareOf(solution, [s])
    if (share < Math.max(LEAST_SHARE, whole / 2)) return []
    const other = sourceAt(model.question, component.other).name
    return [
      {
        code: 'enriched',
        source: other,
        records: Math.round(share * model.question.records),
        sentence: `${percent(share)} of the records look like ${sourceAt(model.question, source).name}'s with columns of ${other} joined to them.`,
      },
    ]
  })
}

/** The registry's records in the dump are in another source far more often than its records at large: they were chosen by it. */
function selectionFindings({ model, ...fit }: Fit, { source }: Judgement): readonly Finding[] {
  const { question } = model
  const own = patternsFrom({ model, ...fit }, { source }, SNAPSHOT.posterior)
  const records = recordsIn(own)
  if (records < SELECTION.rows) return []
  return question.considered.flatMap((other) => {
    if (other === source) return []
    const hits = recordsIn(own.filter(({ pattern }) => pattern.rawHit.charAt(other) === '1'))
    const probes = question.emission.probes.filter(({ from }) => from === source)
    const rows = probes.reduce((total, { n }) => total + n, 0)
    const expected = probes.reduce(
      (total, { rawHit, n }) => total + (rawHit.charAt(other) === '1' ? n : 0),
      0,
    )
    const chosen =
      lowestRate(hits, records) > SELECTION.hitLow &&
      highestRate(expected, rows) < SELECTION.expectedHigh
    if (!chosen) return []
    const name = sourceAt(question, other).name
    return [
      {
        code: 'selected-by',
        source: name,
        records: hits,
        sentence: `${percent(hits / records)} of these records have an identifier in ${name}, against ${percent(expected / rows)} of the registry at large: they were looked up from it or from a list like it.`,
      },
    ]
  })
}

function sliceFindings(
  document: PatternsDocument,
  fit: Fit,
  { source }: Judgement,
): readonly Finding[] {
  const tabulation = document.tabulations.find(
    (table) => table.source === source && table.column === 'district',
  )
  const z = tabulation === undefined ? null : stratumZ(tabulation)
  if (z === null || z <= STRATUM.z) return []
  const { name } = sourceAt(fit.model.question, source)
  return [
    {
      code: 'not-a-random-slice',
      source: name,
      field: 'district',
      sentence: `The records are no random slice of ${name} (districts, z = ${z.toFixed(1)}): a partial export, a regional system or a regional copy.`,
    },
  ]
}

/** Supported sources that a date within their stated range would rule out for so many records that the verdict hangs on it. */
function datesInQuestion(
  { patterns }: PatternsDocument,
  fit: Fit,
  { registries, others }: Grounds,
): readonly Finding[] {
  const supported = [...registries, ...others].filter((judgement) => judgement.supported)
  return supported.flatMap(({ source }) => {
    const { name } = sourceAt(fit.model.question, source)
    const records = recordsIn(
      patternsFrom(fit, { source }, SNAPSHOT.posterior).filter(
        ({ position }) => patterns[position]?.questioned.charAt(source) === '1',
      ),
    )
    if (records < ESTABLISHED_PART * fit.model.question.records) return []
    return [
      {
        code: 'verdict-depends-on-date',
        source: name,
        records,
        sentence: `${count(records)} records laid to ${name} could not be its own, had its stated date been the other end of the range given: pin the date down before relying on the verdict.`,
      },
    ]
  })
}

/** Established parts beside the one that the verdict names. */
function unmatchedPart({ model }: Fit, { parts }: Grounds, { code }: Decision): readonly Finding[] {
  const named = { 'unknown-source': 'unknown', fabricated: 'fabricated' } as Readonly<
    Record<string, string>
  >
  return parts.flatMap(({ kind, share }) => {
    if ((kind !== 'unknown' && kind !== 'fabricated') || named[code] === kind) return []
    if (share < ESTABLISHED_PART) return []
    const records = Math.round(share * model.question.records)
    const what =
      kind === 'unknown' ? 'come from a source that nobody supplied' : 'match nothing anywhere'
    return [
      {
        code: 'unmatched-part',
        records,
        sentence: `${count(records)} records (${percent(share)}) ${what}.`,
      },
    ]
  })
}
