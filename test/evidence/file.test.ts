/** Files of evidence: hashed whole, counted, read once, and never where they are not there. */
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { openFile } from '../../src/evidence/file.ts'
import { openBytes, readBytes, scratchFolder } from './scratch.ts'

const signal = new AbortController().signal
const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex')

describe('a file', () => {
  test.each([0, 1, 65_535, 65_536, 131_072, 131_073, 1_000_000])('of %i bytes', async (length) => {
    const text = 'name,9822011201\n'.repeat(length / 16 + 1).slice(0, length)
    expect(await readBytes(text)).toEqual({
      text,
      head: text.slice(0, 65_536),
      sha256: sha256(text),
      bytes: length,
      ending: { whole: true },
      undecodable: 0,
      encoding: 'utf-8',
    })
  })

  test('is hashed to its end even where nobody reads its text', async () => {
    const bytes = randomBytes(500_000)
    const file = await openBytes(bytes, { encoding: 'latin1' })
    expect(file.size).toBe(500_000)
    expect(await file.finish()).toMatchObject({ sha256: sha256(bytes), bytes: 500_000 })
    expect(file.bytesRead).toBe(500_000)
  })

  test('that changes while it is read is not evidence', async () => {
    const folder = scratchFolder()
    for (const change of [
      (path: string) => appendFileSync(path, 'more'),
      (path: string) => truncateSync(path, 200_000),
    ]) {
      const path = join(folder, 'dump.csv')
      writeFileSync(path, 'a,b\n'.repeat(100_000))
      const file = await openFile(path, signal)
      change(path)
      await expect(file.finish()).rejects.toMatchObject({ code: 'READ_FAILED', exit: 1 })
    }
  })

  test('that is not there, or a folder, is refused without its name where that tells', async () => {
    const folder = scratchFolder()
    mkdirSync(join(folder, 'inner'))
    await expect(openFile(join(folder, 'inner'), signal)).rejects.toMatchObject({
      code: 'READ_FAILED',
    })
    const missing = openFile(join(folder, '9822011201.csv'), signal, { ordinal: 3 })
    const error = await missing.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'FILE_MISSING', message: 'file-3 is not there' })
    expect(inspect(error)).not.toContain('9822011201')
  })

  test('bears its name where that is harmless', async () => {
    const folder = scratchFolder()
    for (const [name, label] of [
      ['registry.csv', 'registry.csv'],
      ['asha@example.in.csv', 'file-1'],
    ]) {
      const path = join(folder, name ?? '')
      writeFileSync(path, 'a,b\n')
      const file = await openFile(path, signal)
      expect(file.label).toBe(label)
      await file.close()
      await file.close()
    }
  })

  test('stops being read when it is told to', async () => {
    const controller = new AbortController()
    const path = join(scratchFolder(), 'dump.csv')
    writeFileSync(path, 'a,b\n'.repeat(200_000))
    const file = await openFile(path, controller.signal)
    controller.abort()
    await expect(Array.fromAsync(file.text())).rejects.toMatchObject({
      code: 'INTERRUPTED',
      exit: 130,
    })
    await file.close()
  })

  test('leaves nothing beside it', async () => {
    const folder = scratchFolder()
    const path = join(folder, 'dump.csv')
    writeFileSync(path, 'a,b\n'.repeat(1000))
    const file = await openFile(path, signal)
    await Array.fromAsync(file.text())
    await file.finish()
    expect(readdirSync(folder)).toEqual(['dump.csv'])
  })

  test.each([
    ['zip', [0x50, 0x4b, 0x03, 0x04, 0x14]],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
    ['RAR', [...Buffer.from('Rar!\x1a\x07\x00', 'latin1')]],
    ['lz4', [0x04, 0x22, 0x4d, 0x18, 0x00]],
    ['PDF', [...Buffer.from('%PDF-1.7')]],
  ])('that is a %s is refused by that name', async (name, bytes) => {
    await expect(openBytes(Uint8Array.from(bytes))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining(name),
    })
  })
})

describe('standard input', () => {
  const script = `
    import { openFile } from '${join(import.meta.dirname, '../../src/evidence/file.ts')}'
    const stop = new AbortController()
    if (process.argv.includes('stop')) setTimeout(() => stop.abort(), 200)
    try {
      const file = await openFile('-', stop.signal)
      const text = (await Array.fromAsync(file.text())).join('')
      const { sha256, bytes } = await file.finish()
      process.stdout.write(JSON.stringify({ label: file.label, size: file.size, length: text.length, sha256, bytes }))
    } catch (error) {
      process.stdout.write(error.code)
      process.exit(0)
    }`
  const run = (...args: string[]) =>
    spawn(process.execPath, ['--input-type=module', '-e', script, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
  const output = async (child: ReturnType<typeof run>): Promise<string> =>
    (await Array.fromAsync(child.stdout)).join('')

  test('is read to its end', async () => {
    const text = 'Asha,9822011201\n'.repeat(30_000)
    const child = run()
    child.stdin.end(text)
    expect(JSON.parse(await output(child))).toEqual({
      label: 'standard input',
      size: null,
      length: text.length,
      sha256: sha256(text),
      bytes: text.length,
    })
  })

  test('that never ends can be left', async () => {
    const child = run('stop')
    child.stdin.write('Asha,9822011201\n')
    expect(await output(child)).toBe('INTERRUPTED')
    child.stdin.end()
  })
})
