/** What scripts rely on: exit codes, one line and a hint, JSON and nothing else on standard output. */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands/index.ts'
import { Workplace } from './leakcheck.ts'

const CSV = 'mobile,name,yob\n9876501234,Asha Kumari,1980\n9876501235,Ravi Varma,1975\n'

const place = new Workplace()
beforeAll(async () => {
  await place.must(['init'])
  place.write('people.csv', CSV)
})

describe('errors are one line and a hint', () => {
  test.each([
    ['an unknown command', ['9876501234'], 2],
    ['an unknown option', ['match', '--9876501234'], 2],
    ['a missing option', ['ingest', 'people.csv'], 2],
    ['a role that is none', ['ingest', 'people.csv', '--as', '9876501234'], 2],
    ['a file that is not there', ['ingest', '9876501234.csv', '--as', 'dump', '--name', 'd'], 2],
    [
      'a name that may be an identifier',
      ['ingest', 'people.csv', '--as', 'dump', '--name', 'x9876501234'],
      2,
    ],
    [
      'a date that is none',
      ['ingest', 'people.csv', '--as', 'dump', '--name', 'd', '--seen', '2023-02-30'],
      2,
    ],
    [
      'a date that a role does not have',
      ['ingest', 'people.csv', '--as', 'dump', '--name', 'd', '--taken', '2023'],
      2,
    ],
    [
      'a name that steers a terminal',
      ['ingest', 'people.csv', '--as', 'dump', '--name', 'd\u001b[31m'],
      2,
    ],
    [
      'a column that may be an identifier',
      ['ingest', 'people.csv', '--as', 'dump', '--name', 'd', '--map', '9876501234=phone'],
      2,
    ],
    ['a time that is none', ['match', '--created', '9876501234 Asha'], 2],
    ['a declared name that may be an identifier', ['declare', '9876501234', '--as', 'breach'], 2],
    ['words that may be an identifier', ['init', 'other', '--operator', '98765 01234'], 2],
    ['a key in the folder of the case', ['key', 'export', '--plain', '-o', '.leakcheck/k'], 2],
    ['nothing to match', ['match'], 2],
    ['an unknown source', ['amend', '9876501234', '--taken', '2023'], 2],
    ['a folder without a case', ['sources', '--case', '/nonexistent-9876501234'], 4],
    ['a key that is not there', ['match', '--key', 'absent-9876501234.key'], 4],
  ])('%s', async (_what, args, code) => {
    const outcome = await place.run(args)
    expect(outcome.code).toBe(code)
    expect(outcome.out).toBe('')
    expect(outcome.err).toMatch(/^leakcheck: [^\n]+\nhint: [^\n]+\n$/)
    expect(outcome.err).not.toContain('9876501234')
    expect(outcome.err).not.toMatch(/\bat .*:\d+/)
  })

  test('an error tells wrong, cut and exposed keys apart', async () => {
    const key = place.path('data/leakcheck/keys')
    const [name] = readFolder(key)
    const line = readFileSync(`${key}/${name}`, 'latin1')
    const attempt = async (text: string, mode = 0o600) => {
      writeFileSync(place.path('other.key'), text)
      chmodSync(place.path('other.key'), mode)
      return place.run(['match', '--key', 'other.key'])
    }
    const other = new Workplace()
    await other.must(['init', '--key', 'k'])
    const outcomes = [
      await attempt(line.slice(0, 40)),
      await attempt(line.replace(/.(?=.\n$)/, (c) => (c === '0' ? '1' : '0'))),
      await attempt(readFileSync(other.path('k'), 'latin1')),
      await attempt(line, 0o644),
    ]
    expect(outcomes.map(({ code }) => code)).toEqual([4, 4, 4, 4])
    expect(new Set(outcomes.map(({ err }) => err)).size).toBe(4)
  })
})

const readFolder = (folder: string): string[] =>
  spawnSync('ls', [folder]).stdout.toString().trim().split('\n')

describe('JSON', () => {
  test.each([
    [['sources'], 'leakcheck.sources/1'],
    [['verify'], 'leakcheck.verify/1'],
    [['key', 'show'], 'leakcheck.key/1'],
    [[], 'leakcheck.status/1'],
  ])('%s, in an empty case too', async (args, schema) => {
    const outcome = await place.run([...args, '--json'])
    expect(outcome.code).toBe(0)
    expect(JSON.parse(outcome.out).schema).toBe(schema)
  })

  test('a dry run says what would be stored and stores nothing', async () => {
    const args = ['ingest', 'people.csv', '--as', 'dump', '--name', 'dry', '--dry-run']
    const document = await place.json<{ files: { records: number }[] }>(args)
    expect(document.files[0]?.records).toBe(2)
    expect(await place.must(['sources'])).not.toContain('dry')
  })
})

