/** A draft that a person completes and signs: its parts, the same for Markdown and HTML. */

/** `value` is `null` where a person has to fill it in. */
export interface Field {
  readonly label: string
  readonly value: string | null
}

export type FormPart =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

export interface Form {
  readonly title: string
  /** What stands under its title beside that it is a draft. */
  readonly notices: readonly string[]
  readonly parts: readonly FormPart[]
}

export const DRAFT_NOTICE =
  'DRAFT made by a program from the case file. A person checks every line, fills the blanks, and answers for it.'

export const heading = (text: string): FormPart => ({ kind: 'heading', text })
export const text = (words: string): FormPart => ({ kind: 'text', text: words })
export const fields = (...all: readonly Field[]): FormPart => ({ kind: 'fields', fields: all })
export const items = (all: readonly string[]): FormPart => ({ kind: 'list', items: all })

/** A line to be filled in by hand. */
export const blank = (label: string): Field => ({ label, value: null })
export const filled = (label: string, value: string): Field => ({ label, value })

export const filledOrBlank = (label: string, value: string | null): Field => ({ label, value })
