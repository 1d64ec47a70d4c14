/** Runs the built program as a process of its own, in a folder and a key folder of its own. */
import { type SpawnOptions, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const PROGRAM = fileURLToPath(new URL('../../bin/leakcheck.js', import.meta.url))

export interface Outcome {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly input?: string | Buffer
  readonly env?: Readonly<Record<string, string>>
  /** Ends the process after so many milliseconds, with SIGKILL where no other signal is named. */
  readonly killAfterMs?: number
  readonly killWith?: NodeJS.Signals
}

/** A folder in which a case is worked on; nothing of it is shared with another. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'leakcheck-test-'))

  path(name: string): string {
    return join(this.folder, name)
  }

  write(name: string, content: string | Buffer): string {
    mkdirSync(dirname(this.path(name)), { recursive: true })
    writeFileSync(this.path(name), content)
    return name
  }

  run(args: readonly string[], options: RunOptions = {}): Promise<Outcome> {
    const env = {
      PATH: process.env['PATH'] ?? '',
      XDG_DATA_HOME: this.path('data'),
      TMPDIR: this.path('tmp'),
      NO_COLOR: '1',
      ...options.env,
    }
    mkdirSync(env.TMPDIR, { recursive: true })
    const spawned: SpawnOptions = { cwd: this.folder, env, stdio: 'pipe' }
    const child = spawn(process.execPath, [PROGRAM, ...args], spawned)
    const [out, err]: [Buffer[], Buffer[]] = [[], []]
    child.stdout?.on('data', (chunk) => out.push(chunk))
    child.stderr?.on('data', (chunk) => err.push(chunk))
    child.stdin?.on('error', () => {
      // A program that ends before it read its input is no failure of the test.
    })
    child.stdin?.end(options.input ?? '')
    const { killAfterMs, killWith = 'SIGKILL' } = options
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill(killWith), killAfterMs)
    return new Promise((resolve) => {
      child.on('close', (code, signal) => {
        clearTimeout(timer)
        resolve({
          code,
          signal,
          out: Buffer.concat(out).toString(),
          err: Buffer.concat(err).toString(),
        })
      })
    })
  }

  /** Runs a command that must succeed; returns what it printed. */
  async must(args: readonly string[], options: RunOptions = {}): Promise<string> {
    const { code, out, err } = await this.run(args, options)
    if (code !== 0) throw new Error(`leakcheck ${args.join(' ')} ended with ${code}: ${err}`)
    return out
  }

  async json<T>(args: readonly string[], options: RunOptions = {}): Promise<T> {
    return JSON.parse(await this.must([...args, '--json'], options))
  }
}
