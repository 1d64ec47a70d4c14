/** Sorting and grouping of entries against the plain comparison of their bytes. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bytesOf,
  ENTRY_WORDS,
  groupByLead,
  LEADS,
  sortedEntries,
} from '../../src/kernels/entries.ts'

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 })
/** Few values, so that tokens share their first words, or all of them. */
const narrow = fc.integer({ min: 0, max: 2 })
const entry = fc.oneof(
  fc.array(word, { minLength: ENTRY_WORDS, maxLength: ENTRY_WORDS }),
  fc.array(narrow, { minLength: ENTRY_WORDS, maxLength: ENTRY_WORDS }),
)
const entries = fc
  .array(entry, { maxLength: 300 })
  .map((list) => Uint32Array.from(list.flat(), (value) => value))

const listed = (words: Uint32Array): number[][] =>
  Array.from({ length: words.length / ENTRY_WORDS }, (_, i) => [
    ...words.subarray(i * ENTRY_WORDS, (i + 1) * ENTRY_WORDS),
  ])

const tokenOf = (one: readonly number[]): Buffer => bytesOf(Uint32Array.from(one.slice(0, 4)))

test('entries are sorted by the bytes of their token, then by record', () => {
  fc.assert(
    fc.property(entries, (words) => {
      const plain = listed(words).sort(
        (a, b) => tokenOf(a).compare(tokenOf(b)) || (a[4] ?? 0) - (b[4] ?? 0),
      )
      expect(listed(sortedEntries(words))).toEqual(plain)
    }),
  )
})

test('entries of one leading byte stand together, in the order in which they came', () => {
  fc.assert(
    fc.property(entries, (words) => {
      const { words: grouped, start } = groupByLead(words)
      const all = listed(words)
      const groups = Array.from({ length: LEADS }, (_, lead) =>
        all.filter((one) => tokenOf(one)[0] === lead),
      )
      expect(listed(grouped)).toEqual(groups.flat())
      expect(groups.map(({ length }, lead) => (start[lead] ?? 0) + length)).toEqual([
        ...start.slice(1),
      ])
    }),
  )
})
