import fc from 'fast-check'
import { expect, test } from 'vitest'
import { harmlessName, isHarmless } from '../../src/core/harmless-name.ts'
import { mobile, NUMBER_SPELLINGS, VALUES } from '../identifiers/arbitraries.ts'

test.each([
  'registry.csv',
  'bot export',
  'telecom-kyc',
  'part 12',
  'मोबाइल',
  'v1.2.3',
  'dose 1',
  'telecom-kyc-2019.csv',
  '12-06-21',
])('%s is harmless', (text) => {
  expect(isHarmless(text)).toBe(true)
  expect(harmlessName('file', text, 3)).toBe(text)
})

test.each([
  '9876543210_aadhaar.csv',
  '98765-43210.txt',
  '98 76 54 32 10',
  '९८७६५४३२१०.csv',
  '９８７６.csv',
  'asha@mail.example.json',
  'asha＠mail.example',
  'AAPFU0939F',
  'A A P F U 0 9 3 9 F',
  'M4318702.pdf',
  '9\u200b8\u200b7\u200b6',
  'breach 20190612',
  'kyc1985',
  'pan AAPFU-2019-F.pdf',
  '1985 1990',
  '+91-987-65-43-210',
])('%s is not', (text) => {
  expect(isHarmless(text)).toBe(false)
  expect(harmlessName('member', text, 3)).toBe('member-3')
})

test('no spelling of an identifier passes', () => {
  const identifier = fc.oneof(mobile, VALUES.aadhaar, VALUES.vid, VALUES.uan, VALUES.abha)
  fc.assert(
    fc.property(
      identifier,
      fc.constantFrom(...NUMBER_SPELLINGS),
      fc.string(),
      (value, spelled, before) => {
        expect(isHarmless(before + spelled(value))).toBe(false)
      },
    ),
  )
  fc.assert(
    fc.property(fc.oneof(VALUES.pan, VALUES.epic, VALUES.passport), (value) => {
      expect(isHarmless(value)).toBe(false)
      expect(isHarmless([...value].join(' '))).toBe(false)
    }),
  )
})

test('chats bear the names of people and are numbered', () => {
  expect(harmlessName('chat', 'Number Search', 2)).toBe('chat-2')
})

test('a name that would show as nothing is numbered', () => {
  expect(harmlessName('sheet', '', 4)).toBe('sheet-4')
})

test('what steers a terminal is escaped', () => {
  expect(harmlessName('file', 'a\u001b[31mb\u202ec', 1)).toBe('a\\u{001b}[31mb\\u{202e}c')
})
