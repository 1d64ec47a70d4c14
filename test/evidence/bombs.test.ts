/** Archives of ill will: each refused within its bounds, by the limit that it crosses and the option that raises it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../../src/core/limits.ts'
import { ARCHIVE_LIMITS } from '../../src/evidence/bounds.ts'
import { cpuTime } from '../cpu-time.ts'
import { readMembers } from './scratch.ts'
import { storedIn7z, toSevenZip } from './seven-zip.ts'
import { toTar } from './tar.ts'
import { toZip } from './zip.ts'

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const MEBIBYTE = 2 ** 20
const LEAST_RATIO = { ratio: 10_000_000 }

const zeros = (mebibytes: number): Buffer => Buffer.alloc(mebibytes * MEBIBYTE)
const fixture = (name: string): Buffer => readFileSync(join(FIXTURES, name))
const csv = (rows: number): string =>
  Array.from({ length: rows }, (_, i) => `Asha,98220112${10 + i}\n`).join('')

const crossed = (limit: string, message: RegExp) => ({
  code: 'INPUT_LIMIT',
  exit: 3,
  message: expect.stringMatching(message),
  hint: `--archive-limit ${limit}=NUMBER raises it, for a file that you trust`,
})

const nested = (levels: number, pack: (content: Uint8Array) => Uint8Array): Uint8Array =>
  levels === 0 ? Buffer.from(csv(3)) : pack(nested(levels - 1, pack))

/** The signature, one byte that says how the header goes on, the window, and a last block of no bytes. */
const zstdOfWindow = (log: number): Buffer =>
  Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, (log - 10) << 3, 0x01, 0x00, 0x00])

function xzOfDictionary(byte: number): Buffer {
  const bytes = Buffer.from(fixture('xz/crc64.csv.xz'))
  const [start, dictionaryAt] = [12, 16]
  const sumAt = start + ((bytes[start] ?? 0) + 1) * 4 - 4
  bytes[dictionaryAt] = byte
  bytes.writeUInt32LE(crc32(bytes.subarray(start, sumAt)), sumAt)
  return bytes
}

describe('the ratio', () => {
  test.each([
    ['gzip', gzipSync(zeros(32))],
    ['zstd', zstdCompressSync(zeros(32))],
    ['bzip2', fixture('bombs/zeros.bz2')],
    ['xz', fixture('bombs/zeros.xz')],
    ['7z', fixture('bombs/zeros.7z')],
    ['zip', toZip([{ name: 'a.csv', content: zeros(32) }])],
    ['gzip in gzip', gzipSync(gzipSync(zeros(32)))],
    ['gzip in tar', toTar([{ name: 'a.csv.gz', content: gzipSync(zeros(32)) }])],
    [
      'a zip of many members, each of which is small',
      toZip(Array.from({ length: 9 }, (_, i) => ({ name: `${i}.csv`, content: zeros(4) }))),
    ],
  ])('%s', async (_name, bytes) => {
    await expect(readMembers(bytes)).rejects.toMatchObject(
      crossed('ratio', new RegExp(`unpacks to over ${LIMITS.archiveRatio} times its size$`)),
    )
  })

  test('is not asked of a small file', async () => {
    const { finished } = await readMembers(gzipSync(Buffer.alloc(LIMITS.archiveRatioFreeBytes)))
    expect(finished.ending.whole).toBe(true)
  })

  test('may be raised', async () => {
    const limits = LEAST_RATIO
    const { members, finished } = await readMembers(fixture('bombs/zeros.bz2'), { limits })
    expect(members[0]?.text).toHaveLength(32 * MEBIBYTE)
    expect(finished.ending.whole).toBe(true)
  })
})

describe('the size', () => {
  test('is bounded for every archive', () => expect(ARCHIVE_LIMITS.bytes).toBe(LIMITS.archiveBytes))

  test.each([
    ['gzip', gzipSync(csv(80))],
    ['tar in gzip', gzipSync(toTar([{ name: 'a.csv', content: csv(80) }]))],
    ['7z', storedIn7z(csv(80))],
    ['zip', toZip([1, 2].map((i) => ({ name: `${i}.csv`, content: csv(40) })))],
  ])('%s', async (_name, bytes) => {
    const limits = { bytes: 1000 }
    await expect(readMembers(bytes, { limits })).rejects.toMatchObject(
      crossed('bytes', /^the file unpacks to over 1000 bytes$/),
    )
  })
})

describe('the depth', () => {
  const zipped = (content: Uint8Array) => toZip([{ name: 'inner', content }])
  const tarred = (content: Uint8Array) => toTar([{ name: 'inner', content }])
  test.each([
    ['gzip', (content: Uint8Array) => gzipSync(content)],
    ['zip', zipped],
    ['tar', tarred],
    ['7z', storedIn7z],
  ])('%s', async (_name, pack) => {
    const { members } = await readMembers(nested(LIMITS.archiveDepth, pack))
    expect(members.map(({ text }) => text)).toEqual([csv(3)])
    const deeper = nested(LIMITS.archiveDepth + 1, pack)
    await expect(readMembers(deeper)).rejects.toMatchObject(
      crossed('depth', /more than 3 times over$/),
    )
    const raised = await readMembers(deeper, { limits: { depth: 4 } })
    expect(raised.members.map(({ text }) => text)).toEqual([csv(3)])
  })
})

describe('the number of members', () => {
  const members = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ name: `${i}.csv`, content: '' }))
  test.each([
    ['zip', toZip(members(LIMITS.archiveEntries + 1))],
    ['tar', toTar(members(LIMITS.archiveEntries + 1))],
    [
      'zip in zip, which counts together',
      toZip([{ name: 'a', content: toZip(members(LIMITS.archiveEntries)) }]),
    ],
  ])('%s', async (_name, bytes) => {
    await expect(readMembers(bytes, { limits: LEAST_RATIO })).rejects.toMatchObject(
      crossed('entries', /^more than 10000 members are packed in the file$/),
    )
  })
})

