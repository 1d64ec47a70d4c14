/** The order of rows: whether the dump's records stand in the order of a source's files. */
import { ascentsZ, successionsBound } from '../exact-tests.ts'
import type { FactFinding } from '../fact-findings.ts'
import type { PatternsDocument } from '../patterns.ts'
import { linkedRecord, type TracedSet } from './linked-set.ts'
import type { OrderCounts } from './trace.ts'
import { outOf, tracesOf } from './yardstick.ts'

export function rowOrder(linked: TracedSet, source: number): Map<string, OrderCounts> {
  const sequence = sequenceIn(linked, source)
  return sequence.length < 2 ? new Map() : new Map([['', countOrder(sequence)]])
}

/**
 * The source's records in the order of the set's rows, one a household: a family that stands together in both files would pass
 * for an order of the whole.
 */
function sequenceIn(
  { links, set, linkedRows, households }: TracedSet,
  source: number,
): Float64Array {
  const ofSource = links[source]
  const isLater = new Uint8Array(set.records.count)
  for (const rows of households) for (const row of rows.subarray(1)) isLater[row] = 1
  const rows = linkedRows[source]?.filter((row) => isLater[row] === 0) ?? []
  return ofSource === undefined
    ? new Float64Array()
    : Float64Array.from(rows, (row) => linkedRecord(ofSource, row))
}

function countOrder(sequence: Float64Array): OrderCounts {
  const rank = ranksOf(sequence)
  const counts = { compared: sequence.length - 1, shown: 0, following: 0, preceding: 0, serial: 0 }
  for (let at = 1; at < sequence.length; at++) {
    const [before = 0, after = 0] = [sequence[at - 1], sequence[at]]
    const step = (rank[at] ?? 0) - (rank[at - 1] ?? 0)
    if (step > 0) counts.shown += 1
    if (step === 1) counts.following += 1
    if (step === -1) counts.preceding += 1
    if (after === before + 1) counts.serial += 1
  }
  return counts
}

/** The rank of each item among all, from 0. */
function ranksOf(sequence: Float64Array): Uint32Array {
  const ascending = Uint32Array.from(sequence.keys()).sort(
    (a, b) => (sequence[a] ?? 0) - (sequence[b] ?? 0),
  )
  const rank = new Uint32Array(sequence.length)
  ascending.forEach((at, position) => {
    rank[at] = position
  })
  return rank
}

/** Fewer records in a row are left alone: an order among thirty is soon found by whoever looks for one. */
const LEAST_RECORDS = 50
/** Standard deviations of the ascents: chance 1e-9, since rows of one day or district already come in lumps. */
const LEAST_Z = 6
/** Records followed by their next: chance below 1/12! = 2e-9, whatever the number of records. */
const LEAST_CHANCE = successionsBound(12)

interface Order {
  readonly z: number
  /** In reverse where the records descend. */
  readonly direct: number
  readonly isOrdered: boolean
}

function orderOf({ compared, shown, following, preceding }: OrderCounts): Order {
  const z = ascentsZ(shown, compared + 1)
  const direct = z < 0 ? preceding : following
  const isBeyondChance = Math.abs(z) >= LEAST_Z || successionsBound(direct) <= LEAST_CHANCE
  return { z, direct, isOrdered: compared + 1 >= LEAST_RECORDS && isBeyondChance }
}

/** Nothing is found where another corpus stands in that order as well: the files are sorted by one column. */
export function rowOrderFindings(document: PatternsDocument): FactFinding[] {
  return tracesOf(document, 'row-order').flatMap(({ code, source, counts, elsewhere }) => {
    const { z, direct, isOrdered } = orderOf(counts)
    if (!isOrdered || elsewhere.some((other) => orderOf(other.counts).isOrdered)) return []
    const name = document.sources[source]?.name ?? ''
    const reverse = z < 0
    const neighbours = outOf({
      ...counts,
      shown: reverse ? counts.compared - counts.shown : counts.shown,
    })
    const sentence = `The dump stands in the ${reverse ? 'reverse ' : ''}order of ${name}: of its neighbouring records there, ${neighbours} ${reverse ? 'descend' : 'ascend'} (by chance about half; z = ${Math.abs(z).toFixed(1)}) and ${direct.toLocaleString('en')} follow each other directly (by chance about one). Unless both are sorted by the same column, or the dump was asked for from such a list, they go back to one file.`
    return [{ code, source: name, records: counts.compared + 1, sentence }]
  })
}
