/** Guards: what has to hold, apart from the fit, before invented records are claimed or a registry is left out. */
import { highestRate, lowestRate } from './binomial.ts'
import { conditionMask, letterAgrees } from './comparison.ts'
import { GUARD } from './constants.ts'
import type { Fit } from './fit.ts'
import { jointChance, nameAgrees, placed } from './views.ts'

/**
 * Unexplained records must be absent everywhere far more often than any corpus' own rows are; else they may as well come
 * from a population that is merely worse covered (correlated memberships made unknown dumps look invented).
 */
export function inventedIsPlausible(fit: Fit): boolean {
  const { question } = fit.model
  let unexplained = 0
  let absent = 0
  for (const { position, pattern } of placed(fit)) {
    const records = pattern.n * jointChance(fit, position, ['unknown', 'fabricated'])
    unexplained += records
    if (question.considered.every((source) => pattern.links[source] === null)) absent += records
  }
  return (
    unexplained >= GUARD.fabricatedRows && lowestRate(absent, unexplained) > highestAbsentRate(fit)
  )
}

/** The worst corpus' absent-everywhere rate, its odds raised; 1 where fewer than two sources allow no such claim. */
function highestAbsentRate({ model }: Fit): number {
  const { question } = model
  if (question.considered.length < 2) return 1
  const rates = question.considered.flatMap((from) => {
    let absent = 0
    let rows = 0
    for (const vector of question.emission.traits.get('presence') ?? []) {
      if (vector.from !== from || !/[pi]/.test(conditionMask(vector.condition))) continue
      rows += vector.rows
      const found = question.considered.some((k) => k !== from && vector.letters.charAt(k) === 'E')
      if (!found) absent += vector.rows
    }
    return rows >= GUARD.absentRows ? [highestRate(absent, rows)] : []
  })
  const worst = rates.length > 0 ? Math.max(...rates) : 1
  return (GUARD.absentOdds * worst) / (1 + (GUARD.absentOdds - 1) * worst)
}

/** Records laid to an unknown source must look to a registry as an independent source's do, or it is not left out. */
export function unknownLooksIndependent(fit: Fit, registry: number): boolean {
  const { question } = fit.model
  let named = 0
  let agreeing = 0
  for (const { position, pattern } of placed(fit)) {
    const code = pattern.links[registry] ?? null
    if (code === null || jointChance(fit, position, ['unknown']) <= 0.5) continue
    if (!hasName(fit, code)) continue
    named += pattern.n
    if (nameAgrees(code, question.plan)) agreeing += pattern.n
  }
  if (named < GUARD.nameRows) return true
  return agreeing / named >= leastNameAgreement(fit, registry) - GUARD.nameMargin
}

const hasName = ({ model }: Fit, code: string): boolean =>
  code.charAt(model.question.plan.name) !== '0' && model.question.plan.name >= 0

/** The smallest rate at which any other corpus' names agree with the registry's; 0 where none was measured. */
function leastNameAgreement({ model }: Fit, registry: number): number {
  const { considered, emission } = model.question
  const rates = considered.flatMap((from) => {
    if (from === registry) return []
    let named = 0
    let agreeing = 0
    for (const vector of emission.traits.get('name') ?? []) {
      const letter = vector.letters.charAt(registry)
      if (vector.from !== from || letter === '-') continue
      named += vector.rows
      if (letterAgrees(letter)) agreeing += vector.rows
    }
    return named >= GUARD.measuredRows ? [agreeing / named] : []
  })
  return rates.length > 0 ? Math.min(...rates) : 0
}
