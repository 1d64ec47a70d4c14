/** New files that a command writes: never over another one, for their owner alone, and whole or not there. */
import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { AppError } from '../core/error.ts'

/** What is said where the file is there already, or its folder cannot be written. */
const TAKEN = {
  key: ['KEY_EXISTS', 'the key file is already there or its folder cannot be written'],
  output: ['OUTPUT_EXISTS', 'the output file is there already or its folder cannot be written'],
} as const

/** @throws AppError KEY_EXISTS or OUTPUT_EXISTS, DISK_FULL */
export function writeNew(
  path: string,
  content: string | Uint8Array,
  what: keyof typeof TAKEN,
): void {
  const file = created(path, what)
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } catch (cause) {
    rmSync(path, { force: true })
    throw unwritable(cause)
  } finally {
    closeSync(file)
  }
}

function created(path: string, what: keyof typeof TAKEN): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (cause) {
    if (isFull(cause)) throw unwritable(cause)
    const [code, message] = TAKEN[what]
    throw new AppError(code, message, { cause })
  }
}

const unwritable = (cause: unknown): AppError =>
  new AppError('DISK_FULL', 'the file cannot be written', { cause })

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT|EFBIG)$/.test(String(error.code))
