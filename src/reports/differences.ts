/** Two JSON documents held against each other figure by figure: numbers to nine digits, everything else to the letter. */
import { printable } from '../core/printable.ts'

export interface Difference {
  /** Where it stands: `sources[portal].share.estimate`. */
  readonly figure: string
  readonly stated: string
  readonly follows: string
}

/** Of the larger of two numbers: two machines may round the last digits of a sum apart. */
const PRECISION = 1e-9

export function differences(stated: unknown, follows: unknown, figure = ''): readonly Difference[] {
  if (isEqual(stated, follows)) return []
  if (!isTree(stated) || !isTree(follows) || Array.isArray(stated) !== Array.isArray(follows))
    return [{ figure: printable(figure), stated: shown(stated), follows: shown(follows) }]
  const [one, other] = [membersOf(stated), membersOf(follows)]
  const names = [...new Set([...one.keys(), ...other.keys()])]
  const place = (name: string) => (Array.isArray(stated) ? `[${placeName(stated, name)}]` : name)
  return names.flatMap((name) =>
    differences(one.get(name), other.get(name), joined(figure, place(name))),
  )
}

/** How many numbers and texts a document holds. */
export const countFigures = (value: unknown): number =>
  isTree(value)
    ? [...membersOf(value).values()].reduce((sum: number, item) => sum + countFigures(item), 0)
    : 1

type Tree = Readonly<Record<string, unknown>> | readonly unknown[]

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null
const membersOf = (tree: Tree): ReadonlyMap<string, unknown> => new Map(Object.entries(tree))

function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  // 1e999 is read as infinity, next to which every other number would be as good as equal.
  if (!Number.isFinite(one) || !Number.isFinite(other)) return false
  const [a, b] = [Number(one), Number(other)]
  return Math.abs(a - b) <= PRECISION * Math.max(Math.abs(a), Math.abs(b))
}

/** An element of a list by its own name, where it has one. */
function placeName(list: readonly unknown[], index: string): string {
  const item = list[Number(index)]
  if (!isTree(item) || Array.isArray(item)) return index
  const { name, code, file } = item as Readonly<Record<string, unknown>>
  const own = [name, code, file].find((candidate) => typeof candidate === 'string')
  return own === undefined ? index : printable(String(own))
}

const joined = (figure: string, name: string): string =>
  figure === '' || name.startsWith('[') ? `${figure}${name}` : `${figure}.${name}`

/** Figures are told; of texts only that they differ. */
function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null)
    return String(value)
  if (value === undefined) return 'nothing'
  return typeof value === 'string' ? 'another text' : 'something else'
}
