import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { inventCase } from '../../src/demo/june-2023.ts'

const CASE = inventCase(1)
const textOf = (name: string): string => CASE.files.find((file) => file.name === name)?.text ?? ''
const rowsOf = (name: string, delimiter = ','): Record<string, string>[] =>
  parse(textOf(name), { columns: true, delimiter })

const portal = rowsOf('portal-registry.csv')
const telecom = rowsOf('telecom-kyc-2019.csv', '|')
const foodApp = rowsOf('food-app-2021.csv')

interface Message {
  readonly from: string
  readonly text: string | readonly (string | { readonly text: string })[]
}
const messages: readonly Message[] = JSON.parse(textOf('bot-export/result.json')).messages
const plain = ({ text }: Message): string =>
  typeof text === 'string'
    ? text
    : text.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
const replies = messages.map(plain).filter((text) => text.startsWith('Name: '))

describe('the invented case of June 2023', () => {
  test('is the same for the same seed, and another for the next', () => {
    expect(inventCase(1)).toEqual(CASE)
    expect(inventCase(2).files[0]?.text).not.toBe(CASE.files[0]?.text)
  })

  test('has a registry of some 20,000 people without an address or a full birth date', () => {
    expect(portal.length).toBeGreaterThan(19_000)
    expect(portal.length).toBeLessThan(21_000)
    expect(Object.keys(portal[0] ?? {}).some((header) => /address|dob/.test(header))).toBe(false)
    expect(portal.every((row) => /^\d{4}$/.test(row['birth_year'] ?? ''))).toBe(true)
    expect(new Set(portal.map((row) => row['beneficiary_reference_id'])).size).toBe(portal.length)
  })

  test('lets at most six register with one number', () => {
    const counts = Map.groupBy(portal, (row) => row['mobile_number'])
    const sizes = [...counts.values()].map((rows) => rows.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6)
    expect(sizes.filter((size) => size > 1).length).toBeGreaterThan(2000)
  })

  test('has breaches that overlap the registry in part', () => {
    const registered = new Set(portal.map((row) => row['mobile_number']))
    const overlap = (phones: readonly string[]): number =>
      phones.filter((phone) => registered.has(phone)).length / phones.length
    for (const phones of [
      telecom.map((row) => row['mobile']?.slice(2) ?? ''),
      foodApp.map((row) => row['phone'] ?? ''),
    ]) {
      expect(overlap(phones)).toBeGreaterThan(0.4)
      expect(overlap(phones)).toBeLessThan(0.95)
    }
  })

  test('has replies for the persons of the truth, seven tenths from the portal', () => {
    // An answer that is given again may draw another line between two persons.
    const answers = new Set(replies.map((text) => text.replace(/^─*$/gm, '')))
    const persons = [...answers].flatMap((text) => text.match(/^Name: .*$/gm) ?? [])
    const { persons: truth, shares } = CASE.truth
    expect(persons).toHaveLength(truth.portal + truth['telecom-kyc'])
    expect(persons.length).toBeGreaterThanOrEqual(500)
    expect(persons.length).toBeLessThanOrEqual(700)
    expect(shares.portal).toBeCloseTo(0.7, 1)
    expect(shares.portal + shares['telecom-kyc']).toBeCloseTo(1, 12)
  })

  test('answers from the portal only with what it held at the snapshot', () => {
    const { snapshot } = CASE.truth
    const registered = Map.groupBy(portal, (row) => row['mobile_number'])
    const ours = replies.filter((text) => text.includes('Vaccination Centre'))
    expect(ours.length).toBeGreaterThan(200)
    for (const text of ours) {
      const [, phone = ''] = /^Mobile: \+91(\d{10})$/m.exec(text) ?? []
      const [, name = ''] = /^Name: (.*)$/m.exec(text) ?? []
      const rows = registered.get(phone)?.filter((row) => row['name'] === name) ?? []
      expect(rows.some((row) => (row['registered_at'] ?? '') <= snapshot)).toBe(true)
    }
    expect(portal.some((row) => (row['registered_at'] ?? '') > snapshot)).toBe(true)
  })

  test('answers with everyone on the number, in both forms of text', () => {
    expect(replies.some((text) => (text.match(/^Name: /gm) ?? []).length > 2)).toBe(true)
    const forms = messages.filter((message) => plain(message).startsWith('Name: '))
    expect(forms.some(({ text }) => typeof text === 'string')).toBe(true)
    expect(forms.some(({ text }) => typeof text !== 'string')).toBe(true)
  })

  test('counts questions, misses and silence as the chat has them', () => {
    const { questions, misses, unanswered } = CASE.truth
    const asker = messages[0]?.from
    const asked = messages.filter(({ from }) => from === asker).length - 1
    const missed = messages
      .map(plain)
      .filter((text) => /^(No data found|Sorry, no records)/.test(text))
    expect(asked).toBe(questions)
    expect(missed).toHaveLength(misses)
    expect(asked - missed.length - replies.length).toBe(unanswered)
  })
})
