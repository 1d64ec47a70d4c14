/** `init`: a new case, its key somewhere else. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { AppError } from '../core/error.ts'
import { CaseStore } from '../store/case-store.ts'
import { translated } from '../store/database.ts'
import { CaseKey } from '../tokens/case-key.ts'
import type { Environment } from './environment.ts'
import { keyPath, refuseInCase, writeKey } from './key-file.ts'
import { CASE_FILE, CASE_FOLDER } from './locate.ts'
import { trailEntry } from './open-case.ts'
import { operatorWords } from './reason.ts'

export interface InitOptions {
  /** The case's own folder; without it, `.leakcheck` in the working folder. */
  readonly folder?: string | undefined
  readonly passphrase: boolean
  readonly noticed?: string | undefined
  readonly operator?: string | undefined
  readonly reference?: string | undefined
  /** A fresh one where not given; tests that must give the same case again bring their own. */
  readonly key?: CaseKey
}

export interface InitResult {
  readonly caseId: string
  readonly folder: string
  readonly keyFile: string
  readonly isProtected: boolean
}

export async function init(environment: Environment, options: InitOptions): Promise<InitResult> {
  const folder = resolve(environment.workingFolder, options.folder ?? CASE_FOLDER)
  const path = join(folder, CASE_FILE)
  if (existsSync(path)) throw new AppError('CASE_EXISTS', 'there is a case in this folder already')
  const key = options.key ?? CaseKey.generate()
  const keyFile = keyPath(environment, key.caseId)
  refuseInCase(folder, keyFile)
  await writeKey(environment, keyFile, key, options.passphrase)
  try {
    createCase(environment, folder, path, key, options)
  } catch (error) {
    // A key without its case is of no use to anyone, nor is the beginning of a case.
    for (const begun of [keyFile, path, `${path}-journal`]) rmSync(begun, { force: true })
    throw translated(error)
  }
  return { caseId: key.caseId, folder, keyFile, isProtected: options.passphrase }
}

function createCase(
  environment: Environment,
  folder: string,
  path: string,
  key: CaseKey,
  options: InitOptions,
): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const facts = {
    created: environment.now().toISOString(),
    noticed: options.noticed === undefined ? null : isoTime(options.noticed),
    operator: words('--operator', options.operator),
    reference: words('--ref', options.reference),
  }
  CaseStore.create(
    path,
    key,
    facts,
    trailEntry(environment, 'init', { caseId: key.caseId, stated: facts }),
  ).close()
}

/** @throws AppError REASON_UNSAFE, USAGE */
const words = (option: string, text: string | undefined): string | null =>
  text === undefined ? null : operatorWords(option, text)

/** @throws AppError USAGE */
function isoTime(text: string): string {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) {
    throw new AppError('USAGE', '--noticed is no time', {
      hint: 'write it as 2023-06-12T09:30+05:30',
    })
  }
  return time.toISOString()
}
