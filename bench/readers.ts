/**
 * How fast each format is read on one core and what it takes: megabytes and rows a second of the processor, and the most
 * memory, over generated files: `node bench/readers.ts [--megabytes 24] [--only csv,json]`.
 * Reading alone, from the file to batches of rows: bytes are hashed and decoded, no column is decided and nothing stored.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cpuUsage, resourceUsage } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { openFile } from '../src/evidence/file.ts'
import { FORMATS, startReading } from '../src/readers/index.ts'
import { writeGenerated } from './generated-files.ts'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '24' },
    only: { type: 'string', default: FORMATS.join() },
    /** Reads one file, in a process of its own. */
    read: { type: 'string' },
  },
})

if (values.read === undefined) await table()
else process.stdout.write(JSON.stringify(await readOnce(values.read)))

async function readOnce(path: string) {
  const before = cpuUsage()
  const file = await openFile(path, new AbortController().signal)
  const { format, reading } = await startReading(file, new AbortController().signal)
  let rows = 0
  for await (const batch of reading.batches) rows += batch.rows.length
  const { ending } = await file.finish()
  const whole = ending.whole && reading.ending().whole
  const { user, system } = cpuUsage(before)
  return { format, rows, whole, seconds: (user + system) / 1e6, kibibytes: resourceUsage().maxRSS }
}

async function table(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'leakcheck-readers-'))
  const path = join(folder, 'dump')
  const line = (cells: readonly (string | number)[]): boolean =>
    process.stdout.write(`| ${cells.join(' | ')} |\n`)
  try {
    const head = ['format', 'MB', 'rows', 'CPU s', 'MB/s', 'rows/s', 'peak MiB']
    line(head)
    line(head.map(() => '---'))
    for (const format of values.only.split(',')) {
      await writeGenerated(format, path, Number(values.megabytes) * 1e6)
      const args = [fileURLToPath(import.meta.url), '--read', path]
      const { stdout } = await promisify(execFile)(process.execPath, args)
      const read: Awaited<ReturnType<typeof readOnce>> = JSON.parse(stdout)
      if (read.format !== format || !read.whole) throw new Error(`${format}: read as ${stdout}`)
      const megabytes = statSync(path).size / 1e6
      line([
        format,
        megabytes.toFixed(1),
        read.rows,
        read.seconds.toFixed(2),
        (megabytes / read.seconds).toFixed(1),
        Math.round(read.rows / read.seconds / 1000) * 1000,
        Math.round(read.kibibytes / 1024),
      ])
      rmSync(path)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
