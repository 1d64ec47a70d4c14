/** How strongly the values of a column speak for one identifier kind against a look-alike of the same shape. */
import { IDENTIFIER_KINDS, type IdentifierKind } from '../core/kinds.ts'
import type { IdentifierCell } from '../identifiers/identifier.ts'
import { identifierRule } from '../identifiers/index.ts'
import { splitValues } from '../identifiers/values.ts'
import { betterThanChance } from './chance.ts'
import { phoneLr, phoneLrNamed, type Reading, VALID_CHANCE } from './phone-evidence.ts'

export interface Evidence {
  readonly kind: IdentifierKind
  /** Log10 likelihood ratio of "a column of this kind" against "a look-alike"; 0 where values cannot tell. */
  readonly log10Lr: number
  /** The same where a header has already named the kind, and the question is only whether it lies. */
  readonly log10LrNamed: number
  /** Of the values that are filled, the share that has the kind's shape (valid, failing, masked or truncated); 0–1. */
  readonly covered: number
  /** Of the values with a checkable shape, the share that passes; 0–1. */
  readonly passed: number
  /** What share of a look-alike's values passes. */
  readonly chance: number
}

interface LookAlike {
  /** The share of a look-alike's values, already of the kind's shape, that passes its check. */
  readonly chance: number
  /** The most that values may say by themselves; 0 where a kind has no check. */
  readonly ceiling: number
}

/**
 * Chances over random values of the shape: check digits 1 in 10 (1 in 36 for GSTIN; with the first digit, 7.9 % of random
 * 12-digit numbers pass as Aadhaar), PAN 11 holder letters of 26, driving licence 41 states of 676 letter pairs, e-mail by
 * judgement. Kinds without a check are never told by their values.
 */
const LOOK_ALIKES: Readonly<Record<Exclude<IdentifierKind, 'phone'>, LookAlike>> = {
  aadhaar: { chance: 0.1, ceiling: 6 },
  vid: { chance: 0.1, ceiling: 6 },
  pan: { chance: 0.42, ceiling: 6 },
  gstin: { chance: 0.028, ceiling: 6 },
  epic: { chance: 0.1, ceiling: 6 },
  'driving-licence': { chance: 0.06, ceiling: 6 },
  email: { chance: 0.01, ceiling: 6 },
  passport: { chance: 1, ceiling: 0 },
  abha: { chance: 1, ceiling: 0 },
  uan: { chance: 1, ceiling: 0 },
  'reference-id': { chance: 1, ceiling: 0 },
}
const CHECKED = ['valid', 'unchecked'] as const
const CHECKED_OR_CUT = [...CHECKED, 'truncated'] as const

/** The evidence of a column's distinct filled values for every identifier kind. */
export function evidenceFor(values: readonly string[]): Evidence[] {
  const texts = values.flatMap(splitValues)
  return IDENTIFIER_KINDS.map((kind) => {
    const rule = identifierRule(kind)
    const readings = texts.map((text) => ({ text, cell: rule.parse(text) }))
    return kind === 'phone' ? phoneEvidence(readings) : checkEvidence(kind, readings)
  })
}

const count = (readings: readonly Reading[], states: readonly IdentifierCell['state'][]): number =>
  readings.filter(({ cell }) => states.includes(cell.state)).length

function covered(readings: readonly Reading[]): number {
  const filled = readings.length - count(readings, ['blank', 'placeholder'])
  // A column of nothing but placeholders denies no header.
  return filled === 0 ? 1 : count(readings, ['valid', 'unchecked', 'masked', 'truncated']) / filled
}

/**
 * Of filled cells, repeated ones among them, the share that has the kind's shape; 0–1. A column of two letters in which a few
 * rows are shifted has more different identifiers than letters.
 */
export function coveredCells(kind: IdentifierKind, cells: readonly string[]): number {
  const rule = identifierRule(kind)
  const texts = cells.filter((cell) => cell !== '').flatMap(splitValues)
  return covered(texts.map((text) => ({ text, cell: rule.parse(text) })))
}

/** Real voter IDs often fail Luhn, which makes one a warning; a column of them still passes far oftener than chance. */
const passes = ({ cell }: Reading): boolean =>
  cell.state === 'valid' && cell.warning !== 'check-digit'

function checkEvidence(
  kind: Exclude<IdentifierKind, 'phone'>,
  readings: readonly Reading[],
): Evidence {
  const { chance, ceiling } = LOOK_ALIKES[kind]
  const hits = readings.filter(passes).length
  // A VID is truncated where its last digit was rounded to 0: a column of those passes by chance too.
  const checked = kind === 'vid' ? CHECKED_OR_CUT : CHECKED
  const trials = count(readings, checked)
  const told = ceiling === 0 ? 0 : betterThanChance(hits, trials, chance)
  const log10Lr = Math.min(ceiling, told)
  return {
    kind,
    log10Lr,
    log10LrNamed: kind === 'epic' ? Math.max(0, log10Lr) : log10Lr,
    covered: covered(readings),
    passed: trials === 0 ? 0 : hits / trials,
    chance,
  }
}

function phoneEvidence(readings: readonly Reading[]): Evidence {
  const hits = count(readings, ['valid'])
  const trials = count(readings, CHECKED)
  const log10Lr = phoneLr(readings)
  return {
    kind: 'phone',
    log10Lr,
    log10LrNamed: phoneLrNamed(log10Lr, hits, trials),
    covered: covered(readings),
    passed: trials === 0 ? 0 : hits / trials,
    chance: VALID_CHANCE,
  }
}
