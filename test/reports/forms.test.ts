/** The drafts of forms: what is known is filled in, everything else is left blank, and each says that it is a draft. */
import { describe, expect, test } from 'vitest'
import { indianTime } from '../../src/reports/forms/case-file.ts'
import { FORMS } from '../../src/reports/index.ts'
import { renderForm } from '../../src/reports/render.ts'
import { DOCUMENTS } from './documents.ts'
import { caseFile } from './renditions.ts'

const form = (name: string, ...args: Parameters<typeof caseFile>): string => {
  const found = FORMS.find((one) => one.name === name)
  return found === undefined ? '' : renderForm(found, caseFile(...args), 'md')
}

describe.each(FORMS.map(({ name }) => name))('%s', (name) => {
  test('is marked as a draft, and preliminary only while a file was read in part', () => {
    expect(form(name, null)).toContain('DRAFT')
    expect(form(name, null)).not.toContain('PRELIMINARY')
    expect(form(name, null, false)).toContain('PRELIMINARY')
  })

  test('leaves blanks for a person', () => {
    expect(form(name, DOCUMENTS.mixture).match(/\\_\\_\\_/g)?.length).toBeGreaterThan(3)
  })
})

describe('cert-in', () => {
  test('is due six hours after noticing, in Indian time', () => {
    const text = form('cert-in', null)
    expect(text).toContain('2023-06-12 09:30:00 IST')
    expect(text).toContain('**Report due by:** 2023-06-12 15:30:00 IST')
  })

  test('works before any run, and carries the verdict after one', () => {
    expect(form('cert-in', null)).toContain('No comparison was run yet')
    expect(form('cert-in', DOCUMENTS.mixture)).toContain('(run 3')
  })
})

test('bsa-63 has one part A for each source with files, and its hashes twice', () => {
  const text = form('bsa-63', null)
  expect(text.match(/## Part A/g)).toHaveLength(2)
  expect(text.match(/## Part B/g)).toHaveLength(1)
  expect(text.match(/a{64}/g)).toHaveLength(2)
  expect(text).toContain('2023-06-13 02:00:00 IST')
})

test('request asks for logs from the first day of the snapshot', () => {
  expect(form('request', DOCUMENTS.mixture)).toContain('From 2022-01-12 at the latest')
  expect(form('request', null)).toContain('From 2023-06-12 at the latest')
})

test('Indian time is five and a half hours ahead, over midnight too', () => {
  expect(indianTime('2023-12-31T18:29:59.000Z')).toBe('2023-12-31 23:59:59 IST')
  expect(indianTime('2023-12-31T18:30:00.000Z')).toBe('2024-01-01 00:00:00 IST')
})
