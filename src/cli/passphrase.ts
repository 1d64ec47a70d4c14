/** Where a passphrase comes from: a file, the environment, or a terminal without echo; never an argument. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { PassphrasePurpose } from '../case/environment.ts'
import { AppError } from '../core/error.ts'
import { generatePassphrase } from '../tokens/passphrase-words.ts'

export interface PassphraseSources {
  /** `LEAKCHECK_PASSPHRASE_FILE` */
  readonly file: string | undefined
  /** `LEAKCHECK_PASSPHRASE` */
  readonly text: string | undefined
  /** `LEAKCHECK_NEW_PASSPHRASE_FILE`: chosen rather than generated. */
  readonly newFile: string | undefined
}

export async function passphrase(
  { file, text, newFile }: PassphraseSources,
  purpose: PassphrasePurpose,
): Promise<string | null> {
  if (purpose === 'generate') return newFile === undefined ? generated() : firstLine(newFile)
  if (file !== undefined) return firstLine(file)
  if (text !== undefined) return text
  if (!process.stdin.isTTY) return null
  const first = await ask('Passphrase: ')
  if (purpose === 'open' || first === (await ask('Again: '))) return first
  throw new AppError('KEY_LOCKED', 'the two passphrases differ')
}

/** Shown once, on a terminal and nowhere else. */
function generated(): string | null {
  if (!process.stderr.isTTY) return null
  const words = generatePassphrase()
  process.stderr.write(`Passphrase, shown once; write it down now:\n\n  ${words}\n\n`)
  return words
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[0]?.replace(/\r$/, '') ?? ''
  } catch (cause) {
    throw new AppError('KEY_LOCKED', 'the passphrase file cannot be read', { cause })
  }
}

/** Reads a line from the terminal without echo. */
export function ask(prompt: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  process.stderr.write(prompt)
  return new Promise((resolve) => {
    lines.question('', (answer) => {
      lines.close()
      process.stderr.write('\n')
      resolve(answer)
    })
  })
}
