/** Gzip as a container: every member, every break told, no bomb. */
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBytes } from './scratch.ts'

const rows = (count: number): string =>
  Array.from({ length: count }, (_, n) => `${n},${(n * 7919) % 100_003},Asha\n`).join('')

describe('whole', () => {
  test('of one member, of several, packed twice, with padding', async () => {
    const [first, second] = [rows(20_000), rows(3)]
    const members = [gzipSync(first), gzipSync(second), gzipSync('')]
    const packed = Buffer.concat(members)
    for (const bytes of [packed, gzipSync(packed), Buffer.concat([packed, Buffer.alloc(40_000)])]) {
      const { text, head, ending } = await readBytes(bytes)
      expect(text).toBe(first + second)
      expect(head).toBe(text.slice(0, 65_536))
      expect(ending).toEqual({ whole: true })
    }
  })

  test('of any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), async (texts) => {
        const packed = Buffer.concat(texts.map((text) => gzipSync(text)))
        const { text, ending } = await readBytes(packed)
        expect(text).toBe(
          texts
            .map((member) => Buffer.from(member).toString())
            .join('')
            .replace(/^\uFEFF/, ''),
        )
        expect(ending.whole).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})

describe('broken', () => {
  const [first, second] = [gzipSync(rows(30)), gzipSync(rows(40))]
  const packed = Buffer.concat([first, second])

  // A file cut between two members is a shorter whole file; a single byte is no gzip.
  test('a cut at any byte is told, and what came before it is kept', async () => {
    for (let end = 2; end < packed.length; end++) {
      const { text, ending } = await readBytes(packed.subarray(0, end))
      expect({ end, whole: ending.whole }).toEqual({ end, whole: end === first.length })
      expect((rows(30) + rows(40)).startsWith(text)).toBe(true)
      if (end >= first.length) expect(text.startsWith(rows(30))).toBe(true)
    }
  })

  test('a long file that is cut keeps nearly all that came before', async () => {
    const whole = gzipSync(rows(200_000))
    const { text, ending } = await readBytes(whole.subarray(0, whole.length / 2))
    expect(ending).toMatchObject({
      whole: false,
      where: `packed byte ${Math.floor(whole.length / 2)}`,
    })
    expect(text.length).toBeGreaterThan(rows(200_000).length * 0.45)
  })

  test('a changed byte is told, wherever it is', async () => {
    const header = 10
    for (let at = header; at < first.length; at++) {
      const damaged = Uint8Array.from(first)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      expect({ at, whole: (await readBytes(damaged)).ending.whole }).toEqual({ at, whole: false })
    }
  })

  test('so is anything behind the end, also behind padding', async () => {
    for (const behind of [
      Buffer.from('x'),
      Buffer.alloc(20_000).fill(1, 19_999),
      Buffer.concat([Buffer.alloc(9), second]),
    ]) {
      const { ending } = await readBytes(Buffer.concat([first, behind]))
      expect(ending.whole).toBe(false)
    }
  })
})

describe('bombs', () => {
  test('that unpack to too many times their size are stopped', async () => {
    await expect(readBytes(gzipSync(Buffer.alloc(64 * 2 ** 20)))).rejects.toMatchObject({
      code: 'INPUT_LIMIT',
      exit: 3,
    })
  })

  test('small files of one repeated row are none', async () => {
    const text = 'a,b\n'.repeat(2_000_000)
    const { bytes, ending } = await readBytes(gzipSync(text))
    expect(text.length / bytes).toBeGreaterThan(250)
    expect(ending.whole).toBe(true)
  })

  test('packed in each other more than three times are refused', async () => {
    const nested = (depth: number): Uint8Array =>
      depth === 0 ? Buffer.from('a,b\n') : gzipSync(nested(depth - 1))
    expect((await readBytes(nested(3))).text).toBe('a,b\n')
    await expect(readBytes(nested(4))).rejects.toMatchObject({ code: 'INPUT_LIMIT' })
  })
})
