/** The verdict: what explains the largest established part of the records, and whether every registry can be left out. */
import { EXCLUDED_SHARE, WHOLE_SHARE } from './constants.ts'
import type { VerdictCode } from './document.ts'
import type { Judgement } from './judgement.ts'

/** A part of the records whose origin is established; `unknown` and `fabricated` by their lower bounds. */
export interface Part {
  readonly kind: 'registry' | 'breach' | 'unknown' | 'fabricated'
  readonly source: number | null
  readonly share: number
}

export interface Grounds {
  readonly registries: readonly Judgement[]
  readonly others: readonly Judgement[]
  readonly parts: readonly Part[]
  /** Names of registries that were stated but of which no file was supplied, or that are no independent explanation. */
  readonly unseenRegistries: readonly string[]
  /** Registries to which the unexplained records look unlike an independent source's. */
  readonly notIndependent: readonly number[]
}

/** Why the records could not be laid to anything, in the order in which it would have to be cured. */
export type Obstacle =
  | 'no-registry'
  | 'withheld'
  | 'unseen-registry'
  | 'unbounded-registry'
  | 'registry-not-excluded'
  | 'unknown-not-independent'
  | 'nothing-established'

export interface Decision {
  readonly code: VerdictCode
  readonly obstacles: readonly Obstacle[]
}

export function decide(grounds: Grounds): Decision {
  const { registries, parts } = grounds
  if (registries.some(({ gated }) => gated)) return inconclusive(['withheld'])
  const supported = registries.filter(({ supported }) => supported)
  if (supported.length > 0) {
    const whole = supported.reduce((share, { interval }) => share + interval[1], 0) >= WHOLE_SHARE
    const alone = parts.every(({ kind }) => kind === 'registry')
    return { code: alone && whole ? 'registry-derived' : 'mixture', obstacles: [] }
  }
  const obstacles = exclusionObstacles(grounds)
  if (obstacles.length > 0) return inconclusive(obstacles)
  return largestPart(grounds)
}

const inconclusive = (obstacles: readonly Obstacle[]): Decision => ({
  code: 'inconclusive',
  obstacles,
})

/** A registry is left out only where its whole interval says so (contract). */
function exclusionObstacles(grounds: Grounds): readonly Obstacle[] {
  const { registries, unseenRegistries } = grounds
  if (registries.length === 0 && unseenRegistries.length === 0) return ['no-registry']
  const obstacles: Obstacle[] = []
  if (unseenRegistries.length > 0) obstacles.push('unseen-registry')
  if (registries.some(({ bounded }) => !bounded)) obstacles.push('unbounded-registry')
  else if (registries.some(({ interval }) => interval[1] >= EXCLUDED_SHARE)) {
    obstacles.push('registry-not-excluded')
  }
  return obstacles
}

function largestPart({ parts, notIndependent, registries, others }: Grounds): Decision {
  const breaches = parts.filter(({ kind }) => kind === 'breach')
  const shares = {
    'prior-breach': breaches.reduce((total, { share }) => total + share, 0),
    'unknown-source': shareOfKind(parts, 'unknown'),
    fabricated: shareOfKind(parts, 'fabricated'),
  }
  const [code, share] = (Object.entries(shares) as [keyof typeof shares, number][]).reduce(
    (largest, next) => (next[1] > largest[1] ? next : largest),
  )
  // What is laid to a source without support may be the larger part: then nothing established is the largest.
  const unsupported = [...registries, ...others].reduce(
    (total, judgement) => total + (judgement.supported ? 0 : (judgement.share ?? 0)),
    0,
  )
  if (share === 0 || unsupported > share) return inconclusive(['nothing-established'])
  if (code === 'unknown-source' && notIndependent.length > 0) {
    return inconclusive(['unknown-not-independent'])
  }
  return { code, obstacles: [] }
}

const shareOfKind = (parts: readonly Part[], kind: Part['kind']): number =>
  parts.find((part) => part.kind === kind)?.share ?? 0
