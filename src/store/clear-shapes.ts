/** The shapes of what stands in clear as JSON: what was stated of a source, the account of a file, the layout of a part. */
import { day, either, flag, listOf, mapOf, nullOr, number, object, text } from './shape.ts'

const RANGE = object({ earliest: day, latest: day })

export const STATED = object(
  {},
  {
    taken: RANGE,
    occurred: RANGE,
    published: RANGE,
    seen: RANGE,
    statedBy: text,
    completeness: object(
      { kind: either('complete', 'sampled', 'extract') },
      { fraction: number, text },
    ),
    collects: listOf(text),
    verifiedBy: text,
  },
)

export const ACCOUNT = object({
  format: text,
  dialect: text,
  encoding: text,
  complete: flag,
  ending: nullOr(object({ why: text, where: text })),
  rows: number,
  records: number,
  rejected: mapOf(number),
  undecodableBytes: number,
  queries: nullOr(object({ asked: number, missed: number, unanswered: number })),
  columns: listOf(
    object({
      index: number,
      header: nullOr(text),
      kind: nullOr(text),
      values: number,
      valid: number,
      masked: number,
      placeholder: number,
      invalid: number,
      truncated: number,
      unchecked: number,
    }),
  ),
})

export const LAYOUT = object({
  identifiers: listOf(object({ kind: text, version: text, maskForms: listOf(text) })),
  attributes: listOf(
    object({ attribute: text, shape: either('name', 'coded', 'text', 'date'), version: text }),
  ),
  fingerprint: flag,
})

export const WORDS = listOf(text)
