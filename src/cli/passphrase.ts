/** Where a passphrase comes from: a file, the environment, or a terminal without echo; never an argument. */
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { AppError } from '../core/error.ts'

export interface PassphraseSources {
  /** `LEAKCHECK_PASSPHRASE_FILE` */
  readonly file: string | undefined
  /** `LEAKCHECK_PASSPHRASE` */
  readonly text: string | undefined
}

export async function passphrase(
  { file, text }: PassphraseSources,
  purpose: 'open' | 'protect',
): Promise<string | null> {
  if (file !== undefined) return firstLine(file)
  if (text !== undefined) return text
  if (!process.stdin.isTTY) return null
  const first = await ask('Passphrase: ')
  if (purpose === 'open' || first === (await ask('Again: '))) return first
  throw new AppError('KEY_LOCKED', 'the two passphrases differ')
}

function firstLine(file: string): string {
  try {
    return readFileSync(file, 'utf8').split('\n')[0]?.replace(/\r$/, '') ?? ''
  } catch (cause) {
    throw new AppError('KEY_LOCKED', 'the passphrase file cannot be read', { cause })
  }
}

function ask(prompt: string): Promise<string> {
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
