/** The page of the terminal: within 80 columns, whatever the run and its names. */
import { expect, test } from 'vitest'
import { page } from '../../src/reports/page.ts'
import { DOCUMENTS, hostileDocument } from './documents.ts'

test.each(Object.entries({ ...DOCUMENTS, hostile: hostileDocument }))(
  '%s fits 80 columns and steers no terminal',
  (_code, document) => {
    const lines = page(document).split('\n')
    expect(lines.filter((line) => [...line].length > 80)).toEqual([])
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  },
)

test('the bars follow the figures', () => {
  const text = page(DOCUMENTS.mixture)
  // 66.2 to 73.7 % of sixteen steps: eleven full, one open.
  expect(text).toMatch(/portal +█{11}▒·{4} +70\.1 % \(66\.2–73\.7 %\)/)
  expect(text).toMatch(/portal +■■■··· +> 2\.3 +moderately strong support/)
  expect(page(DOCUMENTS.inconclusive)).toMatch(/portal +······ +withheld/)
})
