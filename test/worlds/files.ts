/** Worlds as files: CSV text, the options of `leakcheck ingest`, and the list that the sketch of the method reads. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toCsv } from '../../src/demo/table.ts'
import type { FileOptions, World, WorldFile } from './world.ts'

export const fileName = ({ name }: WorldFile): string => `${name}.csv`

export const csvText = (file: WorldFile): string => toCsv(file, file.delimiter)

const FLAGS: readonly (readonly [
  flag: string,
  value: (options: FileOptions) => string | undefined,
])[] = [
  ['--taken', ({ taken }) => taken],
  ['--occurred', ({ occurred }) => occurred],
  ['--published', ({ published }) => published],
  ['--seen', ({ seen }) => seen],
  ['--sampled', ({ sampled }) => sampled?.toString()],
  ['--extract', ({ extract }) => extract],
  ['--collects', ({ collects }) => collects?.join(',')],
  ['--verified-by', ({ verifiedBy }) => verifiedBy],
]

/** What stands after the file in `leakcheck ingest FILE …`. */
export function ingestOptions({ name, role, options }: WorldFile): string[] {
  const stated = FLAGS.flatMap(([flag, value]) => {
    const text = value(options)
    return text === undefined ? [] : [flag, text]
  })
  return ['--as', role, '--name', name, ...stated, ...(options.complete ? ['--complete'] : [])]
}

/** One entry of the sketch's `ingest.json`. */
export interface ListedFile {
  readonly file: string
  readonly role: WorldFile['role']
  readonly name: string
  readonly taken?: string
  readonly occurred?: string
  readonly sampled?: number
}

export const ingestList = (world: World): ListedFile[] =>
  world.files.map((file) => {
    const { taken, occurred, sampled } = file.options
    return {
      file: fileName(file),
      role: file.role,
      name: file.name,
      ...(taken === undefined ? {} : { taken }),
      ...(occurred === undefined ? {} : { occurred }),
      ...(sampled === undefined ? {} : { sampled }),
    }
  })

/** Writes the CSV files, `ingest.json` and `truth.json` into a folder. */
export function writeWorld(world: World, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const file of world.files) writeFileSync(join(folder, fileName(file)), csvText(file))
  writeFileSync(join(folder, 'ingest.json'), JSON.stringify(ingestList(world), null, 1))
  writeFileSync(join(folder, 'truth.json'), JSON.stringify(world.truth, null, 1))
}
