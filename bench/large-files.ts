/**
 * Files of any size through a pipe: rows, seconds of the processor and the most memory, as a table; nothing is on disk:
 * `node bench/large-files.ts [--megabytes 2000] [--only csv,json,sql,gzip]`
 */
import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { generatedText } from './generated-files.ts'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '2000' },
    only: { type: 'string', default: 'csv,json,sql,gzip' },
  },
})
const READ = fileURLToPath(import.meta.resolve('./readers.ts'))
const line = (cells: readonly (string | number)[]): boolean =>
  process.stdout.write(`| ${cells.join(' | ')} |\n`)

const head = ['file', 'MB', 'rows', 'whole', 'CPU s', 'MB/s', 'peak MiB']
line(head)
line(head.map(() => '---'))
for (const format of values.only.split(',')) line(await row(format, Number(values.megabytes)))

/** @param megabytes of text, packed or not */
async function row(format: string, megabytes: number): Promise<(string | number)[]> {
  const child = spawn(process.execPath, [READ, '--read', '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const text = Readable.from(generatedText(format === 'gzip' ? 'csv' : format, megabytes * 1e6))
  const written =
    format === 'gzip'
      ? pipeline(text, createGzip({ level: 1 }), child.stdin)
      : pipeline(text, child.stdin)
  const [told] = await Promise.all([Array.fromAsync(child.stdout), written])
  const { rows, whole, seconds, kibibytes } = JSON.parse(Buffer.concat(told).toString())
  const words = format === 'gzip' ? 'csv in gzip' : format
  const speed = (megabytes / seconds).toFixed(1)
  return [words, megabytes, rows, whole, seconds.toFixed(1), speed, Math.round(kibibytes / 1024)]
}
