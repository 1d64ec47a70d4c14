/** What a user names on the command line: files, `-`, and folders that stand for every file in them. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../core/error.ts'

export const STANDARD_INPUT = '-'

/**
 * The files that the arguments name, in their order; a folder is replaced by its files at any depth, sorted by path.
 * Inside a folder, names that begin with a dot, links and devices are left out.
 */
export async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const [index, path] of paths.entries()) {
    if (path === STANDARD_INPUT || !(await isFolder(path, index))) files.push(path)
    else files.push(...(await filesOf(path)))
  }
  return files
}

// The error gives the argument's position and no cause: the path may hold a number.
async function isFolder(path: string, index: number): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory()
  } catch {
    throw new AppError('FILE_MISSING', `file ${index + 1} on the command line is not there`)
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const files = await walk(folder)
  if (files.length === 0) throw new AppError('FILE_MISSING', 'the folder holds no file')
  return files.sort()
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries
    .filter(({ name }) => !name.startsWith('.'))
    .map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return await walk(path)
      return entry.isFile() ? [path] : []
    })
  return (await Promise.all(found)).flat()
}
