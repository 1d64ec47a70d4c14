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
  const stored = [2 ** 20, 1000].map((capacity, ordinal) => {
    const part = addPart(db, file, ordinal, layout)
    const gatherer = new TokenGatherer(new BoxWriter(db, sealer, part), 'phone', '1', capacity)
    for (let i = 0; i < TOKENS; i++) gatherer.add(tokenOf(i), i)
    gatherer.finish()
    return new PartReader(db, sealer, { part, file, records: TOKENS, layout, filled: [] })
  })
  const [whole, spilled] = stored.map((part) => {
    const index = part.index('phone')
    return Array.from({ length: index?.segments ?? 0 }, (_, i) => part.segment('phone', i))
  })
  expect(spilled).toEqual(whole)
  expect(whole?.reduce((sum, { count }) => sum + count, 0)).toBe(TOKENS)
  const all = Buffer.concat(whole?.map(({ tokens }) => tokens) ?? [])
  for (let i = 1; i < TOKENS; i++) {
    expect(all.compare(all, 16 * i - 16, 16 * i, 16 * i, 16 * i + 16)).toBeGreaterThanOrEqual(0)
  }
  expect(db.prepare('SELECT count(*) AS n FROM spill').get()).toEqual({ n: 0 })
})
