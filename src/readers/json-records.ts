/** The records of a JSON file: nested values under their paths, what Mongo and Elasticsearch wrap around them taken off. */
import type { ListDepth } from './json-shape.ts'
import type { Frame, Visitor } from './json-walk.ts'
import type { Entry } from './table-rows.ts'

export interface JsonRecord {
  /** The list that it stands in, `''` at the root. */
  readonly list: string
  /** Values by path; the keys of a row that is an array are its positions. */
  readonly entries: readonly Entry[]
  readonly isRow: boolean
}

interface Open {
  /** Frames that are open around its values. */
  readonly depth: number
  readonly list: string
  readonly isRow: boolean
  readonly values: Map<string, string[]>
}

/** Elasticsearch's own words around a document, and the lines that announce one in its bulk format. */
const WRAPPERS = new Set(['_source', 'doc'])
const ACTIONS = new Set(['index', 'create', 'update', 'delete'])
/** What Elasticsearch says of a search beside its hits. */
const SEARCH_META = new Set(['took', 'timed_out', '_scroll_id', 'pit_id', '_shards', 'hits'])
/** Several values under one path; cells are split there again. */
const JOINT = '; '
const MILLISECONDS = /^-?\d{1,15}$/

export class JsonRecords implements Visitor {
  readonly #depth: ListDepth
  readonly #outside = new Map<string, string[]>()
  #records: JsonRecord[] = []
  #open: Open | null = null
  /** What the open objects around lists call themselves, by depth. */
  readonly #names: string[] = []

  constructor(depth: ListDepth) {
    this.#depth = depth
  }

  /** The records since the last time. */
  take(): JsonRecord[] {
    const records = this.#records
    this.#records = []
    return records
  }

  open(frames: readonly Frame[]): void {
    const { length } = frames
    this.#names.length = length
    this.#names[length - 1] = ''
    if (this.#open !== null || !this.#beginsRecord(frames)) return
    const isRow = frames.at(-1)?.kind === 'array'
    this.#open = { depth: length, list: this.#listOf(frames), isRow, values: new Map() }
  }

  scalar(frames: readonly Frame[], text: string | null): void {
    if (this.#open !== null) {
      add(this.#open, frames.slice(this.#open.depth - 1), text)
    } else if (this.#isList(frames)) {
      this.#records.push({
        list: this.#listOf(frames),
        entries: [['0', text ?? '']],
        isRow: true,
      })
    } else {
      if (frames.at(-1)?.key === 'name') this.#names[frames.length - 1] = text ?? ''
      this.#note(frames, text)
    }
  }

  close(frames: readonly Frame[]): void {
    const { length } = frames
    const open = this.#open
    if (open === null && length === 1) this.#keepOutside()
    if (open === null || open.depth !== length) return
    this.#open = null
    const entries = entriesOf(open.values)
    if (!open.isRow && isAction(frames.at(-1), entries)) return
    this.#records.push({ list: open.list, entries, isRow: open.isRow })
  }

  /** What stands beside the lists of an object may be somebody as well: it is one record. */
  #note(frames: readonly Frame[], text: string | null): void {
    const [root] = frames
    const isMeta = root?.kind !== 'object' || SEARCH_META.has(root.key ?? '')
    if (text !== null && !isMeta) add({ isRow: false, values: this.#outside }, frames, text)
  }

  #keepOutside(): void {
    if (this.#outside.size === 0) return
    this.#records.push({ list: '', entries: entriesOf(this.#outside), isRow: false })
    this.#outside.clear()
  }

  /** Whether values at this place are records. */
  #isList(frames: readonly Frame[]): boolean {
    const { length } = frames
    if (this.#depth === 0) return length === 0 || (length === 1 && frames[0]?.kind === 'array')
    return length === this.#depth && frames.at(-1)?.kind === 'array'
  }

  /** An array at the root is a list, never a row. */
  #beginsRecord(frames: readonly Frame[]): boolean {
    const isObject = frames.at(-1)?.kind === 'object'
    return this.#isList(frames.slice(0, -1)) && (isObject || frames.length > 1)
  }

  #listOf(frames: readonly Frame[]): string {
    const around = frames.slice(0, this.#depth)
    return around
      .flatMap(({ key }, depth) => [key, this.#names[depth]])
      .filter((word) => word != null && word !== '')
      .join('.')
  }
}

/** Adds a value under the path of its keys; places in arrays count for nothing, but in a row. */
function add(
  { isRow, values }: Pick<Open, 'isRow' | 'values'>,
  frames: readonly Frame[],
  text: string | null,
): void {
  const keys = frames.map(({ key }) => key).filter((key) => key !== null)
  const names = keys.filter((key, i) => !key.startsWith('$') && !(i === 0 && WRAPPERS.has(key)))
  const path = (isRow ? [String(frames[0]?.values ?? 0), ...names] : names).join('.')
  const held = values.get(path)
  const said = text === null ? '' : keys.includes('$date') ? dateOf(text) : text
  if (held === undefined) values.set(path, [said])
  else held.push(said)
}

const entriesOf = (values: ReadonlyMap<string, readonly string[]>): Entry[] =>
  [...values].map(([path, texts]): Entry => [path, texts.join(JOINT)])

/** Mongo's dates may be milliseconds since 1970. */
function dateOf(text: string): string {
  const date = new Date(MILLISECONDS.test(text) ? Number(text) : Number.NaN)
  return Number.isNaN(date.getTime()) ? text : date.toISOString()
}

/** `{"index": {"_id": …}}` says what is done with the next line. */
function isAction(frame: Frame | undefined, entries: readonly Entry[]): boolean {
  if (frame?.values !== 0 && frame?.values !== 1) return false
  const action = frame.key ?? ''
  return ACTIONS.has(action) && entries.every(([path]) => path.startsWith(`${action}._`))
}
