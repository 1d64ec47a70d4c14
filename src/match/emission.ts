/** Emission: how each source's own records compare with every source, counted over its probe. */
import type { PartReader } from '../store/part-reader.ts'
import type { FormList } from './forms.ts'
import { type LinkContext, type Links, linkCode, linkSource } from './link.ts'
import type { Emission } from './patterns.ts'
import type { ProbeSet } from './probe-set.ts'

/** A source as the linker sees it. */
export interface LinkedSource {
  readonly parts: readonly PartReader[]
  /** By slot, whether the normaliser's version is that of the dump. */
  readonly compared: readonly boolean[]
}

/** Links a probe of source `from` with every source, its own rows left out. */
export async function linkProbe(
  context: LinkContext,
  from: number,
  probe: ProbeSet,
  sources: readonly LinkedSource[],
): Promise<Links[]> {
  const own = sources[from]?.compared ?? []
  const links: Links[] = []
  for (const [k, { parts, compared }] of sources.entries()) {
    const both = compared.map((isCompared, slot) => isCompared && own[slot] !== false)
    links.push(
      await linkSource(context, probe, parts, both, k === from ? probe.origins : undefined),
    )
  }
  return links
}

export function emissionOf(
  context: LinkContext,
  from: number,
  probe: ProbeSet,
  links: readonly Links[],
  forms: FormList,
): Emission[] {
  const counts = new Map<string, Omit<Emission, 'n'> & { n: number }>()
  const held = heldSlots(probe)
  for (let row = 0; row < probe.records.count; row++) {
    const { levels } = context.comparator.compare(
      probe.records,
      row,
      probe.whole,
      row,
      held[row] ?? 0,
    )
    const counted = {
      from,
      form: forms.of(probe.records, row).id,
      self: linkCode(levels),
      links: links.map(({ code, codes }) => codes[code[row] ?? -1] ?? null),
      rawHit: links.map(({ found }) => (found[row] ? '1' : '0')).join(''),
    }
    const key = JSON.stringify(counted)
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { ...counted, n: 1 })
    else known.n += 1
  }
  return inOrder(counts)
}

/** By row: bit i set where identifier slot i has a token, for the comparison of a record with itself. */
function heldSlots(probe: ProbeSet): Uint16Array {
  const held = new Uint16Array(probe.records.count)
  probe.tokens.forEach(({ rows }, slot) => {
    for (const row of rows) held[row] = (held[row] ?? 0) | (1 << slot)
  })
  return held
}

/** Counted things in the order of their keys, so that the document does not depend on the order of records. */
export const inOrder = <Counted>(counts: ReadonlyMap<string, Counted>): Counted[] =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, counted]) => counted)
