import { describe, expect, test } from 'vitest'
import { reasonOf } from '../../src/case/reason.ts'

describe('a reason', () => {
  test.each([
    'court order 4521/2023 of 12 June 2026',
    'retention ends 2026-01-01 by file CERT-2023-117',
    'वापस लिया गया',
  ])('is kept: %s', (text) => {
    expect(reasonOf(` ${text} `)).toBe(text)
  })

  test.each([
    'asked by 98765 01234',
    'asked by 98765-01234',
    'Aadhaar 2341 2341 2346',
    'ABCPE1234F wants it',
    '９８７６５０１２３４',
    'asha@example.in',
    '',
    '  ',
  ])('is refused: %j', (text) => {
    expect(() => reasonOf(text)).toThrow(/--reason/)
  })
})
