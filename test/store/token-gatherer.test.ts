import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Token } from '../../src/core/secret.ts'
import { BoxWriter } from '../../src/store/box-writer.ts'
import { createDatabase } from '../../src/store/database.ts'
import { PartReader } from '../../src/store/part-reader.ts'
import { Sealer } from '../../src/store/seal.ts'
import { addFile, addPart, addSource } from '../../src/store/sources.ts'
import { TokenGatherer } from '../../src/store/token-gatherer.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'

const layout = { identifiers: [], attributes: [], fingerprint: false }
const TOKENS = 30_000

/** A token for each number, 3 in 10 of them shared by two records. */
const tokenOf = (i: number): Token =>
  Uint8Array.from(
    createHash('sha256')
      .update(String(i % (TOKENS * 0.7)))
      .digest()
      .subarray(0, 16),
  ) as Token

test('tokens that were spilled on the way give the same segments as tokens that were not', () => {
  const sealer = new Sealer(CaseKey.generate())
  const db = createDatabase(join(mkdtempSync(join(tmpdir(), 'leakcheck-')), 'case.db'))
  db.exec('BEGIN')
  const source = addSource(db, 'portal', 'registry', {})
  const file = addFile(db, { source, name: 'f', options: '{}', ingested: '' })
  // In memory; in groups of leading bytes; in groups first and then byte by byte; byte by byte.
  const ways = [[2 ** 20], [1000, 32], [1000, 7], [1000, 0]]
  const stored = ways.map(([capacity, grouped], ordinal) => {
    const part = addPart(db, file, ordinal, layout)
    const boxes = new BoxWriter(db, sealer, part)
    const gatherer = new TokenGatherer(boxes, 'phone', '1', capacity, grouped)
    for (let i = 0; i < TOKENS; i++) gatherer.add(tokenOf(i), i)
    gatherer.finish()
    return new PartReader(db, sealer, { part, file, records: TOKENS, layout, filled: [] })
  })
  const [whole, ...spilled] = stored.map((part) => {
    const index = part.index('phone')
    return Array.from({ length: index?.segments ?? 0 }, (_, i) => part.segment('phone', i))
  })
  for (const own of spilled) expect(own).toEqual(whole)
  expect(whole?.reduce((sum, { count }) => sum + count, 0)).toBe(TOKENS)
  const all = Buffer.concat(whole?.map(({ tokens }) => tokens) ?? [])
  for (let i = 1; i < TOKENS; i++) {
    expect(all.compare(all, 16 * i - 16, 16 * i, 16 * i, 16 * i + 16)).toBeGreaterThanOrEqual(0)
  }
  expect(db.prepare('SELECT count(*) AS n FROM spill').get()).toEqual({ n: 0 })
})
