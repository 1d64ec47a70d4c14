/** Small patterns documents for tests: the golden ones, and ones made up from a few counts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Emission,
  Pattern,
  PatternSource,
  PatternsDocument,
} from '../../src/match/patterns.ts'

export interface Golden {
  readonly world: string
  /** What the first form of the method gave: share, and log10 ratios before guards and cap. */
  readonly expected: Readonly<Record<string, { share: number; floor: number; model: number }>>
  readonly document: PatternsDocument
}

export const GOLDENS = ['portal', 'mixture', 'older', 'unknown', 'padded'] as const

export function golden(name: (typeof GOLDENS)[number]): Golden {
  const file = join(import.meta.dirname, 'golden', `${name}.json`)
  return JSON.parse(readFileSync(file, 'utf8')) as Golden
}

export const SLOTS = ['phone', 'aadhaar', 'reference-id', 'name', 'yob', 'gender'] as const

/** A link code: levels of phone, Aadhaar, reference id, name, year of birth and gender. */
export const SAME = '110111'

export function source(
  id: number,
  role: PatternSource['role'],
  more: Partial<PatternSource> = {},
): PatternSource {
  return {
    id,
    name: ['portal', 'telecom', 'food'][id] ?? `source-${'abc'.charAt(id)}`,
    role,
    fields: ['phone', 'aadhaar', 'name', 'yob', 'gender'],
    collects: null,
    completeness: { kind: 'complete', fraction: 1 },
    rows: 20_000,
    dates: { taken: null, occurred: null, published: null },
    verifiedBy: null,
    partial: false,
    crowded: 0,
    ...more,
  }
}

export type Counted = readonly [links: readonly (string | null)[], n: number]

/** Records of one form (phone, Aadhaar and a two-word name) that are linked as listed. */
export function document(
  sources: readonly PatternSource[],
  records: readonly Counted[],
  probes: readonly (readonly Counted[])[],
): PatternsDocument {
  const bits = (links: readonly (string | null)[]): string =>
    links.map((code) => (code === null ? '0' : '1')).join('')
  const patterns: Pattern[] = records.map(([links, n]) => ({
    form: 0,
    links,
    rawHit: bits(links),
    ruledOut: '0'.repeat(sources.length),
    late: '0'.repeat(sources.length),
    questioned: '0'.repeat(sources.length),
    n,
  }))
  const emission: Emission[] = probes.flatMap((rows, from) =>
    rows.map(([links, n]) => ({ from, form: 0, self: SAME, links, rawHit: bits(links), n })),
  )
  const distinct = records.reduce((total, [, n]) => total + n, 0)
  return {
    schema: 'leakcheck.patterns/1',
    slots: SLOTS,
    dump: {
      name: 'dump',
      rows: distinct,
      distinct,
      unlinkable: 0,
      clusters: distinct,
      sharedPhones: { phones: 0, records: 0 },
      fields: ['phone', 'aadhaar', 'name', 'yob', 'gender'],
      treatment: { case: null, oneWord: false },
      partial: false,
      seen: null,
    },
    sources,
    forms: [
      { id: 0, filled: ['phone', 'aadhaar', 'name', 'yob', 'gender'], nameShape: '2', mask: 'pin' },
    ],
    patterns,
    emission,
    overlap: [],
    queries: null,
    tabulations: [],
    limits: [],
  }
}