describe('the same file again', () => {
  const args = ['ingest', 'people.csv', '--as', 'breach', '--name', 'twice']
  beforeAll(async () => void (await place.must(args)))

  test('changes nothing and says so', async () => {
    const before = readFileSync(place.path('.leakcheck/case.db'))
    const document = await place.json<{ files: { alreadyIngested: boolean }[] }>(args)
    expect(document.files[0]?.alreadyIngested).toBe(true)
    expect(readFileSync(place.path('.leakcheck/case.db')).equals(before)).toBe(true)
  })

  test('from standard input too', async () => {
    const outcome = await place.run(
      ['ingest', '-', '--as', 'breach', '--name', 'twice', '--json'],
      { input: CSV },
    )
    expect(JSON.parse(outcome.out).files[0].alreadyIngested).toBe(true)
  })

  test('with other options is refused', async () => {
    const { code, err } = await place.run([...args, '--map', 'yob=field:year'])
    expect([code, err]).toEqual([2, expect.stringContaining('forget')])
  })

  test('under another role is refused', async () => {
    expect(
      (await place.run(['ingest', 'people.csv', '--as', 'registry', '--name', 'twice'])).code,
    ).toBe(2)
  })

  test('stated otherwise is refused, and amend changes it', async () => {
    expect(await place.run([...args, '--occurred', '2019'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('amend'),
    })
    place.write('more.csv', CSV.replaceAll('98765', '98764'))
    const more = ['ingest', 'more.csv', '--as', 'breach', '--name', 'twice', '--occurred', '2020']
    expect(await place.run(more)).toMatchObject({ code: 2, err: expect.stringContaining('amend') })
    await place.must(['amend', 'twice', '--occurred', '2020'])
    await place.must(more)
  })
})

describe('cut and damaged input', () => {
  test('is never taken for a whole file', async () => {
    place.write('cut.csv', `${CSV}"9876501236,Mina`)
    const args = ['ingest', 'cut.csv', '--as', 'breach', '--name', 'cut']
    const refused = await place.run(args)
    expect(refused.code).toBe(3)
    expect(await place.must(['sources'])).not.toContain('cut')
    const partial = await place.json<{ files: { complete: boolean; records: number }[] }>([
      ...args,
      '--allow-partial',
    ])
    expect(partial.files[0]).toMatchObject({ complete: false, records: 2 })
    expect(await place.must(['sources'])).toContain('PARTIAL')
  })

  test.each([
    ['empty', ''],
    ['without an identifier', 'a,b\n1,2\n3,4\n'],
    ['not text', Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 7])],
  ])('a file that is %s cannot be understood', async (_what, content) => {
    place.write('odd.bin', content)
    expect((await place.run(['ingest', 'odd.bin', '--as', 'breach', '--name', 'odd'])).code).toBe(3)
    expect(await place.must(['sources'])).not.toContain('odd')
  })
})

describe('help', () => {
  test('names every command', async () => {
    const help = await place.must(['--help'])
    for (const { name, summary } of COMMANDS)
      expect(help).toContain(`${name} `.trimEnd() && summary)
  })

  test.each(COMMANDS.map(({ name }) => name))('%s shows examples', async (name) => {
    const args = name === 'key' ? ['key', 'show', '--help'] : [name, '--help']
    expect(await place.must(args)).toMatch(/Examples:\n( {2}leakcheck .*\n?)+/)
  })
})

describe('the case', () => {
  test('is found from a folder below, and by name', async () => {
    place.write('deep/er/file', '')
    const below = await place.run(['sources', '--case', 'deep/../.'])
    expect(below.code).toBe(0)
    const other = new Workplace()
    await other.must(['init', 'my-case'])
    expect((await other.run(['sources'])).code).toBe(4)
    expect((await other.run(['sources', '--case', 'my-case'])).code).toBe(0)
    expect((await other.run(['sources'], { env: { LEAKCHECK_CASE: 'my-case' } })).code).toBe(0)
  })

  test('is not started twice, and its key never lies in it', async () => {
    expect((await place.run(['init'])).code).toBe(2)
    const other = new Workplace()
    expect((await other.run(['init', '--key', '.leakcheck/k'])).code).toBe(2)
    expect(existsSync(other.path('.leakcheck'))).toBe(false)
  })

  test('opens with its passphrase and not with another', async () => {
    const other = new Workplace()
    await other.must(['init', '--passphrase'], { env: { LEAKCHECK_PASSPHRASE: 'six blue owls' } })
    expect(
      (await other.run(['key', 'show'], { env: { LEAKCHECK_PASSPHRASE: 'six blue owls' } })).code,
    ).toBe(0)
    expect(
      (await other.run(['key', 'show'], { env: { LEAKCHECK_PASSPHRASE: 'six red owls' } })).code,
    ).toBe(4)
    expect((await other.run(['key', 'show'])).code).toBe(4)
  })

  test('an old Node is told so in one line', () => {
    const old = '/usr/bin/node'
    if (!existsSync(old) || /^v2[4-9]/.test(spawnSync(old, ['--version']).stdout.toString())) return
    const { status, stderr } = spawnSync(old, ['bin/leakcheck.js', 'sources'])
    expect(status).toBe(1)
    expect(stderr.toString()).toMatch(
      /^leakcheck: this is Node [\d.]+, and leakcheck needs 24\.12 or newer\nhint: /,
    )
  })
})
