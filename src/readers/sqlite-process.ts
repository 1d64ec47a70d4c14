/** Asks the process that reads a database file, and ends it when it is silent for too long or not needed any more. */
import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { stopIfAborted } from '../evidence/interrupt.ts'
import type { SqliteTask } from './sqlite.child.ts'
import type { SqliteAnswer } from './sqlite-tables.ts'

const SCRIPT = new URL(`./sqlite.child${extname(import.meta.filename)}`, import.meta.url)

export class SqliteProcess implements Disposable {
  readonly silentMs: number
  readonly #child: ChildProcess
  readonly #signal: AbortSignal
  readonly #stop = (): void => void this.#child.kill('SIGKILL')

  /** @param silentMs milliseconds without an answer after which it is ended */
  constructor(signal: AbortSignal, silentMs: number = LIMITS.silentMs) {
    stopIfAborted(signal)
    this.silentMs = silentMs
    this.#signal = signal
    this.#child = fork(fileURLToPath(SCRIPT), {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Neither secrets nor options of the program are the child's business.
      env: {},
      execArgv: [],
    })
    this.#child.on('error', this.#stop)
    signal.addEventListener('abort', this.#stop, { once: true })
  }

  /** @throws AppError INPUT_LIMIT, INPUT_UNREADABLE, INTERRUPTED */
  async ask(task: SqliteTask): Promise<SqliteAnswer> {
    const child = this.#child
    let isSilent = false
    const timer = setTimeout(() => {
      isSilent = true
      this.#stop()
    }, this.silentMs)
    try {
      return await new Promise<SqliteAnswer>((resolve, reject) => {
        const ended = (): void => reject(this.#failure(isSilent))
        child.once('exit', ended)
        child.once('message', (answer) => {
          child.off('exit', ended)
          resolve(answer as SqliteAnswer)
        })
        child.send(task, (error) => {
          if (error !== null) ended()
        })
      })
    } finally {
      clearTimeout(timer)
    }
  }

  [Symbol.dispose](): void {
    this.#signal.removeEventListener('abort', this.#stop)
    this.#stop()
  }

  #failure(isSilent: boolean): AppError {
    if (this.#signal.aborted) return new AppError('INTERRUPTED', 'interrupted')
    return isSilent
      ? new AppError(
          'INPUT_LIMIT',
          `the database gives nothing for over ${this.silentMs / 1000} seconds`,
        )
      : new AppError('INPUT_UNREADABLE', 'the database cannot be read')
  }
}
