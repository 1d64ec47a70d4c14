/** case.db and its journal as an enemy may leave them: an error of ours, or the answer that was stored; never a crash, never another answer. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { log } from '../../src/case/log.ts'
import { withCase } from '../../src/case/open-case.ts'
import { listSources } from '../../src/case/sources.ts'
import { status } from '../../src/case/status.ts'
import { verify } from '../../src/case/verify.ts'
import { AppError } from '../../src/core/error.ts'
import type { Random } from '../../src/demo/random.ts'
import { LockedStore } from '../../src/store/case-store.ts'
import { FUZZ_TIMEOUT_MS, fuzz, mutated } from '../fuzz.ts'
import { CASE_FILE, everything, smallCase } from './small-case.ts'

const PAGE_BYTES = 4096

let environment: Environment
let whole: Buffer
let path: string
let answer: string

beforeAll(async () => {
  const made = await smallCase()
  environment = made.environment
  whole = made.bytes
  path = join(environment.workingFolder, CASE_FILE)
  answer = await withCase(environment, everything)
})

/** `null` where it succeeds. @throws whatever is no error of ours */
async function told(work: () => Promise<unknown>): Promise<AppError | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

async function judge(): Promise<void> {
  let read = ''
  const failure = await told(async () => {
    read = await withCase(environment, everything)
  })
  if (failure === null) expect(read === answer, 'what is read is what was stored').toBe(true)
  else expect([4, 5]).toContain(failure.exit)
  for (const shown of [listSources, log, status, (around: Environment) => verify(around, null)]) {
    const error = await told(() => shown(environment))
    if (error !== null) expect([4, 5]).toContain(error.exit)
  }
}

/** A database cut and put together again, beyond whose end SQLite reads; a run whose number no double can hold. */
const FOUND = { database: ['f50001ffcf61'], values: ['3e53e81ff8c8'] }

test('a mutated database', { timeout: FUZZ_TIMEOUT_MS }, () =>
  fuzz(
    'database',
    80,
    async (random) => {
      writeFileSync(path, mutated(random, whole, random.pick([1, 64, PAGE_BYTES])))
      rmSync(`${path}-journal`, { force: true })
      await judge()
    },
    FOUND.database,
  ),
)

test('a journal that somebody left there', { timeout: FUZZ_TIMEOUT_MS }, () =>
  fuzz('journal', 30, async (random) => {
    writeFileSync(path, whole)
    writeFileSync(`${path}-journal`, journal(random))
    await judge()
  }),
)

/** A rollback journal that would put mutated pages back. */
function journal(random: Random): Buffer {
  const header = Buffer.alloc(512)
  Buffer.from('d9d505f920a163d7', 'hex').copy(header)
  const [pages, nonce] = [random.between(0, 4), random.between(0, 2 ** 31 - 1)]
  const fields = [pages, nonce, whole.length / PAGE_BYTES, 512, PAGE_BYTES]
  for (const [i, field] of fields.entries()) header.writeUInt32BE(field, 8 + 4 * i)
  const records = Array.from({ length: pages }, () => {
    const number = random.between(1, whole.length / PAGE_BYTES)
    const page = whole.subarray((number - 1) * PAGE_BYTES, number * PAGE_BYTES)
    const changed = Buffer.alloc(PAGE_BYTES)
    mutated(random, page).copy(changed)
    let sum = nonce
    for (let at = PAGE_BYTES - 200; at > 0; at -= 200) sum = (sum + (changed[at] ?? 0)) % 2 ** 32
    const edges = [Buffer.alloc(4), Buffer.alloc(4)] as const
    edges[0].writeUInt32BE(number)
    edges[1].writeUInt32BE(sum)
    return Buffer.concat([edges[0], changed, edges[1]])
  })
  const made = Buffer.concat([header, ...records])
  return random.between(0, 3) === 0 ? mutated(random, made) : made
}

const TABLES = {
  case_file: ['case_id', 'check_value', 'commitment', 'created', 'noticed', 'operator', 'erasing'],
  source: ['id', 'name', 'role', 'stated'],
  file: ['id', 'source', 'name', 'sha256', 'bytes', 'options', 'ingested', 'account'],
  part: ['id', 'file', 'ordinal', 'records', 'layout', 'filled'],
  segment: ['part', 'kind', 'version', 'ordinal', 'count', 'box'],
  segment_index: ['part', 'kind', 'version', 'segments', 'tokens', 'box'],
  block: ['part', 'ordinal', 'count', 'box'],
  dictionary: ['part', 'attribute', 'count', 'box'],
  probe: ['part', 'count', 'box'],
  run: ['id', 'created', 'patterns', 'document'],
  trail: ['sequence', 'entry', 'hash', 'mac'],
} as const
const VALUES = [
  ...['NULL', '0', '1', '-1', '2147483648', '9007199254740993', "''", "'{}'", "'[]'", "'null'"],
  ...[
    "'1'",
    '\'{"__proto__":{"x":1}}\'',
    "x''",
    "x'00'",
    'zeroblob(100000)',
    "'\u202e'",
    "'[[[[1]]]]'",
  ],
] as const

test('values that no program of ours would store', { timeout: FUZZ_TIMEOUT_MS }, () =>
  fuzz(
    'values',
    100,
    async (random) => {
      writeFileSync(path, whole)
      rmSync(`${path}-journal`, { force: true })
      const { db } = LockedStore.open(path)
      db.pragma('foreign_keys = OFF')
      for (let i = random.between(1, 3); i > 0; i--) {
        const table = random.pick(Object.keys(TABLES) as (keyof typeof TABLES)[])
        const column = random.pick<string>(TABLES[table])
        const row = random.pick(['1', 'rowid = 1', 'rowid = 2', 'rowid % 2 = 0'])
        const text = `UPDATE ${table} SET ${column} = ${random.pick(VALUES)} WHERE ${row}`
        try {
          db.exec(random.between(0, 9) === 0 ? `DELETE FROM ${table} WHERE ${row}` : text)
        } catch {
          // The table itself refuses such a value.
        }
      }
      db.close()
      await judge()
    },
    FOUND.values,
  ),
)
