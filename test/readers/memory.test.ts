/** Memory does not grow with the file: each format is read in a process whose heap is far smaller than the file. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { READERS } from '../../src/readers/index.ts'

const HEAP_MEGABYTES = 32
const FILE_MEGABYTES = 12

test.each(READERS.map(({ name }) => name))('%s', async (name) => {
  const script = fileURLToPath(import.meta.resolve('./read-generated.ts'))
  const flags = [`--max-old-space-size=${HEAP_MEGABYTES}`, script, name, String(FILE_MEGABYTES)]
  const { stdout } = await promisify(execFile)(process.execPath, flags)
  const { rows, whole } = JSON.parse(stdout)
  expect(whole).toBe(true)
  expect(rows).toBeGreaterThan(FILE_MEGABYTES * 3000)
})
