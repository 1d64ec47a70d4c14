/**
 * What somebody does who has case.db, the dump and every breach in plain, this source code, and no key: line the boxes of the known
 * files up with their rows, and read the registry with what that gives. Each attack takes boxes for what it hopes they are.
 */
import { type BlockData, decodeBlock } from '../../src/store/block.ts'
import type { Connection } from '../../src/store/database.ts'
import { decodeDictionary } from '../../src/store/dictionary.ts'
import { decodeSegment } from '../../src/store/segment.ts'
import { partRows, sourceRows } from '../../src/store/sources.ts'
import type { PartLayout } from '../../src/tokens/record.ts'

export type Person = Readonly<Record<string, string>>
type Guesses = readonly (string | undefined)[]

const [NONCE_BYTES, TAG_BYTES] = [12, 16]

interface Box {
  readonly count: number
  readonly box: Buffer
}

/** A part as it lies in the file: its layout stands in clear. */
interface SealedPart {
  readonly id: number
  readonly layout: PartLayout
  readonly blocks: readonly Box[]
}

const body = (box: Buffer): Buffer => box.subarray(NONCE_BYTES, -TAG_BYTES)

export class Attack {
  readonly #db: Connection
  constructor(db: Connection) {
    this.#db = db
  }

  /** Values of an attribute of every record of a source, from what the known source shows of its fingerprints. */
  readAttribute(
    target: string,
    known: string,
    people: readonly Person[],
    attribute: string,
  ): Guesses {
    const book = new Map<string, string>()
    this.#forms(known, attribute).forEach((form, row) => {
      const value = people[row]?.[attribute]
      if (form !== undefined && value !== undefined) book.set(form, value)
    })
    return this.#forms(target, attribute).map((form) =>
      form === undefined ? undefined : book.get(form),
    )
  }

  /** By record of the known source, whether a token of it stands in the target too. */
  membership(target: string, known: string, kind: string): boolean[] {
    const theirs = new Set(this.#tokens(target, kind).map(({ token }) => token))
    const members: boolean[] = []
    for (const { token, row } of this.#tokens(known, kind)) members[row] = theirs.has(token)
    return members
  }

  /**
   * Which records of the target hold an identifier: the first column of a block is known of the known source, and two boxes under
   * one nonce differ by what stands in them.
   */
  whoHolds(target: string, known: string, states: Buffer, shift: number): boolean[] {
    const key = this.#part(known).blocks.map(({ box }) => body(box))[0]
    return this.#part(target).blocks.flatMap(({ box, count }) =>
      Array.from({ length: count }, (_, row) => {
        const stream = (key?.[row] ?? 0) ^ (states[row] ?? 0)
        return ((((body(box)[row] ?? 0) ^ stream) >> shift) & 3) === 1
      }),
    )
  }

  #part(source: string): SealedPart {
    const { id = 0 } = sourceRows(this.#db).find(({ name }) => name === source) ?? {}
    const [part] = partRows(this.#db, id)
    if (part === undefined) throw new Error(`no part of ${source}`)
    const blocks = this.#db
      .prepare<[number], Box>('SELECT count, box FROM block WHERE part = ? ORDER BY ordinal')
      .all(part.part)
    return { id: part.part, layout: part.layout, blocks }
  }

  /** What stands for the attribute in each record, in record order; undefined where it cannot be read. */
  #forms(source: string, attribute: string): (string | undefined)[] {
    const part = this.#part(source)
    const position = part.layout.attributes.findIndex((column) => column.attribute === attribute)
    const entries = this.#dictionary(part, attribute)
    return part.blocks.flatMap(({ count, box }) => {
      const data = attempt(() => decodeBlock(part.layout, body(box), count))
      return Array.from({ length: count }, (_, row) =>
        data === undefined ? undefined : formOf(data, position, row, entries),
      )
    })
  }

  #dictionary({ id }: SealedPart, attribute: string): Uint32Array {
    const row = this.#db
      .prepare<[number, string], Box>(
        'SELECT count, box FROM dictionary WHERE part = ? AND attribute = ?',
      )
      .get(id, attribute)
    return (
      attempt(() => decodeDictionary(body(row?.box ?? Buffer.alloc(28)), row?.count ?? 0)) ??
      new Uint32Array()
    )
  }

  #tokens(source: string, kind: string): { token: string; row: number }[] {
    return this.#db
      .prepare<[number, string], Box>('SELECT count, box FROM segment WHERE part = ? AND kind = ?')
      .all(this.#part(source).id, kind)
      .flatMap(({ count, box }) => {
        const { tokens, records } = decodeSegment(body(box), count)
        return Array.from(records, (row, i) => ({
          token: tokens.subarray(16 * i, 16 * i + 16).toString('hex'),
          row,
        }))
      })
  }
}

function formOf(
  data: BlockData,
  position: number,
  row: number,
  entries: Uint32Array,
): string | undefined {
  const column = data.attributes[position]
  if (column?.shape === 'name') return `${column.folded[row]}`
  if (column?.shape !== 'coded') return
  const entry = 4 * ((column.codes[row] ?? 0) - 1)
  return entry in entries ? `${entries[entry]} ${entries[entry + 1]}` : undefined
}

/** Bytes that are no block do not decode. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
