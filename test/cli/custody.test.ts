/** The case as evidence: the trail as people read it, holds, erasure, and what is asked of it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { Workplace } from './leakcheck.ts'

const CSV = 'mobile,pan,name\n9876501234,AAPFU0939F,Asha Kumari\n9876501235,,Ravi Varma\n'
const OLDER = 'mobile,name\n9876501235,R Varma\n'

const REASON = ['--reason', 'a test'] as const
const place = new Workplace()

beforeAll(async () => {
  await place.must(['init', '--noticed', new Date(Date.now() - 3_600_000).toISOString()])
  place.write('people.csv', CSV)
  place.write('older.csv', OLDER)
  await place.must(['ingest', 'people.csv', '--as', 'registry', '--name', 'portal'])
  await place.must(['ingest', 'people.csv', '--as', 'dump', '--name', 'dump'])
  const cut = place.write('cut.csv', `${OLDER}"98765`)
  await place.must(['ingest', cut, '--as', 'breach', '--name', 'older', '--allow-partial'])
  await place.must(['match', '--calibrate', '0'])
})

describe('the clock', () => {
  test('counts six hours from when the leak was noticed', async () => {
    expect(await place.must([])).toMatch(
      /Report to CERT-In: due [\d-]+ [\d:]+ UTC, [45] h \d+ min left/,
    )
    const late = new Workplace()
    await late.must(['init', '--noticed', '2023-06-12T09:30+05:30'])
    expect(await late.must([])).toMatch(
      /Report to CERT-In: was due 2023-06-12 10:00 UTC, \d+ h \d+ min ago/,
    )
    const silent = new Workplace()
    await silent.must(['init'])
    expect(await silent.must([])).not.toContain('CERT-In')
  })
})

interface Checked {
  readonly lines: readonly { line: number; kinds: string[]; sources: string[] }[]
  readonly partial: readonly string[]
}

describe('check', () => {
  const ask = (input: string, ...more: string[]) =>
    place.run(['check', ...REASON, ...more], { input })

  test('answers by line number, in any spelling, and repeats nothing that was asked', async () => {
    const asked = ['+91 98765-01234', '9876501235', '9811111112', '', 'nobody', 'aapfu 0939 f']
    const { code, out, err } = await ask(asked.join('\n'))
    expect(code).toBe(0)
    expect(out.split('\n').map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
      '1 portal, dump',
      '2 portal, dump, older',
      '3 not found (of older only the part that could be read)',
      '4 not an identifier that can be looked up',
      '5 not an identifier that can be looked up',
      '6 portal, dump',
      '',
    ])
    for (const text of ['98765', '01234', '9811', 'nobody', 'aapfu', 'AAPFU'])
      expect(out + err).not.toContain(text)
  })

  test('as JSON too, and with nothing asked', async () => {
    const { lines, partial } = JSON.parse((await ask('9876501235\n', '--json')).out) as Checked
    expect(lines).toEqual([
      { line: 1, kinds: ['phone', 'reference-id'], sources: ['portal', 'dump', 'older'] },
    ])
    expect(partial).toEqual(['older'])
    expect(JSON.parse((await ask('', '--json')).out).lines).toEqual([])
  })

  test('a tax number is looked for as the number that it holds', async () => {
    const { lines } = JSON.parse((await ask('27AAPFU0939F1ZV\n', '--json')).out) as Checked
    expect(lines[0]?.sources).toEqual(['portal', 'dump'])
  })

  test('is counted and reasoned in the trail, and not what was asked', async () => {
    await ask('9876501234\n9876501235\n')
    const { entries } = await place.json<{ entries: Record<string, unknown>[] }>(['log'])
    expect(entries.at(-1)).toMatchObject({
      action: 'check',
      lines: 2,
      reason: 'a test',
      bulk: false,
    })
    expect(JSON.stringify(entries)).not.toMatch(/98765/)
  })

  test('leaves nothing of what was asked in the case, in no spelling', async () => {
    await ask('9799112233\n97991-12233\nMARK.ME@POST.EXAMPLE\n')
    const bytes = readdirSync(place.path('.leakcheck')).map((name) =>
      readFileSync(place.path(`.leakcheck/${name}`)),
    )
    for (const mark of ['9799112233', '12233', 'MARK.ME', 'mark.me'])
      for (const form of [
        mark,
        Buffer.from(mark).toString('hex'),
        Buffer.from(mark).toString('base64').slice(0, 8),
      ])
        expect(
          bytes.some((file) => file.includes(form)),
          form,
        ).toBe(false)
  })

  test('needs a reason, takes no argument, and asks before it does thousands', async () => {
    expect((await place.run(['check'], { input: '9876501234' })).code).toBe(2)
    expect((await place.run(['check', '9876501234', ...REASON])).code).toBe(2)
    const many = '9876501234\n'.repeat(1001)
    expect(await ask(many)).toMatchObject({ code: 2, err: expect.stringContaining('--bulk') })
    expect((await ask(many, '--bulk')).out.trim().split('\n')).toHaveLength(1001)
  })

  test.each(['for 9876501234', 'mail asha@example.in', 'ABCPA1234A asked', '   '])(
    'refuses a reason that may name somebody: %s',
    async (reason) => {
      const { code, err } = await place.run(['check', '--reason', reason], { input: '' })
      expect(code).toBe(2)
      expect(err).not.toMatch(/98765|asha|ABCPA/)
    },
  )
})

describe('log', () => {
  test('tells what was done, in order, without the key', async () => {
    const text = await place.must(['log', '--key', 'absent'])
    expect(text.match(/\b(init|ingest|match|check)\b/g)?.slice(0, 5)).toEqual([
      'init',
      'ingest',
      'ingest',
      'ingest',
      'match',
    ])
  })

  test('its lines are those that the commands ended with', async () => {
    const { err } = await place.run(['report'])
    const [, sequence, hash] = /trail (\d+) ([0-9a-f]+)/.exec(err) ?? []
    const { entries } = await place.json<{ entries: { sequence: number; hash: string }[] }>(['log'])
    expect(entries.at(-1)).toMatchObject({
      sequence: Number(sequence),
      hash: expect.stringMatching(`^${hash}`),
    })
  })
})

describe('hold, forget, shred', () => {
  test('while a hold is on nothing is erased', async () => {
    await place.must(['hold', 'on', '--reason', 'a letter of the court'])
    expect(await place.must([])).toContain('On hold')
    for (const args of [['forget', 'older'], ['shred']])
      expect(await place.run([...args, ...REASON])).toMatchObject({
        code: 2,
        err: expect.stringContaining('on hold'),
      })
    expect(await place.must(['sources'])).toContain('older')
    await place.must(['hold', 'off', ...REASON])
    expect((await place.run(['hold', 'maybe', ...REASON])).code).toBe(2)
  })

  test('forget removes a source; the trail and the marked run stay', async () => {
    const { runs } = await place.json<{ runs: number[] }>(['forget', 'older', ...REASON])
    expect(runs).toEqual([1])
    expect(await place.must(['sources'])).not.toContain('older')
    expect((await place.run(['verify'])).code).toBe(0)
    const report = await place.json<ProvenanceDocument>(['report', '1'])
    expect(report.sources.map(({ name }) => name)).toContain('older')
    expect(report.limits.join()).toContain('older was removed from the case')
    expect(await place.must([])).toContain('it rests on forgotten older')
    expect(await place.must(['log'])).toMatch(/forget, source older/)
    expect((await place.run(['forget', 'older', ...REASON])).code).toBe(2)
  })

  test('what was forgotten can be ingested again, and a new run is not marked', async () => {
    await place.must(['ingest', 'older.csv', '--as', 'breach', '--name', 'older'])
    const document = await place.json<ProvenanceDocument>(['match', '--calibrate', '0'])
    expect((await place.json<ProvenanceDocument>(['report'])).limits).toEqual(document.limits)
    expect((await place.run(['verify'])).code).toBe(0)
  })

  test('shred destroys the key: what is sealed stays closed, the trail can be read', async () => {
    const folder = place.path('data/leakcheck/keys')
    const keyFile = `${folder}/${readdirSync(folder)[0]}`
    const line = readFileSync(keyFile, 'latin1')
    expect(await place.must(['shred', ...REASON])).toContain('is destroyed')
    expect(existsSync(keyFile)).toBe(false)
    expect((await place.run(['match'])).code).toBe(4)
    expect(await place.must(['log'])).toMatch(/shred/)
    place.write('kept.key', line)
    expect((await place.run(['verify', '--key', 'kept.key'])).code).toBe(4)
  })
})
