/** `report --evidence`, `--sign` and `verify REPORT` as they are typed: no case, no key, exit 5 where something does not follow. */
import { generateKeyPairSync, verify as verifyBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, test } from 'vitest'
import { type ReportVerification, verifyReport } from '../../src/case/verify-report.ts'
import { AppError } from '../../src/core/error.ts'
import { worldAround } from '../case/world-around.ts'
import { Workplace } from '../cli/leakcheck.ts'
import { changedAt, leavesOf } from './leaves.ts'

const place = new Workplace()
/** Another machine: no case in it, and no key. */
const elsewhere = new Workplace()
const read = (name: string): string => readFileSync(place.path(name), 'utf8')

const NAMES = ['Asha Rao', 'Vikram Iyer', 'Meena Das', 'Ravi Teja', 'Farah Khan', 'John Mathew']
const rows = (from: number, to: number, spelt: (name: string) => string): string =>
  Array.from({ length: to - from }, (_, i) => {
    const n = from + i
    const name = spelt(`${NAMES[n % NAMES.length]} ${'abcdefgh'.charAt(n % 8)}`)
    return `98${String(10_000_019 + 7_919 * n).slice(-8)},${name},${1950 + (n % 50)}`
  }).join('\n')
const HEADER = 'mobile,name,year of birth'
const sameSpelling = (name: string): string => name

