/** Memory does not grow with what is unpacked: each container is read by a process of its own, which says how much it took. */
import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { scratchFolder } from './scratch.ts'
import { storedIn7z } from './seven-zip.ts'
import { toTar } from './tar.ts'
import { toZip } from './zip.ts'

const LIMIT_MEBIBYTES = 250
const MEBIBYTE = 2 ** 20
const BOMBS = join(import.meta.dirname, '../../fixtures/bombs')

/** 216 MiB, which a program that held them would show beside the 80 or so that it takes itself. */
const rows = Buffer.from('Asha Bhide,9822011201,Pune\n'.repeat(MEBIBYTE))
const content = Buffer.concat(Array(8).fill(rows))

test.each([
  ['gzip', () => gzipSync(content, { level: 1 }), content.length],
  ['zstd', () => zstdCompressSync(content), content.length],
  ['zip', () => toZip([{ name: 'a.csv', content }]), content.length],
  ['tar', () => toTar([{ name: 'a.csv', content }]), content.length],
  ['7z', () => storedIn7z(content), content.length],
  ['bzip2', () => readFileSync(join(BOMBS, 'zeros.bz2')), 32 * MEBIBYTE],
  ['xz', () => readFileSync(join(BOMBS, 'zeros.xz')), 32 * MEBIBYTE],
])('%s', async (_name, pack, characters) => {
  const path = join(scratchFolder(), 'dump')
  writeFileSync(path, pack())
  const script = fileURLToPath(import.meta.resolve('./read-packed.ts'))
  const { stdout } = await promisify(execFile)(process.execPath, [script, path])
  const read = JSON.parse(stdout)
  expect(read).toMatchObject({ characters, whole: true })
  expect(read.mebibytes).toBeLessThan(LIMIT_MEBIBYTES)
})
