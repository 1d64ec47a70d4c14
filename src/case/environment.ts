/** What a command is given of the world around it: folders, clock, operator, cancelling, progress. */

/** How far long work has come; `total` is `null` where it cannot be known. */
export interface Progress {
  readonly task: string
  readonly done: number
  readonly total: number | null
  readonly unit: 'bytes' | 'steps'
  readonly rows?: number
}

/** To open a key file, to close a new one with a chosen passphrase, or with a generated one. */
export type PassphrasePurpose = 'open' | 'protect' | 'generate'

export interface Environment {
  readonly workingFolder: string
  /** `$XDG_DATA_HOME/leakcheck/keys` or its default. */
  readonly keyFolder: string
  /** From `--case` or `LEAKCHECK_CASE`. */
  readonly caseFolder: string | null
  /** From `--key` or `LEAKCHECK_KEY_FILE`. */
  readonly keyFile: string | null
  /** From the environment, a file, or a terminal; `null` where none can be had. */
  readonly passphrase: (purpose: PassphrasePurpose) => Promise<string | null>
  readonly now: () => Date
  readonly operator: string
  readonly host: string
  readonly version: string
  /** How long a busy case is waited for. */
  readonly waitMs: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** Lets signals and timers in; throws where the command was cancelled. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}
