/** Where the records of a JSON file are, told from its head: at its root, or in lists inside an object. Pure. */
import { AppError } from '../core/error.ts'
import { type Frame, JsonWalk, type Visitor } from './json-walk.ts'

/** Brackets that are open around a record in a list, the list's own among them; 0: each root value is a record or a list of them. */
export type ListDepth = number

const PHP_MY_ADMIN = /"comment"\s*:\s*"Export to JSON plugin for PHPMyAdmin"/
/** `[`, an element with the name of a table, and its `data`. */
const PHP_MY_ADMIN_DEPTH = 3
/** `{"hits": {"hits": [`, once or many times over. */
const SEARCH_RESULT_DEPTH = 3

export interface Shape {
  readonly depth: ListDepth
  /** Whether all of the head is JSON. */
  readonly intact: boolean
}

/** The shape of a text that begins like JSON; `null` where not even its first value holds. */
export function shapeOf(head: string): Shape | null {
  const census = new Census()
  const walk = new JsonWalk(census, [])
  let intact = false
  try {
    intact = walk.write(head)
  } catch (error) {
    // A limit is the reader's to report.
    if (!(error instanceof AppError)) throw error
    intact = true
  }
  if (!intact && census.closed === 0) return null
  return { intact, depth: PHP_MY_ADMIN.test(head) ? PHP_MY_ADMIN_DEPTH : census.listDepth() }
}

/** Counts the values of a text by the outermost list of objects that they are in. */
class Census implements Visitor {
  closed = 0
  #roots = 0
  #isObject = false
  #isSearchResult = false
  #scalars = 0
  readonly #byDepth = new Map<number, number>()

  open(frames: readonly Frame[]): void {
    if (frames.length === 1) {
      this.#roots++
      this.#isObject ||= frames[0]?.kind === 'object'
    }
    const keys = frames.map(({ key }) => key)
    const isHits = frames.length === SEARCH_RESULT_DEPTH && frames.at(-1)?.kind === 'array'
    this.#isSearchResult ||= isHits && keys[0] === 'hits' && keys[1] === 'hits'
  }

  scalar(frames: readonly Frame[]): void {
    this.#scalars++
    const depth = frames.findIndex(
      ({ kind }, index) => kind === 'array' && frames[index + 1]?.kind === 'object',
    )
    if (depth >= 0) this.#byDepth.set(depth + 1, (this.#byDepth.get(depth + 1) ?? 0) + 1)
  }

  close(): void {
    this.closed++
  }

  /** Lists count where they hold most values of the only object. */
  listDepth(): ListDepth {
    if (this.#isSearchResult) return SEARCH_RESULT_DEPTH
    const [depth, values] = [...this.#byDepth].reduce((a, b) => (b[1] > a[1] ? b : a), [0, 0])
    return this.#isObject && this.#roots === 1 && values * 2 > this.#scalars ? depth : 0
  }
}
