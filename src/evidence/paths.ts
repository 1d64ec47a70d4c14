/** What a user names on the command line: files, `-`, and folders that stand for every file in them. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../core/error.ts'

export const STANDARD_INPUT = '-'

/**
 * The files that the arguments name, in their order; a folder is replaced by its files at any depth, sorted by path.
 * Inside a folder, names that begin with a dot, links and devices are left out, and so are the style sheets, scripts and
 * media beside the pages of a Telegram export.
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
  return files
    .map((path) => [inPageOrder(path), path] as const)
    .sort(byFirst)
    .map(([, path]) => path)
}

/** `messages.html`, `messages2.html`, …, `messages10.html`: a chat goes on from one page to the next. */
const inPageOrder = (path: string): string =>
  path.replace(/\bmessages(\d*)\.html$/, (_, page: string) => `messages${page.padStart(9, '0')}`)

const byFirst = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : Number(a > b)

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = new Set(entries.map(({ name }) => name))
  const found = entries
    .filter(({ name }) => !isHidden(name) && isEvidence(name, names))
    .map(async (entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return await walk(path)
      return entry.isFile() ? [path] : []
    })
  return (await Promise.all(found)).flat()
}

/** Why a member of an archive is left out, told from its name and those beside it; `null` where it is evidence. */
export function leftOut(
  path: string,
  folders: ReadonlyMap<string, ReadonlySet<string>>,
): 'hidden' | 'layout' | null {
  const names = namesIn(path)
  if (names.some(isHidden)) return 'hidden'
  const isLayout = names.some((name, depth) => {
    const beside = folders.get(names.slice(0, depth).join('/'))
    return beside !== undefined && !isEvidence(name, beside)
  })
  return isLayout ? 'layout' : null
}

/** What stands in each folder of an archive, by the folder's path. */
export function foldersOf(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>()
  for (const names of paths.map(namesIn)) {
    names.forEach((name, depth) => {
      const folder = names.slice(0, depth).join('/')
      folders.set(folder, (folders.get(folder) ?? new Set()).add(name))
    })
  }
  return folders
}

const namesIn = (path: string): string[] =>
  path.split(/[\\/]/).filter((name) => !['', '.', '..'].includes(name))

/** macOS lays a folder of its own beside the files of an archive. */
const isHidden = (name: string): boolean => name.startsWith('.') || name === '__MACOSX'

/** What Telegram Desktop writes beside the pages of a chat, and beside the index of a full export. */
const LAYOUT = ['css', 'js', 'images']
const MEDIA = ['photos', 'video_files', 'voice_messages', 'round_video_messages', 'stickers']
const INDEX = 'export_results.html'
const AROUND_CHATS = [INDEX, 'lists', 'profile_pictures', 'stories']

function isEvidence(name: string, beside: ReadonlySet<string>): boolean {
  if (beside.has('messages.html') && [...LAYOUT, ...MEDIA].includes(name)) return false
  return !(beside.has(INDEX) && [...LAYOUT, ...AROUND_CHATS].includes(name))
}
