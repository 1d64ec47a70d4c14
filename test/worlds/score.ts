/** How a provenance document compares with the truth of its world. */
import type { ProvenanceDocument, SourceResult } from '../../src/provenance/document.ts'
import type { World } from './world.ts'

export interface SourceScore {
  readonly name: string
  readonly role: SourceResult['role']
  readonly trueShare: number
  /** The dump holds true copies of its records, passed on by another system. */
  readonly isCopied: boolean
  readonly log10Lr: number | null
  readonly estimate: number | null
  readonly holds: boolean
  readonly width: number
}

export interface WorldScore {
  readonly scenario: string
  readonly seed: number
  readonly verdict: string
  readonly isRight: boolean
  /** The files could tell, and the verdict says that they do not. */
  readonly fallsShort: boolean
  readonly sources: readonly SourceScore[]
  /** A registry supported without the finding that a copy is not excluded. */
  readonly isBare: boolean
  readonly snapshot: { readonly holds: boolean; readonly days: number | null } | null
  /** Whether half of the phones or IDs are found in a registry: the usual rule. */
  readonly naive: Readonly<Record<string, boolean>>
}

/** The ratio from which a source is supported (docs/method.md). */
export const SUPPORT = 2
const NAIVE_RATE = 0.5

export function score(world: World, document: ProvenanceDocument): WorldScore {
  const { code } = document.verdict
  return {
    scenario: world.scenario,
    seed: world.seed,
    verdict: code,
    isRight:
      world.truth.verdicts.includes(code) || (code === 'inconclusive' && !world.truth.decidable),
    fallsShort: code === 'inconclusive' && world.truth.decidable,
    sources: document.sources.map((source) => sourceScore(world, source)),
    isBare: isBare(document),
    snapshot: snapshotScore(world, document),
    naive: Object.fromEntries(
      document.sources.filter(({ role }) => role === 'registry').map(naiveRule),
    ),
  }
}

function sourceScore(
  { truth }: World,
  { name, role, share, contributed }: SourceResult,
): SourceScore {
  const trueShare = truth.shares[name] ?? 0
  const [low, high] = share.interval
  return {
    name,
    role,
    trueShare,
    isCopied: truth.copies.includes(name),
    log10Lr: contributed?.log10Lr ?? null,
    estimate: share.identified ? share.estimate : null,
    // A rounding error is no miss.
    holds: low - 1e-3 <= trueShare && trueShare <= high + 1e-3,
    width: high - low,
  }
}

const naiveRule = ({ name, overlap = {} }: SourceResult): [string, boolean] => [
  name,
  Object.values(overlap).some(
    ({ compared, matched }) => compared > 0 && matched >= NAIVE_RATE * compared,
  ),
]

function isBare({ sources, findings }: ProvenanceDocument): boolean {
  const supported = sources.some(
    ({ role, contributed }) => role === 'registry' && (contributed?.log10Lr ?? 0) >= SUPPORT,
  )
  return supported && !findings.some(({ code }) => code === 'copy-not-excluded')
}

const MS_PER_DAY = 86_400_000

function snapshotScore({ truth }: World, { sources }: ProvenanceDocument): WorldScore['snapshot'] {
  const found = sources.find(({ name }) => name === truth.snapshot?.source)?.snapshot
  if (found === undefined || truth.snapshot === null) return null
  const { earliest, latest } = found
  const holds = earliest <= truth.snapshot.day && (latest === null || truth.snapshot.day <= latest)
  return {
    holds,
    days: latest === null ? null : (Date.parse(latest) - Date.parse(earliest)) / MS_PER_DAY,
  }
}
