/** What values say of being telephone numbers, which have no check digit: numbering plan, spelling and spread. */
import { cleanCell } from '../identifiers/cell-text.ts'
import type { IdentifierCell } from '../identifiers/identifier.ts'
import { isIndianMobile } from '../identifiers/numbering-plan.ts'
import { betterThanChance, FLOOR } from './chance.ts'

/** Valid among ten-digit numbers at random: 0.64, or 0.71 without a leading zero. */
export const VALID_CHANCE = 0.71
/** Mobiles among ten-digit numbers that begin with 6–9 at random (libphonenumber-js 1.13, 200,000 draws): 0.847. */
const MOBILE_CHANCE = 0.85
/** Numbers of other things written with a country code, a trunk zero, or in two groups of five. */
const DIALLED_CHANCE = 0.02
/** Phones are by far the commonest column of ten digits in a dump. */
const MOBILE_PRIOR = 1
/** Bare digits never outweigh a header that says otherwise; a written country code does. */
const BARE_CEILING = 4
const DIALLED_CEILING = 6
const DIALLED = /^(?:\(?\+|00|0[6-9]\d{9}$|91[6-9]\d{9}$|\d{5}[ -]\d{5}$)/
const TEN_DIGITS = /^\d{10}(?:\.0)?$/

/** A value and what its rule made of it. */
export interface Reading {
  readonly text: string
  readonly cell: IdentifierCell
}

/** Log10 ratio of "phones" against "other numbers" where no header names them. */
export function phoneLr(readings: readonly Reading[]): number {
  const texts = readings.map(({ text, cell }) => ({ clean: cleanCell(text), cell }))
  const dialled = texts.filter(({ clean, cell }) => cell.state === 'valid' && DIALLED.test(clean))
  const written = betterThanChance(dialled.length, texts.length, DIALLED_CHANCE)
  const bare = texts.filter(({ clean }) => TEN_DIGITS.test(clean))
  return Math.max(
    Math.min(DIALLED_CEILING, written),
    bareLr(bare.map(({ clean }) => clean.slice(0, 10))),
  )
}

/** The same where a header says phone: numbers that are valid no oftener than chance give it the lie. */
export const phoneLrNamed = (log10Lr: number, hits: number, trials: number): number =>
  Math.max(log10Lr, Math.min(BARE_CEILING, betterThanChance(hits, trials, VALID_CHANCE)))

function bareLr(numbers: readonly string[]): number {
  if (numbers.length === 0) return FLOOR
  const mobiles = numbers.filter(isIndianMobile).length
  const told = betterThanChance(mobiles, numbers.length, MOBILE_CHANCE) + MOBILE_PRIOR
  return Math.min(isSpread(numbers) ? BARE_CEILING : 0, told)
}

const LEADING_DIGITS = 2
const LEAST_HEADS = 6
const LARGEST_HEAD = 0.6

/** Subscribers are spread over many number series; order numbers and clocks count up within one. */
function isSpread(numbers: readonly string[]): boolean {
  const heads = new Map<string, number>()
  for (const number of numbers) {
    const head = number.slice(0, LEADING_DIGITS)
    heads.set(head, (heads.get(head) ?? 0) + 1)
  }
  return heads.size >= LEAST_HEADS && Math.max(...heads.values()) <= LARGEST_HEAD * numbers.length
}
