/** What share intervals leave room for beyond the fit: damage, parts not established, and unexplained records of either kind. */
import type { Interval } from '../match/intervals.ts'
import type { Assessment } from './assessment.ts'
import { DAMAGED_PART, SUPPORT_LOG10_LR } from './constants.ts'
import type { Fit } from './fit.ts'
import { inventedIsPlausible } from './guards.ts'

const isKnown = ({ subject }: Assessment): boolean => typeof subject !== 'string'
const shareOf = ({ share }: Assessment): number => share ?? 0
const total = (assessments: readonly Assessment[]): number =>
  assessments.reduce((sum, assessment) => sum + shareOf(assessment), 0)

/** The assessments with their intervals widened by what the fit leaves out; shares stay as they are. */
export function withAllowances(
  fit: Fit,
  assessments: readonly Assessment[],
): readonly Assessment[] {
  const known = assessments.filter(isKnown)
  const unexplained = total(assessments) - total(known)
  const doubtful = total(known.filter((assessment) => !isEstablished(assessment)))
  const allowed = assessments.map((assessment) => {
    if (isKnown(assessment)) return withDamage(assessment, unexplained)
    return widened(assessment, {
      down: DAMAGED_PART * total(known),
      up: assessment.subject === 'unknown' ? doubtful : 0,
    })
  })
  return withGuards(fit, allowed)
}

const isEstablished = ({ floorLog10Lr }: Assessment): boolean => floorLog10Lr >= SUPPORT_LOG10_LR

/** Damaged records of a source look like nobody's; and a share that the ratio does not establish may be none. */
function withDamage(assessment: Assessment, unexplained: number): Assessment {
  const up = Math.min(unexplained, DAMAGED_PART * shareOf(assessment))
  return widened(assessment, { down: isEstablished(assessment) ? 0 : 1, up })
}

function widened(
  assessment: Assessment,
  { down, up }: { readonly down: number; readonly up: number },
): Assessment {
  const [low, high] = assessment.interval
  const interval: Interval = [Math.max(0, low - down), Math.min(1, high + up)]
  return { ...assessment, interval }
}

/** Where inventing is not plausible, its records may be the unknown source's: one unexplained part, split by nothing. */
function withGuards(fit: Fit, assessments: readonly Assessment[]): readonly Assessment[] {
  const invented = assessments.find(({ subject }) => subject === 'fabricated')
  if (invented === undefined || invented.share === null) return assessments
  const plausible = inventedIsPlausible(fit)
  const established = plausible && isEstablished(invented)
  return assessments.map((assessment) => {
    const { interval, share } = assessment
    if (assessment.subject === 'fabricated' && !plausible) {
      return {
        ...assessment,
        interval: [0, interval[1]],
        floorLog10Lr: Math.min(assessment.floorLog10Lr, 0),
      }
    }
    if (assessment.subject !== 'unknown' || established) return assessment
    const high = Math.max(
      interval[1] + (plausible ? 0 : (invented.share ?? 0)),
      (share ?? 1) + invented.interval[1],
    )
    return { ...assessment, interval: [interval[0], Math.min(1, high)] }
  })
}
