/** One byte changed anywhere in case.db, or its end cut off: told, or without effect; never a crash, never another answer. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { withCase } from '../../src/case/open-case.ts'
import { sourcesOf } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import { AppError } from '../../src/core/error.ts'
import { Random } from '../../src/demo/random.ts'
import { LockedStore } from '../../src/store/case-store.ts'
import { CASE_FILE, everything, smallCase } from './small-case.ts'

/** `DAMAGE=1 npx vitest run test/store/damage.test.ts` changes every byte, 2 every other; without it, some from a fixed seed. */
const STEP = Number(process.env['DAMAGE'] ?? 0)
const SAMPLE = 250
/** Where Linux lists the files that this process has open. */
const HANDLES = '/proc/self/fd'
const random = new Random('damage')

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

/** `told`: an error of ours; else what `match` would read. */
async function reading(): Promise<{ told: AppError | null; answer: string | null }> {
  try {
    return { told: null, answer: await withCase(environment, everything) }
  } catch (error) {
    if (error instanceof AppError) return { told: error, answer: null }
    throw error
  }
}

async function isTold(): Promise<boolean> {
  try {
    return (await verify(environment, null)).faults.length > 0
  } catch (error) {
    if (error instanceof AppError) return error.exit === 4 || error.exit === 5
    throw error
  }
}

/** What stands in clear is shown without the key too: wrong it may be, but never a crash. */
function showsWithoutKey(): void {
  try {
    const store = LockedStore.open(path)
    try {
      sourcesOf(store.db)
    } finally {
      store.close()
    }
  } catch (error) {
    if (!(error instanceof AppError) && !/^SQLITE_/.test(String((error as { code?: string }).code)))
      throw error
  }
}

async function outcomeOf(bytes: Buffer): Promise<'told' | 'unread'> {
  writeFileSync(path, bytes)
  writeFileSync(`${path}-journal`, '')
  showsWithoutKey()
  const read = await reading()
  const told = await isTold()
  if (read.told !== null) {
    expect([4, 5]).toContain(read.told.exit)
    expect(told, 'a damage that stops match is told by verify').toBe(true)
    return 'told'
  }
  expect(read.answer === answer, 'what is read is what was stored').toBe(true)
  return told ? 'told' : 'unread'
}

describe('damage', () => {
  test('the case is whole to begin with', async () => {
    expect(await outcomeOf(whole)).toBe('unread')
  })

  test('of one byte is told, or in a place that nothing reads', {
    timeout: 7_200_000,
  }, async () => {
    const outcomes = { told: 0, unread: 0 }
    for (const at of places(whole.length)) {
      const bytes = Buffer.from(whole)
      bytes[at] = (whole[at] ?? 0) ^ random.between(1, 255)
      try {
        outcomes[await outcomeOf(bytes)] += 1
      } catch (cause) {
        throw new Error(`byte ${at} to ${bytes[at]}`, { cause })
      }
    }
    expect(outcomes.told).toBeGreaterThan(0)
    if (STEP > 0) process.stdout.write(`${JSON.stringify(outcomes)}\n`)
  })

  test.skipIf(!existsSync(HANDLES))('that stops an opening leaves no file open', async () => {
    const handles = () => readdirSync(HANDLES).length
    const bytes = Buffer.from(whole)
    bytes.fill(0xff, 4096, 8192)
    expect(await outcomeOf(bytes)).toBe('told')
    const before = handles()
    for (let i = 0; i < 20; i++) await outcomeOf(bytes)
    expect(handles()).toBeLessThan(before + 20)
  })

  test.each([0, 50, 100, 4096, 20_000, -4096, -8191])(
    'of the end is told: cut at %i',
    async (end) => {
      expect(await outcomeOf(whole.subarray(0, end))).toBe('told')
    },
  )

  test('of the last byte alone: SQLite reads a zero beyond the end', async () => {
    const outcome = whole.at(-1) === 0 ? 'unread' : 'told'
    expect(await outcomeOf(whole.subarray(0, -1))).toBe(outcome)
  })
})

const places = (length: number): number[] =>
  STEP > 0
    ? Array.from({ length: Math.ceil(length / STEP) }, (_, i) => i * STEP)
    : Array.from({ length: SAMPLE }, () => random.between(0, length - 1))
