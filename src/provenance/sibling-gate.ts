/** The sibling gate: one desk that feeds two systems retypes a name now and then and changes nothing else. */

import type { Interval } from '../match/intervals.ts'
import { highestRate, upperTail } from './binomial.ts'
import type { Subject } from './components.ts'
import { SIBLING, SNAPSHOT } from './constants.ts'
import type { Fit } from './fit.ts'
import {
  agreesOtherwise,
  jointChance,
  nameDiffers,
  patternsFrom,
  placed,
  recordsIn,
  referenceAgrees,
} from './views.ts'

/** `like`: records differ from the registry in the name alone. `blind`: the test could not have seen it. */
export type SiblingGate = 'like' | 'blind' | null

/** Records laid to the registry whose reference id, minted by it, agrees. */
export function mintedAgreements(fit: Fit, registry: number): number {
  const own = patternsFrom(fit, { source: registry }, SNAPSHOT.posterior)
  return recordsIn(
    own.filter(({ pattern }) => {
      const code = pattern.links[registry] ?? null
      return code !== null && referenceAgrees(code, fit.model.question.plan)
    }),
  )
}

/**
 * @param unexplained lower bounds of the shares of the unknown source and of invented records
 */
export function siblingGate(
  fit: Fit,
  registry: number,
  unexplained: { readonly unknown: Interval; readonly fabricated: Interval },
): SiblingGate {
  if (mintedAgreements(fit, registry) >= SIBLING.referenceIds) return null
  const { near, nameOnly, other } = nearRecords(fit, registry)
  const corpora = highestNameOnlyRate(fit, registry)
  const differing = nameOnly + other
  const beyondCorpora = nameOnly - (other * corpora) / Math.max(1e-9, 1 - corpora)
  const like =
    differing >= SIBLING.rows &&
    upperTail(nameOnly, differing, corpora) < SIBLING.tail &&
    beyondCorpora > SIBLING.damage * near
  if (like) return 'like'
  const some = Math.max(unexplained.unknown[0], unexplained.fabricated[0]) > SIBLING.unexplained
  const powerless = differing < SIBLING.rows || corpora > SIBLING.powerless
  return some && powerless ? 'blind' : null
}

/** Records linked with the registry and laid to it or to an unknown source; of those whose name differs, what else does. */
function nearRecords(
  fit: Fit,
  registry: number,
): { near: number; nameOnly: number; other: number } {
  const { plan } = fit.model.question
  const subjects: readonly Subject[] = [{ source: registry }, 'unknown']
  const withId = dumpHasPhotoId(fit)
  const counted = { near: 0, nameOnly: 0, other: 0 }
  for (const { position, pattern } of placed(fit)) {
    const code = pattern.links[registry] ?? null
    if (code === null || jointChance(fit, position, subjects) < 0.5) continue
    counted.near += pattern.n
    if (!nameDiffers(code, plan) || pattern.form.mask.includes('i') !== withId) continue
    if (agreesOtherwise(code, plan)) counted.nameOnly += pattern.n
    else counted.other += pattern.n
  }
  return counted
}

const dumpHasPhotoId = ({ model }: Fit): boolean =>
  model.question.patterns.some(({ form }) => form.mask.includes('i'))

/** Of other corpora's rows whose name differs from the registry's, the largest part that differs in nothing else. */
function highestNameOnlyRate(fit: Fit, registry: number): number {
  const rates = fit.model.question.considered.flatMap((from) => {
    if (from === registry) return []
    const { nameOnly, rows } = nameOnlyRows(fit, registry, from)
    return rows >= SIBLING.corpusRows ? [highestRate(nameOnly, rows)] : []
  })
  return rates.length > 0 ? Math.max(...rates) : 1
}

function nameOnlyRows(
  fit: Fit,
  registry: number,
  from: number,
): { nameOnly: number; rows: number } {
  const { emission, plan } = fit.model.question
  const withId = dumpHasPhotoId(fit)
  const counted = { nameOnly: 0, rows: 0 }
  for (const probe of emission.probes) {
    const code = probe.links[registry] ?? null
    if (probe.from !== from || code === null || !nameDiffers(code, plan)) continue
    if (probe.form.mask.includes('i') !== withId) continue
    counted.rows += probe.n
    if (agreesOtherwise(code, plan)) counted.nameOnly += probe.n
  }
  return counted
}
