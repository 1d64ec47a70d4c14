/** The one error that commands report: a code of the catalogue, its exit status and its hint. */

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  input: 3,
  noCase: 4,
  damaged: 5,
  busy: 6,
  interrupted: 130,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

export const CATALOGUE = {
  USAGE: { exit: EXIT.usage, hint: 'see --help' },
  NAME_UNSAFE: {
    exit: EXIT.usage,
    hint: 'choose a name without digits in a row, an @ or an identifier',
  },
  SOURCE_EXISTS: {
    exit: EXIT.usage,
    hint: 'ingest under another --name, or forget the source first',
  },
  SOURCE_UNKNOWN: { exit: EXIT.usage, hint: 'leakcheck sources lists the names' },
  OPTIONS_DIFFER: {
    exit: EXIT.usage,
    hint: 'leakcheck forget SOURCE --reason TEXT, then ingest again',
  },
  CASE_EXISTS: { exit: EXIT.usage, hint: 'work in this case, or choose another folder' },
  KEY_EXISTS: { exit: EXIT.usage, hint: 'choose another key file; a key is never overwritten' },
  OUTPUT_EXISTS: { exit: EXIT.usage, hint: 'choose another file; none is written over' },
  FILE_MISSING: { exit: EXIT.usage, hint: 'check the path' },
  ON_HOLD: {
    exit: EXIT.usage,
    hint: 'leakcheck hold off --reason TEXT, once the hold is lifted',
  },
  REASON_UNSAFE: {
    exit: EXIT.usage,
    hint: 'say it in words or as a reference, without anybody’s identifier',
  },
  NOTHING_TO_MATCH: { exit: EXIT.usage, hint: 'leakcheck ingest FILE --as dump' },
  INPUT_UNREADABLE: {
    exit: EXIT.input,
    hint: 'leakcheck inspect FILE shows what was understood; --format and --map overrule it',
  },
  INPUT_BROKEN: {
    exit: EXIT.input,
    hint: '--allow-partial stores what came before the break, marked partial',
  },
  INPUT_LIMIT: { exit: EXIT.input, hint: 'the limit is named in the message' },
  STAMP_INVALID: {
    exit: EXIT.input,
    hint: 'leakcheck log --tsq FILE makes a request; the reply to it is what --tsr takes',
  },
  NO_CASE: { exit: EXIT.noCase, hint: 'leakcheck init starts one here; --case DIR names one' },
  CASE_TOO_NEW: { exit: EXIT.noCase, hint: 'a later version wrote this case; upgrade leakcheck' },
  NOT_A_CASE: { exit: EXIT.noCase, hint: 'the folder holds no case.db that leakcheck can open' },
  KEY_MISSING: { exit: EXIT.noCase, hint: 'name the key with --key FILE or LEAKCHECK_KEY_FILE' },
  KEY_DAMAGED: { exit: EXIT.noCase, hint: 'restore the key file from its copy' },
  KEY_WRONG: {
    exit: EXIT.noCase,
    hint: 'this key belongs to another case; leakcheck key show names the case of a key',
  },
  KEY_LOCKED: {
    exit: EXIT.noCase,
    hint: 'give the passphrase: LEAKCHECK_PASSPHRASE_FILE, or asked for on a terminal',
  },
  KEY_EXPOSED: { exit: EXIT.noCase, hint: 'chmod 600 the key file' },
  STORE_DAMAGED: {
    exit: EXIT.damaged,
    hint: 'leakcheck verify says what is damaged; restore the case from its copy',
  },
  CASE_BUSY: { exit: EXIT.busy, hint: 'wait for the other command, or use --wait' },
  CASE_READ_ONLY: { exit: EXIT.failed, hint: 'copy the case to a folder that can be written' },
  DISK_FULL: {
    exit: EXIT.failed,
    hint: 'free some space and run the command again; nothing was half-stored',
  },
  READ_FAILED: {
    exit: EXIT.failed,
    hint: 'the file vanished or cannot be read; nothing was stored',
  },
  INTERRUPTED: { exit: EXIT.interrupted, hint: 'nothing was half-stored; run the command again' },
} as const satisfies Record<string, { exit: ExitCode; hint: string }>
export type ErrorCode = keyof typeof CATALOGUE

/**
 * An expected failure. The message says what happened, in lower case and without a full stop, and holds no text
 * from a dump: only words of ours, numbers, and names that went through `harmlessName`.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  readonly exit: ExitCode
  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = options.hint ?? CATALOGUE[code].hint
    this.exit = CATALOGUE[code].exit
  }
}
