/** Where words go: data to standard output, everything else to standard error; nothing else writes there. */
import { Chalk, type ChalkInstance } from 'chalk'
import { asciiSafe, steady, steadyInColour } from '../core/printable.ts'

export interface OutputOptions {
  readonly json: boolean
  readonly quiet: boolean
  readonly colour: boolean
}

let isSilent = false

/** Keeps results from standard output while `work` runs, so that another document can be the only one there. */
export async function silently(silent: boolean, work: () => Promise<void>): Promise<void> {
  isSilent = silent
  await work().finally(() => {
    isSilent = false
  })
}

export class Output {
  readonly style: ChalkInstance
  readonly #options: OutputOptions

  constructor(options: OutputOptions) {
    this.#options = options
    this.style = new Chalk({ level: options.colour ? 1 : 0 })
  }

  get isJson(): boolean {
    return this.#options.json
  }

  /** A result: as JSON with `--json`, else as text. */
  result(value: unknown, text: () => string): void {
    if (isSilent) return
    const said = this.#options.json
      ? asciiSafe(JSON.stringify(value, null, 2))
      : this.#steady(text())
    process.stdout.write(`${said}\n`)
  }

  /** A document that is complete as it stands. */
  document(text: string): void {
    process.stdout.write(text)
  }

  /** A word to the person at the terminal. */
  note(text: string): void {
    if (!this.#options.quiet) process.stderr.write(`${this.#steady(text)}\n`)
  }

  #steady(text: string): string {
    return this.#options.colour ? steadyInColour(text) : steady(text)
  }
}
