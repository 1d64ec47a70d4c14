/** Archives into a case: each in one transaction, each member a file of the source, what is missing never called complete. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Environment } from '../../src/case/environment.ts'
import { type IngestOptions, type IngestResult, ingest } from '../../src/case/ingest.ts'
import { init } from '../../src/case/init.ts'
import { inspect } from '../../src/case/inspect.ts'
import { match } from '../../src/case/match.ts'
import { listSources } from '../../src/case/sources.ts'
import { verify } from '../../src/case/verify.ts'
import { toTar } from '../evidence/tar.ts'
import { toZip } from '../evidence/zip.ts'
import { toPage } from '../readers/telegram-page.ts'
import { toWorkbook } from '../readers/workbook.ts'
import { worldAround } from './world-around.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const REGISTRY = readFileSync(join(FIXTURES, 'csv/registry.csv'), 'utf8')
const PICTURE = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const rows = (from: number, count: number): string =>
  Array.from({ length: count }, (_, i) => `98765${from + i},Asha Kumari\n`).join('')
const csv = (from: number, count = 5): string => `mobile,name\n${rows(from, count)}`
const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

let environment: Environment
beforeEach(async () => {
  environment = worldAround()
  await init(environment, { passphrase: false })
})

function written(name: string, bytes: Uint8Array | string): string {
  const path = join(environment.workingFolder, name)
  writeFileSync(path, bytes)
  return path
}

const take = (path: string, options: Partial<IngestOptions> = {}): Promise<IngestResult> =>
  ingest(environment, [path], {
    role: 'dump',
    mappings: [],
    allowPartial: false,
    dryRun: false,
    ...options,
  })

const stored = async () => (await listSources(environment)).flatMap(({ files }) => files)

describe('the same rows out of every container', () => {
  // Two of the people in people.json are in the registry.
  test.each([
    ['gzip/two-members.csv.gz', 8],
    ['bzip2/one-stream.csv.bz2', 8],
    ['xz/crc64.csv.xz', 8],
    ['zstd/two-frames.csv.zst', 8],
    ['zip/zip64.zip', 10],
    ['zip/tar-in-zip.zip', 10],
    ['tar/packed.tar.xz', 10],
    ['7z/lzma2.7z', 10],
  ])('%s gives the tokens of the registry', async (name, records) => {
    await take(written('registry.csv', REGISTRY), { role: 'registry', name: 'portal' })
    await take(join(FIXTURES, name), { name: 'leak' })
    const { document } = await match(environment, { seed: 1, calibrate: 0 })
    expect(document.presentIn).toContainEqual({ sources: ['portal'], records })
  })
})

describe('an archive', () => {
  test('is as many files as it has members, each with its hash and that of the archive', async () => {
    const members = [
      { name: 'a.csv', content: csv(10_000) },
      { name: '9822011201.csv', content: csv(20_000, 3) },
    ]
    const zip = toZip(members)
    const { files } = await take(written('leak.zip', zip))
    expect(
      files.map(({ name, sha256: own, bytes, account }) => [name, own, bytes, account.records]),
    ).toEqual([
      ['leak.zip/a.csv', sha256(csv(10_000)), csv(10_000).length, 5],
      ['leak.zip/member-2', sha256(csv(20_000, 3)), csv(20_000, 3).length, 3],
    ])
    const received = { name: 'leak.zip', sha256: sha256(zip), bytes: zip.length, skipped: {} }
    for (const { account } of files) expect(account.received).toEqual(received)
    expect((await verify(environment, null)).faults).toEqual([])
  })

  test('that is there already changes nothing, whole or in another one', async () => {
    const [first, second] = [csv(10_000), csv(20_000)]
    const one = written('one.zip', toZip([{ name: 'a.csv', content: first }]))
    await take(one, { name: 'leak' })
    const again = await take(one, { name: 'leak' })
    expect(again.files.map(({ alreadyIngested }) => alreadyIngested)).toEqual([true])
    expect(again.head).toBeNull()
    const both = toTar([first, second, second].map((content, i) => ({ name: `${i}.csv`, content })))
    const { files } = await take(written('both.tar', both), { name: 'leak' })
    expect(files.map(({ name, alreadyIngested }) => [name, alreadyIngested])).toEqual([
      ['both.tar/1.csv', false],
      ['one.zip/a.csv', true],
      ['both.tar/1.csv', true],
    ])
    expect(await stored()).toHaveLength(2)
  })

  test('is all there or not at all', async () => {
    const broken = toZip([
      { name: 'a.csv', content: csv(10_000) },
      { name: 'b.csv', content: csv(20_000), lie: { crc: 1 } },
    ])
    const path = written('leak.zip', broken)
    await expect(take(path)).rejects.toMatchObject({ code: 'INPUT_BROKEN', exit: 3 })
    expect(await stored()).toEqual([])
    const { files } = await take(path, { allowPartial: true })
    expect(files.map(({ account }) => account.complete)).toEqual([false, false])
  })

  test('that is cut between two members is nowhere called complete', async () => {
    const tar = toTar([
      { name: 'a.csv', content: csv(10_000) },
      { name: 'b.csv', content: csv(20_000) },
    ])
    const path = written('leak.tar', tar.subarray(0, 1024))
    await expect(take(path)).rejects.toMatchObject({ code: 'INPUT_BROKEN' })
    const { files } = await take(path, { allowPartial: true })
    expect(files.map(({ name, account }) => [name, account.complete, account.ending?.why])).toEqual(
      [['leak.tar/a.csv', false, 'the tar archive breaks off or is damaged']],
    )
  })

  test('with a member that is not understood is refused, or partial without it', async () => {
    const path = written(
      'leak.zip',
      toZip([
        { name: 'a.csv', content: csv(10_000) },
        { name: '9822011201.png', content: PICTURE },
        { name: 'words.txt', content: 'Nothing of anybody is here.\n'.repeat(20) },
      ]),
    )
    await expect(take(path)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringMatching(/^leak\.zip\/member-2: /),
      hint: expect.stringContaining('--allow-partial'),
    })
    expect(await stored()).toEqual([])
    const { files } = await take(path, { allowPartial: true })
    expect(files.map(({ account }) => [account.complete, account.received?.skipped])).toEqual([
      [false, { 'not-understood': 2 }],
    ])
    expect((await verify(environment, null)).faults).toEqual([])
  })

  test('that holds no file is refused', async () => {
    for (const members of [[], [{ name: 'a.csv', content: '' }]]) {
      await expect(take(written('leak.zip', toZip(members)))).rejects.toMatchObject({
        code: 'INPUT_UNREADABLE',
        message: 'leak.zip holds no file that is understood',
      })
    }
  })

  test('is only counted in a dry run', async () => {
    const { files, head } = await take(join(FIXTURES, 'zip/zip64.zip'), { dryRun: true })
    expect(files.map(({ account }) => account.records)).toEqual([8, 3])
    expect(head).toBeNull()
    expect(await stored()).toEqual([])
  })

  test('opens with its password, which is stored nowhere', async () => {
    const path = join(FIXTURES, '7z/aes-names.7z')
    await expect(take(path)).rejects.toMatchObject({ message: 'aes-names.7z is encrypted' })
    const { files } = await take(path, { archivePassword: 'secret' })
    expect(files.map(({ account }) => account.records)).toEqual([3, 8])
    const database = readFileSync(join(environment.workingFolder, '.leakcheck', 'case.db'))
    expect(database.includes('secret')).toBe(false)
  })
})

test('a workbook is a document, also in an archive', async () => {
  const sheet = {
    name: 'p',
    rows: csv(10_000)
      .trim()
      .split('\n')
      .map((row) => row.split(',')),
  }
  const zip = toZip([{ name: 'people.xlsx', content: toWorkbook([sheet]) }])
  const { files } = await take(written('leak.zip', zip))
  expect(files.map(({ name, account }) => [name, account.format, account.records])).toEqual([
    ['leak.zip/people.xlsx', 'xlsx', 5],
  ])
})

test('what Telegram lays around the pages of a chat is left out and counted', async () => {
  const text = 'Name: Asha Bhide\nMobile: 9822011201'
  const message = { id: 1, date: '2023-06-12T10:00:00', from: 'Lookup', text }
  const zip = toZip([
    { name: 'Export/messages.html', content: toPage({ title: 'x', messages: [message] }) },
    { name: 'Export/css/style.css', content: 'body {}' },
    { name: 'Export/photos/1.jpg', content: PICTURE },
    { name: 'Export/photos/2.jpg', content: PICTURE },
  ])
  const { files } = await take(written('leak.zip', zip))
  expect(
    files.map(({ name, account }) => [name, account.format, account.received?.skipped]),
  ).toEqual([['leak.zip/messages.html', 'telegram-html', { layout: 3 }]])
})

test('a packed file bears its own hash, and its text another', async () => {
  const packed = readFileSync(join(FIXTURES, 'xz/crc64.csv.xz'))
  const { files } = await take(join(FIXTURES, 'xz/crc64.csv.xz'), { name: 'leak' })
  expect(files[0]).toMatchObject({
    name: 'crc64.csv.xz',
    sha256: sha256(packed),
    bytes: packed.length,
  })
  expect(files[0]?.account.content).toEqual({ sha256: sha256(REGISTRY), bytes: REGISTRY.length })
})

describe('the same content packed otherwise', () => {
  const plain = csv(10_000)
  const packed = () => written('leak.csv.gz', gzipSync(plain))

  test('is in the source already, and its rows do not count twice', async () => {
    await take(written('leak.csv', plain))
    const again = await take(packed())
    expect(again.files.map(({ name, alreadyIngested }) => [name, alreadyIngested])).toEqual([
      ['leak.csv', true],
    ])
    const zip = toZip([
      { name: 'a.csv', content: plain },
      { name: 'b.csv', content: csv(20_000) },
    ])
    const { files } = await take(written('more.zip', zip), { name: 'leak' })
    expect(files.map(({ name, alreadyIngested }) => [name, alreadyIngested])).toEqual([
      ['more.zip/b.csv', false],
      ['leak.csv', true],
    ])
    expect((await stored()).map(({ account }) => account.records)).toEqual([5, 5])
    expect((await verify(environment, null)).faults).toEqual([])
  })

  test('is told of where another source holds it, and kept', async () => {
    const alone = await take(written('portal.csv', plain), { role: 'registry' })
    expect(alone.files.map(({ alsoIn }) => alsoIn)).toEqual([[]])
    const { files } = await take(packed(), { role: 'breach', name: 'older' })
    expect(files).toMatchObject([{ alreadyIngested: false, alsoIn: ['portal'] }])
    expect(await stored()).toHaveLength(2)
  })
})

test('a first look goes into an archive, and past what is not understood', async () => {
  const members = [
    { name: 'a.png', content: PICTURE },
    { name: 'b.csv', content: csv(10_000) },
  ]
  const looked = await inspect(environment, [written('leak.zip', toZip(members))], { mappings: [] })
  expect(looked.map(({ name, format, refused }) => [name, format, refused === null])).toEqual([
    ['leak.zip/a.png', 'unknown', false],
    ['leak.zip/b.csv', 'csv', true],
  ])
})

test('a first look at a long archive goes no further than its first long member, where the next stands behind it', async () => {
  const members = [30_000, 5].map((count, i) => ({ name: `${i}.csv`, content: csv(10_000, count) }))
  const look = async (name: string, bytes: Buffer) =>
    (await inspect(environment, [written(name, bytes)], { mappings: [] })).map(
      ({ name: label, isLast }) => [label, isLast],
    )
  expect(await look('leak.tar', toTar(members))).toEqual([['leak.tar/0.csv', true]])
  expect(await look('leak.zip', toZip(members))).toEqual([
    ['leak.zip/0.csv', false],
    ['leak.zip/1.csv', false],
  ])
})
