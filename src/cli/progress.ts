/** The progress bar: only on a terminal, only for work of over a second. */
import type { Progress } from '../case/environment.ts'

const SHOWN_AFTER_MS = 1000
const REDRAWN_EVERY_MS = 100
const BAR_WIDTH = 24
const CLEAR_LINE = '\r\u001b[2K'

export class ProgressBar {
  readonly #enabled: boolean
  #task = ''
  #started = 0
  #drawn = 0

  constructor(enabled: boolean) {
    this.#enabled = enabled
  }

  readonly show = (progress: Progress): void => {
    if (!this.#enabled) return
    const now = performance.now()
    if (progress.task !== this.#task) {
      this.#task = progress.task
      this.#started = now
    }
    if (now - this.#started < SHOWN_AFTER_MS || now - this.#drawn < REDRAWN_EVERY_MS) return
    this.#drawn = now
    process.stderr.write(CLEAR_LINE + line(progress, (now - this.#started) / 1000))
  }

  clear(): void {
    if (this.#drawn > 0) process.stderr.write(CLEAR_LINE)
    this.#drawn = 0
  }
}

function line({ task, done, total, unit, rows }: Progress, seconds: number): string {
  const part = total === null || total === 0 ? null : Math.min(1, done / total)
  const filled = Math.round((part ?? 0) * BAR_WIDTH)
  const bar =
    part === null
      ? ''
      : ` ${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${Math.floor(100 * part)} %`
  const bytes = unit === 'bytes' ? `  ${(done / 1e6).toFixed(0)} MB` : ''
  const speed =
    rows === undefined ? '' : `  ${Math.round(rows / seconds).toLocaleString('en')} rows/s`
  const left =
    part === null || part < 0.01 ? '' : `  ${Math.ceil((seconds / part) * (1 - part))} s left`
  return `${task}${bar}${bytes}${speed}${left}`.slice(0, 79)
}
