/** Archives on the command line: their options, what they are told of, and that their names and passwords stay where they are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Random } from '../../src/demo/random.ts'
import { toZip } from '../evidence/zip.ts'
import { Workplace } from './leakcheck.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')

async function workplace(): Promise<Workplace> {
  const place = new Workplace()
  await place.must(['init'])
  return place
}

test('an encrypted archive opens with the first line of a file', async () => {
  const place = await workplace()
  const path = place.write('leak.7z', readFileSync(join(FIXTURES, '7z/aes-names.7z')))
  const locked = await place.run(['ingest', path, '--as', 'dump'])
  expect([locked.code, locked.err]).toEqual([
    3,
    'leakcheck: leak.7z is encrypted\nhint: --archive-password-file FILE names the file that holds its password\n',
  ])
  const password = place.write('password.txt', 'secret\r\nnot this\n')
  const open = ['--archive-password-file', password]
  expect(await place.must(['inspect', path, ...open])).toContain('leak.7z/registry.csv: csv')
  expect(await place.must(['ingest', path, '--as', 'dump', ...open])).toContain(
    'leak.7z/registry.csv: 8 records of 8 rows into leak (dump)',
  )
  const other = place.write('other.txt', 'hunter2\n')
  const wrong = await place.run(['inspect', path, '--archive-password-file', other])
  expect([wrong.code, wrong.err]).toEqual([
    3,
    expect.stringContaining('the password does not open leak.7z'),
  ])
  expect(wrong.out + wrong.err).not.toContain('hunter2')
  const registry = place.write('registry.csv', readFileSync(join(FIXTURES, 'csv/registry.csv')))
  const told = await place.must(['ingest', registry, '--as', 'registry', '--name', 'portal'])
  expect(told).toContain(
    'registry.csv: leak holds the same content, byte for byte: these are not independent sources',
  )
  await place.must(['match', '--calibrate', '0'])
  const unopened = await place.run(['replay', path, registry])
  expect([unopened.code, unopened.err]).toEqual([3, locked.err])
  expect(await place.must(['replay', path, registry, ...open])).toContain('comes out the same')
})

test('what is left out is told, and names that tell on somebody are not', async () => {
  const place = await workplace()
  const path = place.write('leak.zip', readFileSync(join(FIXTURES, 'zip/odd-members.zip')))
  const out = await place.must(['ingest', path, '--as', 'dump'])
  expect(out).toContain('leak.zip/member-2: 4 records of 4 rows')
  expect(out).toContain('leak.zip: members left out: 1 link, 1 empty, 2 hidden')
  const { files } = await place.json<{ files: { name: string; archive: unknown }[] }>([
    'ingest',
    path,
    '--as',
    'dump',
    '--json',
  ])
  expect(files.map(({ archive }) => archive)).toEqual([
    expect.objectContaining({ name: 'leak.zip' }),
    expect.objectContaining({ name: 'leak.zip' }),
  ])
})

test('a kill at any moment leaves all members of an archive or none', async () => {
  const place = await workplace()
  const members = [10_000, 50_000].map((from) => ({
    name: `${from / 10_000}.csv`,
    content: `mobile,name\n${Array.from({ length: 8000 }, (_, i) => `98765${from + i},Asha Kumari\n`).join('')}`,
  }))
  const path = place.write('leak.zip', toZip(members))
  const ingest = (name: string) => ['ingest', path, '--as', 'breach', '--name', name]
  const started = performance.now()
  await place.must(ingest('timed'))
  const wholeMs = performance.now() - started
  const random = new Random('kills of an archive')
  for (const name of ['a', 'b', 'c', 'd']) {
    const killAfterMs = Math.round((random.between(0, 1000) / 1000) * wholeMs)
    await place.run(ingest(name), { killAfterMs })
    const { sources } = await place.json<{ sources: { files: unknown[]; records: number }[] }>([
      'sources',
    ])
    for (const { files, records } of sources) expect([files.length, records]).toEqual([2, 16_000])
    expect((await place.run(['verify'])).code).toBe(0)
  }
})

test('a limit is raised by its name', async () => {
  const place = await workplace()
  const csv = 'mobile,name\n9876501234,Asha Kumari\n'
  const inner = toZip([{ name: 'a.csv', content: csv }])
  const nested = [1, 2, 3].reduce((content) => toZip([{ name: 'b.zip', content }]), inner)
  const path = place.write('leak.zip', nested)
  const deep = await place.run(['ingest', path, '--as', 'dump'])
  expect([deep.code, deep.err]).toEqual([
    3,
    'leakcheck: the file is packed more than 3 times over\nhint: --archive-limit depth=NUMBER raises it, for a file that you trust\n',
  ])
  await place.must(['ingest', path, '--as', 'dump', '--archive-limit', 'depth=4'])
})

test.each([['9876501234'], ['depth'], ['depth=0'], ['depth=-1'], ['width=9'], ['depth=9e9']])(
  '--archive-limit %s is wrong usage, and is not repeated',
  async (limit) => {
    const { code, err } = await new Workplace().run(['inspect', 'x', '--archive-limit', limit])
    expect(code).toBe(2)
    expect(err).toContain('leakcheck: --archive-limit takes a limit and a number')
    expect(err).not.toContain('9876501234')
  },
)

test('a password file that is not there is wrong usage, and is not named', async () => {
  const { code, err } = await new Workplace().run([
    'inspect',
    'x',
    '--archive-password-file',
    '9876501234.txt',
  ])
  expect(code).toBe(2)
  expect(err).toMatch(/^leakcheck: the password file cannot be read\n/)
  expect(err).not.toContain('9876501234')
})
