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
  Unreadable,
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
  try {
    const head = await file.head()
    const text = (await Array.fromAsync(file.text())).join('')
    return { text, head, ...(await file.finish()) }
  } finally {
    await file.close()
  }
}

export interface ReadMember {
  readonly label: string
  readonly text: string
  /** `null` for a file that is no member. */
  readonly finished: Finished | null
  /** Why it cannot be opened. */
  readonly unreadable: string | null
}

/** The files in an archive, each read to its end, and what became of the archive; a file that is none is its own member. */
export async function readMembers(
  bytes: Uint8Array | string,
  options?: OpenOptions,
): Promise<{ members: ReadMember[]; containers: readonly string[]; finished: Finished }> {
  const file = await openBytes(bytes, options)
  try {
    const members: ReadMember[] = []
    for await (const member of file.files()) {
      if (member instanceof Unreadable) {
        const { label, error } = member
        members.push({ label, text: '', finished: null, unreadable: error.message })
        continue
      }
      const text = (await Array.fromAsync(member.text())).join('')
      const finished = member === file ? null : await member.finish()
      members.push({ label: member.label, text, finished, unreadable: null })
    }
    return { members, containers: file.containers, finished: await file.finish() }
  } finally {
    await file.close()
  }
}
