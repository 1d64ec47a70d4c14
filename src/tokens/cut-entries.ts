/** Tokens with their rows (`ENTRY_WORDS` words each) and a quick cut: the rows that it keeps, and the tokens of rows that stay. */
import { ENTRY_WORDS } from '../kernels/entries.ts'
import type { QuickCut } from './quick-cut.ts'

/** By row: 1 where one of its tokens is in the cut. */
export function rowsInCut(all: readonly Uint32Array[], rows: number, cut: QuickCut): Uint8Array {
  const isHeld = new Uint8Array(rows)
  for (const entries of all) {
    for (let at = 0; at < entries.length; at += ENTRY_WORDS) {
      if (cut.holdsHead(entries[at] ?? 0)) isHeld[entries[at + ENTRY_WORDS - 1] ?? 0] = 1
    }
  }
  return isHeld
}

/** The tokens of rows that are marked 0. */
export function entriesLeft(entries: Uint32Array, marks: Uint8Array): Uint32Array {
  const left = new Uint32Array(entries.length)
  let end = 0
  for (let at = 0; at < entries.length; at += ENTRY_WORDS) {
    if (marks[entries[at + ENTRY_WORDS - 1] ?? 0] !== 0) continue
    left.set(entries.subarray(at, at + ENTRY_WORDS), end)
    end += ENTRY_WORDS
  }
  return left.slice(0, end)
}
