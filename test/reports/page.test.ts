/** The page of the terminal: within 80 columns, whatever the run and its names. */
import { expect, test } from 'vitest'
import { inert } from '../../src/reports/inert.ts'
import { page } from '../../src/reports/page.ts'
import { DOCUMENTS, hostileDocument } from './documents.ts'
import { COVER } from './renditions.ts'

test.each(Object.entries({ ...DOCUMENTS, hostile: hostileDocument }))(
  '%s fits 80 columns and steers no terminal',
  (_code, document) => {
    const lines = page(inert(document), COVER).split('\n')
    expect(lines.filter((line) => [...line].length > 80)).toEqual([])
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  },
)

test('the bars follow the figures', () => {
  const text = page(DOCUMENTS.mixture, COVER)
  // 66.2 to 73.7 % of sixteen steps: eleven full, one open.
  expect(text).toMatch(/portal +█{11}▒·{4} +70 % \(66 % to 74 %\)/)
  expect(text).toMatch(/portal +■■■··· +more than 190 +moderately strong support/)
  expect(page(DOCUMENTS.inconclusive, COVER)).toMatch(/portal +······ +withheld/)
})
