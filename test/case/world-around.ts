/** What a command is given of the world around it, in a folder of its own: for cases that are worked on in this process. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../../src/case/environment.ts'

export function worldAround(folder = mkdtempSync(join(tmpdir(), 'leakcheck-case-'))): Environment {
  return {
    workingFolder: folder,
    keyFolder: join(folder, 'keys'),
    caseFolder: folder,
    keyFile: null,
    passphrase: async () => null,
    now: () => new Date('2026-01-02T03:04:05Z'),
    operator: 'tester',
    host: 'bench',
    version: '0.0.0',
    waitMs: 0,
    signal: new AbortController().signal,
    onProgress: () => {
      // Nobody watches.
    },
  }
}