function keyPair(name: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  for (const where of [place, elsewhere]) {
    where.write(`${name}.pem`, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    where.write(`${name}.pub.pem`, publicKey.export({ type: 'spki', format: 'pem' }))
  }
}

const verify = (...args: string[]) => elsewhere.run(['verify', ...args])
const tampered = (name: string, change: (report: Record<string, unknown>) => unknown): string =>
  elsewhere.write(name, JSON.stringify(change(JSON.parse(read('report.json')))))

beforeAll(async () => {
  await place.must(['init'])
  const ingest = async (file: string, text: string, ...as: string[]) => {
    place.write(file, `${HEADER}\n${text}\n`)
    await place.must(['ingest', file, '--as', ...as])
  }
  await ingest('dump.csv', rows(0, 120, sameSpelling), 'dump', '--name', 'seen')
  await ingest(
    'portal.csv',
    rows(0, 400, sameSpelling),
    'registry',
    '--name',
    'portal',
    '--complete',
  )
  const shortened = (name: string): string => name.split(' ').slice(0, 1).join(' ')
  await ingest('old.csv', rows(60, 500, shortened), 'breach', '--name', 'old', '--occurred', '2019')
  await place.must(['match', '--calibrate', '4', '--created', '2023-06-13T00:00:00Z'])
  keyPair('cert')
  keyPair('other')
  await place.must(['report', '--evidence', '--sign', 'cert.pem', '-o', 'report.json'])
  await place.must(['report', '-o', 'bare.json'])
  elsewhere.write('report.json', read('report.json'))
  elsewhere.write('bare.json', read('bare.json'))
})

describe('a report with its evidence', () => {
  test('follows, on a machine that has neither case nor key', async () => {
    const { code, out } = await verify('report.json', '--key', 'cert.pub.pem')
    expect(code).toBe(0)
    expect(out).toMatch(/recomputed: all \d+ figures and texts follow/)
    expect(out).toContain('signed with the key given')
  })

  test('follows in full: its pretend dumps, run again, give what was recorded', async () => {
    const { code, out } = await verify('report.json', '--full')
    expect(code).toBe(0)
    expect(out).toMatch(/its [1-9]\d* pretend dumps were run again and gave the same/)
    const file = tampered('runs.json', (report) =>
      changedAt(
        report,
        ['evidence', 'nullRuns', '0', 'ratios', '0', 'log10Lr'],
        (n) => Number(n) - 1,
      ),
    )
    const changed = await verify(file, '--full')
    expect(changed.code).toBe(5)
    expect(changed.out).toContain('evidence.nullRuns[0].ratios[0].log10Lr')
  })

  test('is TLP:RED, says so, and takes no other marking', async () => {
    expect(JSON.parse(read('report.json')).report.tlp).toBe('TLP:RED')
    expect((await place.run(['report', '--evidence', '--tlp', 'green'])).code).toBe(2)
  })

  test('tells its commitment without the evidence too, and the trail tells it', async () => {
    const [bare, whole] = [JSON.parse(read('bare.json')), JSON.parse(read('report.json'))]
    expect(bare.report.commitment).toBe(whole.report.commitment)
    expect(bare).not.toHaveProperty('evidence')
    const trail = await place.must(['log', '--json'])
    expect(trail).toContain(bare.report.commitment)
    const { sequence, hash } = bare.report.trail
    expect((await place.run(['verify', '--head', `${sequence}:${hash}`])).code).toBe(0)
  })

  test.each([
    ['records.distinct', ['records', 'distinct']],
    ['sources[portal].share.interval[1]', ['sources', '0', 'share', 'interval', '1']],
    ['method.seed', ['method', 'seed']],
  ])('a changed %s is named', async (figure, at) => {
    const file = tampered('changed.json', (report) => {
      const { signature: _signature, ...unsigned } = report
      return changedAt(unsigned, at, (leaf) => Number(leaf) * 0.5 + 0.25)
    })
    const { code, out } = await verify(file)
    expect(code).toBe(5)
    expect(out).toContain(`does not follow: ${figure} `)
  })

  test('a changed hash of an input is named', async () => {
    const file = tampered('hash.json', ({ signature: _signature, ...report }) =>
      changedAt(report, ['inputs', '1', 'sha256'], () => '0'.repeat(64)),
    )
    const { code, out } = await verify(file)
    expect(code).toBe(5)
    expect(out).toContain('inputs[portal.csv].sha256')
  })

  test('changed evidence is told, and what no longer follows from it', async () => {
    const file = tampered('evidence.json', (report) =>
      changedAt(report, ['evidence', 'patterns', 'patterns', '0', 'n'], (n) => Number(n) + 7),
    )
    const { code, out } = await verify(file)
    expect(code).toBe(5)
    expect(out).toContain('the evidence is not the one that the report commits to')
    expect(out).toContain('does not follow: ')
  })

  test('evidence that makes no sense is told of, not stumbled over', async () => {
    for (const evidence of [{}, { nonce: 7, patterns: null }]) {
      const { code, err, out } = await verify(
        tampered('senseless.json', (report) => ({ ...report, evidence })),
      )
      expect([code, err]).toEqual([5, ''])
      expect(out).toContain('the evidence cannot be computed with')
    }
  })
})

test('every kind of JSON report is of the schema that ships', async () => {
  const schema = new URL('../../schemas/report.schema.json', import.meta.url)
  const isReport = new Ajv2020({ allErrors: true }).compile(
    JSON.parse(readFileSync(schema, 'utf8')),
  )
  const texts = [
    read('report.json'),
    read('bare.json'),
    await place.must(['report', '--public', '--json']),
  ]
  for (const text of texts)
    expect(isReport(JSON.parse(text)), JSON.stringify(isReport.errors)).toBe(true)
  expect(isReport({ ...JSON.parse(read('bare.json')), report: {} })).toBe(false)
})

describe('a signature', () => {
  test('covers what no evidence covers', async () => {
    const file = tampered('earlier.json', (report) =>
      changedAt(report, ['report', 'tlp'], () => 'TLP:CLEAR'),
    )
    const { code, out } = await verify(file)
    expect(code).toBe(5)
    expect(out).toContain('the signature is not of this report')
  })

  test('of another key is told', async () => {
    const { code, out } = await verify('report.json', '--key', 'other.pub.pem')
    expect(code).toBe(5)
    expect(out).toContain('signed with another key')
  })

  test('that is asked for must be there', async () => {
    expect((await verify('bare.json', '--key', 'cert.pub.pem')).code).toBe(5)
    expect((await verify('bare.json')).code).toBe(0)
  })

  test('takes an Ed25519 key and nothing else', async () => {
    place.write('no.pem', 'not a key')
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    place.write('ec.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }))
    for (const key of ['no.pem', 'ec.pem', 'missing.pem'])
      expect((await place.run(['report', '--sign', key])).code).toBe(2)
  })

  test('of a page stands beside it, and any program that knows Ed25519 checks it', async () => {
    await place.must(['report', '--sign', 'cert.pem', '-o', 'signed.html'])
    const page = readFileSync(place.path('signed.html'))
    const signature = readFileSync(place.path('signed.html.sig'))
    expect(verifyBytes(null, page, read('cert.pub.pem'), signature)).toBe(true)
    const checked = await place.run(['verify', 'signed.html', '--key', 'cert.pub.pem'])
    expect([checked.code, checked.out]).toEqual([0, expect.stringContaining('as it was signed')])
    const other = await place.run(['verify', 'signed.html', '--key', 'other.pub.pem'])
    expect([other.code, other.out]).toEqual([5, expect.stringContaining('does not hold')])
    place.write('altered.html', `${read('signed.html')} `)
    place.write('altered.html.sig', signature)
    expect((await place.run(['verify', 'altered.html', '--key', 'cert.pub.pem'])).code).toBe(5)
    expect((await place.run(['verify', 'signed.html'])).err).toContain('hint: --key')
  })

  test('that could stand nowhere is refused, and none is left without its page', async () => {
    const { code, err } = await place.run(['report', '--sign', 'cert.pem', '--format', 'md'])
    expect([code, err]).toEqual([2, expect.stringContaining('hint: -o FILE')])
    place.write('taken.md', 'mine')
    expect((await place.run(['report', '--sign', 'cert.pem', '-o', 'taken.md'])).code).not.toBe(0)
    expect(read('taken.md')).toBe('mine')
    expect(existsSync(place.path('taken.md.sig'))).toBe(false)
  })
})

test('without evidence it says that nothing was recomputed', async () => {
  const { code, out } = await verify('bare.json')
  expect(code).toBe(0)
  expect(out).toContain('not recomputed')
  expect(
    (await elsewhere.json<{ recomputed: null }>(['verify', 'bare.json'])).recomputed,
  ).toBeNull()
})

test('a report by another method says so, before what does not follow', async () => {
  const file = tampered('older.json', ({ signature: _signature, ...report }) =>
    changedAt(report, ['method', 'constants'], () => '0123456789abcdef'),
  )
  const { code, out } = await verify(file)
  expect(code).toBe(5)
  expect(out).toContain('made by another method: its version is 1 (constants 0123456789abcdef)')
  expect((await verify('report.json')).out).not.toContain('another method')
})

test('any change of a report without evidence is told, if not which', async () => {
  const bare = JSON.parse(read('bare.json'))
  for (const at of [
    ['report', 'trail', 'hash'],
    ['report', 'preliminary'],
    ['limits', '0'],
  ]) {
    const file = elsewhere.write('slip.json', JSON.stringify(changedAt(bare, at, () => 'other')))
    const { code, out } = await verify(file)
    expect(code).toBe(5)
    expect(out).toContain('not as it was written')
  }
})

test('a member that is something else altogether is told or refused, never stumbled over', async () => {
  const bare = { ...JSON.parse(read('bare.json')), signature: {} }
  const strange = [null, 7, 'x', [], {}, { publicKey: 'AA==', value: 7 }]
  for (const member of [...Object.keys(bare), 'evidence']) {
    for (const value of strange) {
      const file = elsewhere.write('strange.json', JSON.stringify({ ...bare, [member]: value }))
      const outcome = await verifyReport(worldAround(), elsewhere.path(file), {
        key: null,
        isFull: false,
      }).catch((error: unknown) => error)
      const isRefused = outcome instanceof AppError && outcome.exit === 3
      const isTold =
        !(outcome instanceof Error) && (outcome as ReportVerification).faults.length > 0
      expect([member, value, isRefused || isTold]).toEqual([member, value, true])
    }
  }
})

test('what match prints is a report without anything around it', async () => {
  const { report: _report, ...document } = JSON.parse(read('bare.json'))
  elsewhere.write('match.json', JSON.stringify(document))
  const { code, out } = await verify('match.json')
  expect([code, out]).toEqual([0, expect.stringContaining('not recomputed')])
})

test('what is no report is refused with exit 3, what is not there with exit 2', async () => {
  elsewhere.write('text.json', 'no JSON, but 9876543210')
  elsewhere.write('list.json', '[]')
  elsewhere.write(
    'deep.json',
    `{"schema":"leakcheck.provenance/1","run":1,"dump":"x","evidence":{"nonce":"00","a":${'['.repeat(3000)}${']'.repeat(3000)}}}`,
  )
  for (const file of ['text.json', 'list.json', 'deep.json']) {
    const { code, err } = await verify(file)
    expect(code).toBe(3)
    expect(err).not.toContain('9876543210')
    expect(err).toContain('hint: ')
  }
  expect((await verify('missing.json')).code).toBe(2)
})

test('what changed since an earlier run is told', async () => {
  place.write('app.csv', `${HEADER}\n${rows(90, 300, sameSpelling)}\n`)
  await place.must(['ingest', 'app.csv', '--as', 'breach', '--name', 'app', '--occurred', '2020'])
  await place.must(['match', '--calibrate', '4'])
  const { report } = JSON.parse(await place.must(['report', '--json', '--since', '1']))
  expect(report.earlier).toHaveLength(1)
  expect(report.changes).toMatchObject({ run: 1 })
  const whats = report.changes.changes.map(({ what }: { what: string }) => what)
  expect(whats).toEqual(expect.arrayContaining(['source app', 'file']))
  for (const since of ['2', '9'])
    expect((await place.run(['report', '--since', since])).code).toBe(2)
})

test('the public version hides counts under ten and carries no evidence', async () => {
  expect((await place.run(['report', '--public', '--evidence'])).code).toBe(2)
  const text = await place.must(['report', '1', '--public', '--json'])
  const report = JSON.parse(text)
  expect(report.schema).toBe('leakcheck.provenance-public/1')
  const counts = leavesOf(
    [
      report.records,
      report.presentIn,
      report.sources.map((one: { agreement?: unknown }) => one.agreement),
    ],
    (leaf) => typeof leaf === 'number',
  )
  for (const at of counts) {
    const value = at.reduce<unknown>(
      (inner, key) => (inner as Record<string, unknown>)[key],
      [
        report.records,
        report.presentIn,
        report.sources.map((one: { agreement?: unknown }) => one.agreement),
      ],
    )
    expect(Number(value) % 10).toBe(0)
    expect(Number(value)).toBeGreaterThanOrEqual(10)
  }
  elsewhere.write('public.json', text)
  const { code, out } = await verify('public.json')
  expect([code, out]).toEqual([0, expect.stringContaining('not recomputed')])
})
