/** Makes a renaming or a removal in a folder last through a loss of power. */
import { closeSync, fsyncSync, openSync } from 'node:fs'

/** A folder cannot be opened on Windows, and needs no sync there. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
