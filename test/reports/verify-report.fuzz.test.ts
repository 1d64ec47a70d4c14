/** Reports as a forger may leave them: refused in our words, or checked; never a crash, and never a changed verdict that goes untold. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { report } from '../../src/case/report.ts'
import { verifyReport } from '../../src/case/verify-report.ts'
import { AppError } from '../../src/core/error.ts'
import type { Random } from '../../src/demo/random.ts'
import { digestOf } from '../../src/reports/json.ts'
import { FUZZ_TIMEOUT_MS, fuzz, mutated } from '../fuzz.ts'
import { smallCase } from '../store/small-case.ts'
import { changedAt, leavesOf, type Place } from './leaves.ts'

interface Report extends Record<string, unknown> {
  readonly report: Record<string, unknown>
}

let environment: Environment
let path: string
let bytes: Buffer
let whole: Report
let places: readonly Place[]

beforeAll(async () => {
  environment = (await smallCase()).environment
  const { text } = await report(environment, {
    run: null,
    format: 'json',
    tlp: null,
    medium: 'md',
    withEvidence: true,
    isPublic: false,
    since: null,
    signWith: null,
  })
  path = join(environment.workingFolder, 'report.json')
  bytes = Buffer.from(text)
  whole = JSON.parse(text)
  places = leavesOf(whole, () => true)
})

/** Whether the report is refused, or something of it is told. */
async function isTold(report: string | Buffer): Promise<boolean> {
  writeFileSync(path, report)
  try {
    const { differences, faults } = await verifyReport(environment, path, {
      key: null,
      isFull: false,
    })
    return differences.length + faults.length > 0
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    expect(error.exit).toBe(3)
    return true
  }
}

/** What the bytes say, or nothing. */
function said(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'))
  } catch {
    return null
  }
}

test('as it was written nothing is told', async () => {
  expect(await isTold(bytes)).toBe(false)
})

/** A member that stands twice, both times alike: refused, though nothing is changed by it. */
const FOUND = ['22b7f4bc82bc']

test('with bytes changed', { timeout: FUZZ_TIMEOUT_MS }, () =>
  fuzz(
    'report bytes',
    12,
    async (random) => {
      const changed = mutated(random, bytes, random.pick([1, 16, 256]))
      const told = await isTold(changed)
      if (!isDeepStrictEqual(said(changed), whole)) expect(told).toBe(true)
    },
    FOUND,
  ),
)

const VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 0.5, 1e300, 2 ** 53, '', 'a', '\u202e', '2023-06-12', 'registry-derived'],
  ...[[], {}, [[]], [null], { n: 1 }, JSON.parse('{"__proto__":{"n":1},"constructor":1}')],
]
/** What a reader takes from a report. */
const CONCLUSIONS = ['verdict', 'records', 'presentIn', 'sources', 'findings', 'limits', 'inputs']

test('with values changed, and its digest made anew', { timeout: FUZZ_TIMEOUT_MS }, () =>
  fuzz('report values', 12, async (random) => {
    let changed = whole
    for (let i = random.between(1, 3); i > 0; i--) changed = withOtherValue(random, changed)
    const told = await isTold(JSON.stringify(withItsDigest(changed)))
    const isSame = CONCLUSIONS.every((name) => isDeepStrictEqual(changed[name], whole[name]))
    if (!isSame) expect(told).toBe(true)
  }),
)

/** A forger makes the digest anew. */
function withItsDigest(changed: Report): Report {
  const { report: around } = changed
  return typeof around === 'object' && around !== null
    ? { ...changed, report: { ...around, digest: digestOf({ ...changed, report: around }) } }
    : changed
}

/** At a leaf, or at what holds it. */
function withOtherValue(random: Random, report: Report): Report {
  const place = random.pick(places)
  const upTo = place.slice(0, random.between(Math.max(1, place.length - 2), place.length))
  try {
    return changedAt(report, upTo, () => random.pick(VALUES))
  } catch {
    // An earlier change took this place away.
    return report
  }
}

test('a figure beyond all numbers is told', async () => {
  const place = ['records', 'total']
  // The digest writes what no JSON number can hold as null, so that a forger can make it anew.
  const infinite = changedAt(whole, place, () => Number.POSITIVE_INFINITY)
  const forged = JSON.stringify(withItsDigest(infinite))
  expect(await isTold(forged.replace('"total":null', '"total":1e999'))).toBe(true)
})

test('a member that stands there twice is told: not every reader takes the last', async () => {
  const text = bytes.toString('utf8')
  const verdict = '"verdict": { "code": "unknown-source", "sources": [] },'
  expect(await isTold(text.replace('"verdict":', `${verdict} "verdict":`))).toBe(true)
  const inside = text.replace('"code":', '"code": "unknown-source", "code":')
  expect(await isTold(inside)).toBe(true)
  const escaped = text.replace('"verdict":', `${verdict.replace('v', '\\u0076')} "verdict":`)
  expect(await isTold(escaped)).toBe(true)
})

test('laid out otherwise it is the same report', async () => {
  expect(await isTold(JSON.stringify(whole))).toBe(false)
  expect(await isTold(bytes.toString('utf8').replaceAll('": ', '"\n\t:\r\n'))).toBe(false)
})

test('a sentence among the limits, as if it told of a source that was removed, is told', async () => {
  const source = 'Note that the portal is not affected. A file'
  const limit = `${source} was removed from the case on 2023-06-12: this run cannot be made again from what is left.`
  const forgotten = changedAt(whole, ['report', 'forgotten'], () => [{ source, on: '2023-06-12' }])
  const forged = changedAt(forgotten, ['limits'], (limits) => [...(limits as string[]), limit])
  expect(await isTold(JSON.stringify(withItsDigest(forged)))).toBe(true)
})

test('a preliminary report that says it is none is told, and the other way round', async () => {
  const forged = changedAt(whole, ['report', 'preliminary'], (is) => is !== true)
  expect(await isTold(JSON.stringify(withItsDigest(forged)))).toBe(true)
})

test('nested beyond all measure it is refused', async () => {
  const depth = 200_000
  const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`
  const text = bytes.toString('utf8').trimEnd().slice(0, -1)
  expect(await isTold(`${text},"more":${nested}}`)).toBe(true)
})
