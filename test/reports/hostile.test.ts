/** Names made to act on whoever opens a report: shown in every format, and inert in all. */
import { parse } from 'csv-parse/sync'
import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import type { Cover } from '../../src/reports/cover.ts'
import { FORMS, REPORTS } from '../../src/reports/index.ts'
import { inert } from '../../src/reports/inert.ts'
import { renderForm, renderReport } from '../../src/reports/render.ts'
import { DOCUMENTS, HOSTILE, hostileDocument } from './documents.ts'
import { COVER, caseFile } from './renditions.ts'

const evil = Object.values(HOSTILE)
const hostileCase = {
  ...caseFile(hostileDocument),
  operator: HOSTILE.script,
  reference: HOSTILE.override,
  sources: evil.map((name) => ({
    name,
    role: 'registry' as const,
    records: 1,
    complete: false,
    transcribed: true,
    hadFrom: name,
    device: name,
    earliest: null,
    files: [{ name, sha256: 'e'.repeat(64), bytes: 1, ingested: '2023-06-12T05:10:00.000Z' }],
  })),
}

/** Every name that a cover can hold. */
const hostileCover: Cover = {
  ...COVER,
  earlier: evil.map((dump) => ({ run: 1, created: '2023-06-12', dump, code: 'inconclusive' })),
  forgotten: evil.map((source) => ({ source, on: '2023-06-20' })),
  changes: {
    run: 1,
    created: '2023-06-12',
    changes: evil.map((name) => ({ what: `share of ${name}`, before: name, after: name })),
  },
  curves: Object.fromEntries(evil.map((name) => [name, COVER.curves['portal'] ?? []])),
  waterfalls: COVER.waterfalls.flatMap((one) => evil.map((name) => ({ ...one, source: name }))),
}

const texts = new Map([
  ...REPORTS.map(
    (format) => [format.name, renderReport(format, hostileDocument, hostileCover)] as const,
  ),
  ...FORMS.map((form) => [`${form.name} md`, renderForm(form, hostileCase, 'md')] as const),
  ...FORMS.map((form) => [`${form.name} html`, renderForm(form, hostileCase, 'html')] as const),
])

/** Control and format characters; line ends and the mark at the start of a CSV are ours. */
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

describe.each([...texts])('%s', (name, text) => {
  test('holds nothing that steers a terminal or reorders a line', () => {
    expect(text.replace(/^\ufeff/, '').replace(/\r?\n/g, '')).not.toMatch(STEERING)
  })

  test.skipIf(name === 'json')('shows no name at its full 10,000 characters', () => {
    expect(text).not.toMatch(/x{65}/)
    expect(text.length).toBeLessThan(200_000)
  })
})

test.each([...texts].filter(([name]) => /html/.test(name)))(
  '%s has no element and no attribute that acts',
  (_name, text) => {
    const elements = new Set<string>()
    const attributes = new Set<string>()
    const parser = new Parser({
      onopentag(element, given) {
        elements.add(element)
        for (const attribute of Object.keys(given)) attributes.add(attribute)
      },
    })
    parser.end(text)
    for (const element of ['script', 'img', 'a', 'b', 'iframe', 'object', 'link', 'base', 'form'])
      expect(elements).not.toContain(element)
    for (const attribute of ['href', 'src', 'style', 'onerror', 'onload', 'srcset', 'xlink:href'])
      expect(attributes).not.toContain(attribute)
    expect(text).toContain('&#60;script&#62;')
  },
)

test('no cell of the CSV begins a formula', () => {
  const rows: string[][] = parse(texts.get('csv') ?? '', { bom: true })
  for (const cell of rows.flat()) {
    if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^\s*[=+\-@\t\r|%＝＋－＠]/u)
  }
  expect(rows.flat()).toContain(`'${HOSTILE.formula}`)
})

test.each([...texts].filter(([name]) => /md/.test(name)))(
  '%s links nothing and holds no HTML',
  (_name, text) => {
    expect(text).not.toMatch(/(?<!\\)[<[`]/)
    expect(text).not.toMatch(/(?:javascript|https?):/)
  },
)

test('JSON says the same after all', () => {
  expect(JSON.parse(texts.get('json') ?? '')).toMatchObject(hostileDocument)
})

test('harmless documents are left as they are', () => {
  for (const document of Object.values(DOCUMENTS)) expect(inert(document)).toEqual(document)
})
