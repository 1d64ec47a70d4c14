/** The size of a report follows the number of sources and files, never of records: docs/reports.md states the bounds. */
import { describe, expect, test } from 'vitest'
import type { ProvenanceDocument, SourceResult } from '../../src/provenance/document.ts'
import { REPORTS } from '../../src/reports/index.ts'
import { renderReport } from '../../src/reports/render.ts'
import { DOCUMENTS } from './documents.ts'
import { COVER } from './renditions.ts'

const { mixture } = DOCUMENTS

/** The fixed run with every count that many times larger. */
function scaled(times: number): ProvenanceDocument {
  const grown = (value: unknown, key = ''): unknown => {
    if (typeof value === 'number') return COUNTS.has(key) ? value * times : value
    if (Array.isArray(value)) return value.map((item) => grown(item, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, grown(item, name)]),
    )
  }
  return grown(mixture) as ProvenanceDocument
}
const COUNTS = new Set([
  ...['total', 'distinct', 'unlinkable', 'noMatch', 'records', 'compared', 'matched'],
  ...['exact', 'canonical', 'partial', 'different'],
])

/** A run over twelve sources that hold the same persons in every way there is: 4,095 sets. */
function manySources(): ProvenanceDocument {
  const [portal] = mixture.sources
  if (portal === undefined) throw new Error('the fixed run has no source')
  const named = Array.from(
    { length: 12 },
    (_, i): SourceResult => ({
      ...portal,
      name: `source-${i}`,
      role: i === 0 ? 'registry' : 'breach',
    }),
  )
  const presentIn = Array.from({ length: 4_095 }, (_, set) => ({
    sources: named.filter((_source, i) => ((set + 1) >> i) % 2 === 1).map(({ name }) => name),
    records: 5_000 - set,
  }))
  return { ...mixture, sources: [...named, ...mixture.sources.slice(-2)], presentIn }
}

const sizeOf = (name: string, document: ProvenanceDocument): number => {
  const format = REPORTS.find((one) => one.name === name)
  return format === undefined ? 0 : renderReport(format, document, COVER).length
}

describe.each(REPORTS.map(({ name }) => name))('%s', (name) => {
  test('ten million records take the room of a thousand, but for the longer numbers', () => {
    const [small, large] = [sizeOf(name, mixture), sizeOf(name, scaled(11_000))]
    expect(large).toBeGreaterThanOrEqual(small)
    expect(large).toBeLessThan(1.05 * small)
  })
})

test.each([
  ['html', 200_000],
  ['md', 60_000],
  ['text', 30_000],
  ['stix', 60_000],
  ['misp', 100_000],
])(
  '%s over twelve sources is under %i characters, in however many sets they hold persons',
  (name, most) => {
    expect(sizeOf(name, manySources())).toBeLessThan(most)
  },
)
