/** Runs the program as a process of its own and says what it took: seconds of the processor, and the most memory of it and its children (Linux). */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../bin/leakcheck.js', import.meta.url))
/** Units of /proc. */
const TICKS_A_SECOND = 100
const EVERY_MS = 20

export interface Measured {
  readonly code: number | null
  readonly out: string
  readonly err: string
  readonly cpuSeconds: number
  readonly wallSeconds: number
  readonly peakMebibytes: number
}

export async function measured(
  args: readonly string[],
  folder: string,
  input: Iterable<Uint8Array> | AsyncIterable<Uint8Array> = [],
): Promise<Measured> {
  const [cpu, wall] = [cpuOfChildren(), performance.now()]
  const env = { PATH: process.env['PATH'] ?? '', XDG_DATA_HOME: folder, NO_COLOR: '1' }
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env, stdio: 'pipe' })
  const peaks = new Map<number, number>()
  const timer = setInterval(() => notePeaks(child.pid ?? 0, peaks), EVERY_MS)
  child.stdin.on('error', () => {
    // A program that ends before it read its input says why by itself.
  })
  Readable.from(input).pipe(child.stdin)
  const [out, err, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ])
  clearInterval(timer)
  return {
    code,
    out,
    err,
    cpuSeconds: cpuOfChildren() - cpu,
    wallSeconds: (performance.now() - wall) / 1000,
    peakMebibytes: [...peaks.values()].reduce((sum, kibibytes) => sum + kibibytes, 0) / 1024,
  }
}

const textOf = async (stream: Readable): Promise<string> =>
  Buffer.concat(await Array.fromAsync(stream)).toString()

/** Of those that have ended, with their own. */
function cpuOfChildren(): number {
  const [, ...fields] = readFileSync('/proc/self/stat', 'utf8').split(') ')
  const numbers = fields.join(' ').split(' ').map(Number)
  return ((numbers[13] ?? 0) + (numbers[14] ?? 0)) / TICKS_A_SECOND
}

function notePeaks(pid: number, peaks: Map<number, number>): void {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    // One that has ended and is not yet waited for has none.
    const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0)
    peaks.set(pid, Math.max(peak, peaks.get(pid) ?? 0))
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    for (const child of children.trim().split(' ').filter(Boolean)) notePeaks(Number(child), peaks)
  } catch {
    // It has ended.
  }
}
