/** A folder for the files of one test, removed after it; and what `openFile` makes of bytes written there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  type EvidenceFile,
  type Finished,
  type OpenOptions,
  openFile,
} from '../../src/evidence/file.ts'

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leakcheck-evidence-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface Opened extends Finished {
  readonly text: string
  readonly head: string
}

export function openBytes(
  bytes: Uint8Array | string,
  options?: OpenOptions,
): Promise<EvidenceFile> {
  const path = join(scratchFolder(), 'dump.csv')
  writeFileSync(path, bytes)
  return openFile(path, new AbortController().signal, options)
}

export async function readBytes(
  bytes: Uint8Array | string,
  options?: OpenOptions,
): Promise<Opened> {
  const file = await openBytes(bytes, options)
  const head = await file.head()
  const text = (await Array.fromAsync(file.text())).join('')
  return { text, head, ...(await file.finish()) }
}
