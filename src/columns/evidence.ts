/** How strongly the values of a column speak for one identifier kind against a look-alike of the same shape. */
import { IDENTIFIER_KINDS, type IdentifierKind } from '../core/kinds.ts'
import type { IdentifierCell } from '../identifiers/identifier.ts'
import { identifierRule } from '../identifiers/index.ts'
import { isIndianMobile } from '../identifiers/numbering-plan.ts'
import { splitValues } from '../identifiers/values.ts'

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
const FLOOR = -6
const CHECKED = ['valid', 'unchecked'] as const
const CHECKED_OR_CUT = [...CHECKED, 'truncated'] as const

interface Reading {
  readonly text: string
  readonly cell: IdentifierCell
}

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
  return filled === 0 ? 0 : count(readings, ['valid', 'unchecked', 'masked', 'truncated']) / filled
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

/** Mobiles among ten-digit numbers that begin with 6–9 at random (libphonenumber-js 1.13, 200,000 draws): 0.847. */
const MOBILE_CHANCE = 0.85
/** Valid among ten-digit numbers at random: 0.64, or 0.71 without a leading zero. */
const VALID_CHANCE = 0.71
/** Numbers of other things written with a country code, a trunk zero, or in two groups of five. */
const DIALLED_CHANCE = 0.02
/** Phones are by far the commonest column of ten digits in a dump. */
const PHONE_PRIOR = 1
/** Bare digits never outweigh a header that says otherwise; a written country code does. */
const BARE_CEILING = 4
const DIALLED_CEILING = 6
const DIALLED = /^(?:\(?\+|00|0[6-9]\d{9}$|91[6-9]\d{9}$|\d{5}[ -]\d{5}$)/
const TEN_DIGITS = /^\d{10}(?:\.0)?$/

function phoneEvidence(readings: readonly Reading[]): Evidence {
  const hits = count(readings, ['valid'])
  const trials = count(readings, CHECKED)
  const shares = { covered: covered(readings), passed: trials === 0 ? 0 : hits / trials }
  const dialled = readings.filter(({ text, cell }) => cell.state === 'valid' && DIALLED.test(text))
  const written = Math.min(
    DIALLED_CEILING,
    betterThanChance(dialled.length, readings.length, DIALLED_CHANCE),
  )
  const bare = readings.filter(({ text }) => TEN_DIGITS.test(text)).map(({ text }) => text)
  const mobiles = bare.filter((text) => isIndianMobile(text.slice(0, 10)))
  const mobile = betterThanChance(mobiles.length, bare.length, MOBILE_CHANCE) + PHONE_PRIOR
  const told = Math.min(isSpread(bare) ? BARE_CEILING : 0, mobile)
  const log10Lr = Math.max(written, told)
  return {
    kind: 'phone',
    ...shares,
    log10Lr,
    log10LrNamed: Math.max(
      log10Lr,
      Math.min(BARE_CEILING, betterThanChance(hits, trials, VALID_CHANCE)),
    ),
    chance: VALID_CHANCE,
  }
}

const LEADING = 2
const LEADING_PAIRS = 6
const LARGEST_PAIR = 0.6

/** Subscribers are spread over many number series and come in no order; order numbers and clocks count up within one. */
function isSpread(numbers: readonly string[]): boolean {
  const pairs = new Map<string, number>()
  for (const number of numbers) {
    const pair = number.slice(0, LEADING)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  const largest = Math.max(0, ...pairs.values())
  const rising = numbers.filter((number, i) => i > 0 && number > (numbers[i - 1] ?? '')).length
  const inOrder = rising > 0.95 * (numbers.length - 1) || rising < 0.05 * (numbers.length - 1)
  return pairs.size >= LEADING_PAIRS && largest <= LARGEST_PAIR * numbers.length && !inOrder
}

/** A column of the kind passes at least this often, whatever its damage. */
const LEAST_PASSING = 0.3
const MOST_PASSING = 0.98

/**
 * Log10 ratio of "passes at its own rate, above chance" against "passes by chance", less half a digit a decade of trials for
 * having fitted that rate (Schwarz's criterion).
 * @param hits values that pass, 0…trials
 * @param chance share of a look-alike's values that passes, in (0, 1)
 */
export function betterThanChance(hits: number, trials: number, chance: number): number {
  if (trials === 0) return 0
  const least = Math.max(LEAST_PASSING, chance)
  const rate = Math.min(Math.max(hits / trials, least), Math.max(MOST_PASSING, (1 + chance) / 2))
  const gain =
    hits * Math.log10(rate / chance) + (trials - hits) * Math.log10((1 - rate) / (1 - chance))
  return Math.max(FLOOR, gain - 0.5 * Math.log10(trials + 1))
}
