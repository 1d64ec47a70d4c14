/** What a user names on the command line: files, `-`, and folders that stand for every file in them. */
import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../core/error.ts'
import { Skipped, type SkipReason } from './members.ts'

export const STANDARD_INPUT = '-'

/**
 * The files that the arguments name, in their order; a folder is replaced by its files at any depth, sorted by path.
 * Inside a folder, names that begin with a dot, links and devices are left out, and so are the style sheets, scripts and
 * media beside the pages of a Telegram export, and what a stealer noted of a machine beside its logins.
 * @param skipped counts what is left out
 */
export async function expandPaths(
  paths: readonly string[],
  skipped: Skipped = new Skipped(),
): Promise<string[]> {
  const files: string[] = []
  for (const [index, path] of paths.entries()) {
    if (path === STANDARD_INPUT || !(await isFolder(path, index))) files.push(path)
    else files.push(...(await filesOf(path, skipped)))
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

async function filesOf(folder: string, skipped: Skipped): Promise<string[]> {
  const files = await walk(folder, skipped)
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

async function walk(folder: string, skipped: Skipped): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = new Set(entries.map(({ name }) => name))
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    const reason = reasonLeftOut(entry.name, names) ?? (await kindLeftOut(path, entry))
    if (reason !== null) skipped.add(reason)
    else if (entry.isDirectory()) return await walk(path, skipped)
    return reason === null ? [path] : []
  })
  return (await Promise.all(found)).flat()
}

async function kindLeftOut(path: string, entry: Dirent): Promise<SkipReason | null> {
  if (entry.isDirectory()) return null
  if (!entry.isFile()) return entry.isSymbolicLink() ? 'link' : 'device'
  return (await stat(path)).size === 0 ? 'empty' : null
}

/** Why a member of an archive is left out, told from its name and those beside it; `null` where it is evidence. */
export function leftOut(
  path: string,
  folders: ReadonlyMap<string, ReadonlySet<string>>,
): SkipReason | null {
  const names = namesIn(path)
  const reasons = names.map((name, depth) =>
    reasonLeftOut(name, folders.get(names.slice(0, depth).join('/')) ?? ALONE),
  )
  return reasons.find((reason) => reason !== null) ?? null
}

const ALONE: ReadonlySet<string> = new Set()

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

/** The file of logins that a stealer writes for a machine, and what else it writes there that holds no person's records. */
const LOGINS = /^(?:all[ _-]*)?passwords?(?:[ _-]*list)?\.txt$/i
const MACHINE =
  /^(?:(?:(?:system|user|pc)[ _-]*info(?:rmation)?|information|info|process(?:es|[ _-]*list)|(?:installed[ _-]*)?(?:software|programs|browsers)|domain[ _-]*detects?|clipboard|brute|copyright|cookie[ _-]*list|history)\.txt|screen(?:shot)?\.(?:jpe?g|png|bmp)|cookies?|history|files?[ _-]*grabber|file[ _-]*grabber|wallets|crypto[ _-]*wallets|steam|discord|telegram|credit[ _-]*cards?|cc|downloads|bookmarks)$/i

/** Why a name is left out among those beside it; `null` where it is evidence. */
function reasonLeftOut(name: string, beside: ReadonlySet<string>): SkipReason | null {
  if (isHidden(name)) return 'hidden'
  if (beside.has('messages.html') && [...LAYOUT, ...MEDIA].includes(name)) return 'layout'
  if (beside.has(INDEX) && [...LAYOUT, ...AROUND_CHATS].includes(name)) return 'layout'
  return MACHINE.test(name) && [...beside].some((other) => LOGINS.test(other)) ? 'machine' : null
}
