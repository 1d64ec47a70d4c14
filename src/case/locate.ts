/** Finding the case: `--case`, the environment, or the nearest `.leakcheck` from the working folder upwards. */
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../core/error.ts'
import type { Environment } from './environment.ts'

export const CASE_FOLDER = '.leakcheck'
export const CASE_FILE = 'case.db'

/** The folder that holds case.db. @throws AppError NO_CASE */
export function locateCase(environment: Environment): string {
  const folder = findCase(environment)
  if (folder === null) throw new AppError('NO_CASE', 'there is no case here')
  return folder
}

/** Like `locateCase`, or `null` where there is none. */
export function findCase({ caseFolder, workingFolder }: Environment): string | null {
  if (caseFolder !== null) return namedCase(resolve(workingFolder, caseFolder))
  for (let folder = resolve(workingFolder); ; folder = dirname(folder)) {
    if (existsSync(join(folder, CASE_FOLDER, CASE_FILE))) return join(folder, CASE_FOLDER)
    // `init DIR` puts the case in DIR itself.
    if (existsSync(join(folder, CASE_FILE))) return folder
    if (folder === dirname(folder)) return null
  }
}

/** A named folder is the case itself, or holds it. */
function namedCase(folder: string): string | null {
  return (
    [folder, join(folder, CASE_FOLDER)].find((candidate) =>
      existsSync(join(candidate, CASE_FILE)),
    ) ?? null
  )
}
