/** Masked values: what a mask leaves visible, under the forms in which it can be compared. */
import type { IdentifierCell, VisiblePart } from './identifier.ts'

/** So many characters from the start and so many from the end. */
export interface MaskForm {
  readonly form: string
  readonly first: number
  readonly last: number
}

export const LAST_4: MaskForm = { form: 'last4', first: 0, last: 4 }
export const FIRST_2_LAST_2: MaskForm = { form: 'first2last2', first: 2, last: 2 }
export const FIRST_5_LAST_1: MaskForm = { form: 'first5last1', first: 5, last: 1 }

const SIGNS = /[*•●∙·█▇■▪∗＊×#?]/gu
const LEADERS = /[._]{3,}/g
const STARS = (run: string): string => '*'.repeat(run.length)

/** The signs that hide characters, each written `*`; must run before separators are taken out, since dots hide too. */
export const starred = (clean: string): string => clean.replace(SIGNS, '*').replace(LEADERS, STARS)

// Letters X hide only in runs of three: a PAN or a passport may hold one or two of its own.
const ONE_RUN = /^([0-9A-Z]*?)(?:[*X]{3,}|\*{2,})([0-9A-Z]*)$/
const HIDING = /\*{2}|[*X]{3}|\*.*\*/
const MASK_ALPHABET = /^[0-9A-Z*]+$/

const LETTER_X = /x/gi

/** The same for values of digits alone, where every X hides one. */
export const starredDigits = (clean: string): string => starred(clean).replace(LETTER_X, '*')

/** The parts of a whole value that its kind's masks could show. */
export const visibleParts = (value: string, forms: readonly MaskForm[]): VisiblePart[] =>
  forms
    .filter(({ first, last }) => value.length > first + last)
    .map(({ form, first, last }) => ({ form, text: value.slice(0, first) + value.slice(-last) }))

/**
 * A compact upper-case value as a masked cell, or `null` where nothing is hidden.
 * @param length characters of a whole value; a mask of another length still shows its end, but where it begins is not known
 */
export function maskedCell(
  compact: string,
  forms: readonly MaskForm[],
  length: number,
): IdentifierCell | null {
  if (!MASK_ALPHABET.test(compact) || !HIDING.test(compact)) return null
  const [, before = '', shown = ''] = ONE_RUN.exec(compact) ?? []
  // Where letters X hide, an X among the rest may hide as well.
  const after = shown.includes('X') ? '' : shown
  const whole = compact.length === length
  const fits = forms.find(
    ({ first, last }) => after.length >= last && (first === 0 || (whole && before.length >= first)),
  )
  const visible = fits && {
    form: fits.form,
    text: before.slice(0, fits.first) + after.slice(-fits.last),
  }
  return { state: 'masked', visible: visible ?? null }
}