describe('memory', () => {
  const lzma2 = { packed: Buffer.from([0]), method: '21', bytes: 2 ** 32 }
  const lzma = { packed: Buffer.alloc(20), method: '030101', bytes: 2 ** 32 }
  test.each([
    ['an xz dictionary of 4 GiB', 'dictionary', xzOfDictionary(40)],
    ['an xz dictionary of 96 MiB', 'dictionary', xzOfDictionary(29)],
    ['an LZMA2 dictionary in 7z', 'dictionary', toSevenZip({ ...lzma2, properties: [40] })],
    [
      'an LZMA dictionary in 7z',
      'dictionary',
      toSevenZip({ ...lzma, properties: [0x5d, 0xff, 0xff, 0xff, 0xff] }),
    ],
    ['a zstd window of 256 MiB', 'window', zstdOfWindow(28)],
    ['a zstd window of 2 GiB', 'window', zstdOfWindow(31)],
  ])('%s', async (_name, limit, bytes) => {
    const before = process.memoryUsage().rss
    const most = limit === 'window' ? LIMITS.zstdWindowBytes : LIMITS.lzmaDictionaryBytes
    await expect(readMembers(bytes)).rejects.toMatchObject(
      crossed(limit, new RegExp(`is over ${most / MEBIBYTE} MiB$`)),
    )
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * MEBIBYTE)
  })

  test.each([
    ['window', 2 ** 31, zstdOfWindow(31)],
    ['window', 2 ** 40, zstdOfWindow(31)],
    ['dictionary', 2 ** 27, xzOfDictionary(29)],
  ])('a raised %s of %d bytes', async (limit, bytes, packed) => {
    const { finished } = await readMembers(packed, { limits: { [limit]: bytes } })
    expect(finished.ending.whole).toBe(true)
  })

  test('an archive that must be held, in a stream', async () => {
    const bytes = gzipSync(toZip([{ name: 'a.csv', content: csv(50) }]))
    const limits = { held: 100 }
    await expect(readMembers(bytes, { limits })).rejects.toMatchObject(
      crossed('held', /^an archive that cannot be read in place is over/),
    )
  })

  test.each([
    ['a pax header', 'x'],
    ['a long name', 'L'],
  ])('%s of 8 GiB', async (_name, type) => {
    const bytes = toTar([{ name: 'a', content: 'x', type, size: 2 ** 33 - 1 }])
    await expect(readMembers(bytes)).rejects.toMatchObject({
      code: 'INPUT_LIMIT',
      exit: 3,
      message: `the name of a member is over ${LIMITS.tarExtraBytes} bytes`,
    })
  })

  test('a 7z header over the limit', async () => {
    const bytes = Buffer.from(storedIn7z('a'))
    bytes.writeBigUInt64LE(BigInt(LIMITS.sevenZipHeaderBytes + 1), 20)
    bytes.writeUInt32LE(crc32(bytes.subarray(12, 32)), 8)
    await expect(readMembers(bytes)).rejects.toMatchObject({
      code: 'INPUT_LIMIT',
      message: `the header of the 7z archive is over ${LIMITS.sevenZipHeaderBytes} bytes`,
    })
  })

  test.each([
    ['files', { packed: Buffer.from('a'), method: '00', bytes: 1, files: 2 ** 40 }],
    [
      'rounds for a key',
      { packed: Buffer.alloc(16), method: '06f10701', properties: [62], bytes: 9 },
    ],
  ])('a 7z header that claims endless %s', async (_name, parts) => {
    const spent = cpuTime()
    const read = await readMembers(toSevenZip(parts), { password: 'x' }).catch((error) => error)
    expect(read.code ?? read.finished.ending.whole).toSatisfy(
      (told) => told === 'INPUT_UNREADABLE' || told === false,
    )
    expect(spent()).toBeLessThan(2000)
  })
})

describe('a zip that says two things', () => {
  test('members that share their bytes', async () => {
    const content = csv(3)
    const lie = { offset: 0 }
    const bytes = toZip([
      { name: 'a.csv', content },
      { name: 'a.csv', content, lie },
    ])
    await expect(readMembers(bytes)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: 'members of dump.csv overlap, as they do in a zip bomb',
    })
  })

  test('a member of two names', async () => {
    const bytes = toZip([{ name: 'a.csv', content: csv(3), lie: { name: '9.csv' } }])
    await expect(readMembers(bytes)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining('says two things of one member'),
    })
  })
})

test('names are labels and never paths, and folders are named nowhere', async () => {
  const names = [
    '../../etc/passwd.csv',
    '/etc/shadow.csv',
    'C:\\x.csv',
    '..\\..\\y.csv',
    'a\u0000b.csv',
    '\u202Egnp.csv',
    '9822011201.csv',
    'Asha Bhide/x.csv',
  ]
  const members = names.map((name) => ({ name, content: csv(3) }))
  const { members: read } = await readMembers(toZip(members))
  expect(read.map(({ text }) => text)).toEqual(names.map(() => csv(3)))
  expect(read.map(({ label }) => label)).toEqual([
    'dump.csv/passwd.csv',
    'dump.csv/shadow.csv',
    'dump.csv/x.csv',
    'dump.csv/y.csv',
    'dump.csv/a\\u{0000}b.csv',
    'dump.csv/\\u{202e}gnp.csv',
    'dump.csv/member-7',
    'dump.csv/member-8',
  ])
})
