/** What every attribute answers: one cell in, comparison forms out. Pure; fingerprinting happens in tokens/. */
import type { Attribute } from '../core/kinds.ts'

/** How letters are cased: `none` for scripts without case. */
export type CaseClass = 'none' | 'upper' | 'lower' | 'mixed'

export interface NameForm {
  /** The name as written, NFC, outer space trimmed. */
  readonly exact: string
  /** Words in order: maximal runs of letters and marks (any script) after NFKC and case folding; may be empty. */
  readonly words: readonly string[]
  readonly caseClass: CaseClass
}

export interface CodedForm {
  readonly canonical: string
  /** The value as written (trimmed); equal exact forms tell a shared spelling from a shared value. */
  readonly exact: string
}

export interface DateForm {
  /** Days since 1970-01-01 (first day of the period). */
  readonly day: number
  readonly precision: 'day' | 'month' | 'year' | 'second'
}

/** How the parts of an ambiguous date are ordered; decided once for a column. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** `null`: blank, a placeholder, or not understood (counted by the caller as `blank`, `placeholder`, `invalid`). */
export type Parsed<Form> =
  | { readonly state: 'valid'; readonly form: Form }
  | { readonly state: 'blank' | 'placeholder' | 'invalid' }

interface Rule<Shape extends string, Form> {
  readonly attribute: Attribute | 'date:*' | 'field:*'
  /** `name`: word fingerprints; `coded`: dictionary codes; `text`: two fingerprints; `date`: day and precision. */
  readonly shape: Shape
  readonly version: string
  parse(text: string, order: DateOrder): Parsed<Form>
}
export type NameRule = Rule<'name', NameForm>
export type CodedRule = Rule<'coded' | 'text', CodedForm>
export type DateRule = Rule<'date', DateForm>
export type AttributeRule = NameRule | CodedRule | DateRule
