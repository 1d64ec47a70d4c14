/** What tests read from a world: a small one, one file of it, one column. */
import type { ColumnKind } from '../../src/core/kinds.ts'
import type { ScenarioName } from './scenarios/index.ts'
import { type World, type WorldFile, worlds } from './world.ts'

const SMALL = { people: 2000, rows: 200 }
export const small = (name: ScenarioName, seed = 1, size = SMALL): World => worlds(name, seed, size)

export const fileOf = (world: World, name: string): WorldFile => {
  const file = world.files.find((one) => one.name === name)
  if (!file) throw new Error(`no file of this name: ${name}`)
  return file
}
export const valuesOf = (file: WorldFile, kind: ColumnKind): string[] => {
  const at = file.columns.indexOf(kind)
  return at < 0 ? [] : file.rows.map((row) => row[at] ?? '')
}
const bare = (values: readonly string[]): string[] =>
  values.map((value) => value.replace(/\D/g, '').slice(-10))
export const phonesOf = (file: WorldFile): Set<string> =>
  new Set(bare(valuesOf(file, 'phone')).filter((phone) => phone.length === 10))

/** Part of the dump's telephones that a file holds. */
export const phoneOverlap = (world: World, name: string): number => {
  const phones = [...phonesOf(fileOf(world, 'dump'))]
  const held = phonesOf(fileOf(world, name))
  return phones.filter((phone) => held.has(phone)).length / phones.length
}
export const firstBreach = (world: World): WorldFile => {
  const [first] = world.files.filter(({ role }) => role === 'breach')
  if (!first) throw new Error('no breach in this world')
  return first
}
