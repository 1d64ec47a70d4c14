/** Tabulations of one column of a source: over the records that some patterns link, and over the whole source. */
import { BLOCK_RECORDS, type BlockData, NO_DAY } from '../store/block.ts'
import type { PartReader } from '../store/part-reader.ts'
import type { Breathe, Links } from './link.ts'
import type { Tabulation } from './patterns.ts'

export interface TabulationRequest {
  readonly source: number
  readonly column: 'day' | 'district'
  /** Positions in `patterns`. */
  readonly patterns: readonly number[]
}

/** Event words that mean "when this record came to be", in order of preference. */
const DAY_COLUMNS = ['date:registered', 'date:created', 'date']

export async function tabulate(
  request: TabulationRequest,
  parts: readonly PartReader[],
  links: Links,
  patternOf: Uint32Array,
  breathe: Breathe,
): Promise<Tabulation> {
  const linked = linkedRecords(request, links, patternOf)
  const counts = { linked: new Map<number, number>(), all: new Map<number, number>() }
  for (const part of parts) {
    const position = columnPosition(part, request.column)
    if (position === -1) continue
    const ofPart = linked.get(part.part) ?? new Map<number, number>()
    const canonical = request.column === 'district' ? canonicalCodes(part, position) : null
    for (let ordinal = 0; ordinal < part.blocks; ordinal++) {
      if (ordinal % BLOCK_RECORDS === 0) await breathe()
      countBlock(part.block(ordinal), ordinal * BLOCK_RECORDS, position, canonical, ofPart, counts)
    }
  }
  return { ...request, linked: ascending(counts.linked), all: ascending(counts.all) }
}

/** By part and record: how many dump records of the wanted patterns link it. */
function linkedRecords(
  { patterns }: TabulationRequest,
  links: Links,
  patternOf: Uint32Array,
): Map<number, Map<number, number>> {
  const wanted = new Set(patterns)
  const linked = new Map<number, Map<number, number>>()
  patternOf.forEach((pattern, row) => {
    if (!wanted.has(pattern) || links.code[row] === -1) return
    const part = links.part[row] ?? 0
    const ofPart = linked.get(part) ?? new Map<number, number>()
    linked.set(part, ofPart)
    add(ofPart, links.record[row] ?? 0, 1)
  })
  return linked
}

function columnPosition(part: PartReader, column: TabulationRequest['column']): number {
  const words = column === 'day' ? DAY_COLUMNS : ['district']
  const positions = words.map((word) =>
    part.layout.attributes.findIndex(({ attribute }) => attribute === word),
  )
  return positions.find((position) => position !== -1) ?? -1
}

/** Codes of equal canonical value share the first of them, so that spellings of one district count together. */
function canonicalCodes(part: PartReader, position: number): Uint32Array {
  const entries = part.dictionary(part.layout.attributes[position]?.attribute ?? '')
  const first = new Map<string, number>()
  return Uint32Array.from({ length: entries.length / 4 + 1 }, (_, code) => {
    if (code === 0) return 0
    const key = `${entries[4 * (code - 1)]} ${entries[4 * (code - 1) + 1]}`
    const known = first.get(key) ?? code
    first.set(key, known)
    return known
  })
}

function countBlock(
  block: BlockData,
  firstRecord: number,
  position: number,
  canonical: Uint32Array | null,
  linked: ReadonlyMap<number, number>,
  counts: { readonly linked: Map<number, number>; readonly all: Map<number, number> },
): void {
  const column = block.attributes[position]
  for (let row = 0; row < block.count; row++) {
    const value =
      column?.shape === 'date'
        ? column.day[row]
        : column?.shape === 'coded'
          ? canonical?.[column.codes[row] ?? 0]
          : 0
    if (value === undefined || value === NO_DAY || (canonical !== null && value === 0)) continue
    add(counts.all, value, 1)
    const times = linked.get(firstRecord + row)
    if (times !== undefined) add(counts.linked, value, times)
  }
}

function add(counts: Map<number, number>, key: number, n: number): void {
  counts.set(key, (counts.get(key) ?? 0) + n)
}

const ascending = (counts: ReadonlyMap<number, number>): [number, number][] =>
  [...counts].sort(([a], [b]) => a - b)
