/** From stored parts to the patterns document: slots, links, patterns, emission, overlap. */
import { Comparator } from './compare.ts'
import { countPatterns } from './count-patterns.ts'
import { emissionOf } from './emission.ts'
import { FormList } from './forms.ts'
import { households } from './households.ts'
import { type Breathe, type LinkContext, type Links, linkSource } from './link.ts'
import type { Emission, KindOverlap, PatternSource, PatternsDocument } from './patterns.ts'
import {
  filledOf,
  type MatchDump,
  type MatchSource,
  type Preparation,
  prepare,
} from './preparation.ts'
import { probeSet, type RowRank } from './probe-set.ts'
import { countQueries } from './queries.ts'
import type { DistinctDump } from './record-set.ts'
import type { Slots } from './slots.ts'
import { type TabulationRequest, tabulate } from './tabulate.ts'

export interface MatchOptions {
  readonly rank: RowRank
  /** Most probe records a source; see `probeSize`. */
  readonly probeRecords?: number
  readonly breathe: Breathe
  readonly onProgress: (done: number, total: number) => void
}

export interface Matched {
  readonly document: PatternsDocument
  /** Fills `document.tabulations` after a first fit asked for them. */
  readonly tabulate: (requests: readonly TabulationRequest[]) => Promise<PatternsDocument>
}

/** Probe records a source: enough for rates of a per mille with few sources, bounded in all with many. */
const probeSize = (sources: number): number =>
  Math.max(500, Math.min(4096, Math.floor(20_000 / sources)))

export async function buildPatterns(
  dump: MatchDump,
  given: readonly MatchSource[],
  options: MatchOptions,
): Promise<Matched> {
  const prepared = prepare(dump, given)
  const { slots, set, sources } = prepared
  const context = {
    slots,
    numbers: prepared.numbers,
    comparator: new Comparator(slots, prepared.treatment),
    breathe: options.breathe,
  }
  const links = await linkAll(context, prepared, options)
  const described = sources.map((source, id) =>
    describe(source, id, slots, links[id]?.crowded ?? 0),
  )
  const forms = new FormList(slots)
  const counted = countPatterns(slots, set.records, described, links, forms, dump.seen)
  const emission = await emit(context, prepared, forms, options)
  const document: PatternsDocument = {
    schema: 'leakcheck.patterns/1',
    slots: slots.all,
    dump: describeDump(dump, prepared),
    sources: described,
    forms: forms.finish(),
    patterns: counted.patterns,
    emission,
    overlap: links.flatMap((ofSource, source) => overlap(slots, set, ofSource, described[source])),
    queries: countQueries(
      dump.parts.flatMap((part) => part.queries()),
      sources.map(({ parts }) => parts),
    ),
    tabulations: [],
    limits: versionLimits(prepared),
  }
  const fill = async (requests: readonly TabulationRequest[]) => {
    const tabulations = []
    for (const request of requests) {
      const [ofSource, source] = [links[request.source], sources[request.source]]
      if (ofSource === undefined || source === undefined) continue
      tabulations.push(
        await tabulate(request, source.parts, ofSource, counted.patternOf, options.breathe),
      )
    }
    return { ...document, tabulations }
  }
  return { document, tabulate: fill }
}

function describeDump(
  dump: MatchDump,
  { slots, set, treatment }: Preparation,
): PatternsDocument['dump'] {
  return {
    name: dump.name,
    rows: set.rows,
    distinct: set.distinct,
    unlinkable: set.unlinkable,
    ...households(slots, set),
    fields: [...filledOf(dump.parts)],
    treatment,
    partial: dump.partial,
    seen: dump.seen,
  }
}

async function linkAll(
  context: LinkContext,
  { set, sources, compared }: Preparation,
  { onProgress }: MatchOptions,
): Promise<Links[]> {
  const links: Links[] = []
  for (const [k, { parts }] of sources.entries()) {
    links.push(await linkSource(context, set, parts, compared[k] ?? []))
    onProgress(links.length, sources.length * 2)
  }
  return links
}

async function emit(
  context: LinkContext,
  { masks, sources, compared, treatment }: Preparation,
  forms: FormList,
  { rank, probeRecords, onProgress }: MatchOptions,
): Promise<Emission[]> {
  const size = probeRecords ?? probeSize(sources.length)
  const linked = sources.map(({ parts }, k) => ({ parts, compared: compared[k] ?? [] }))
  const emission: Emission[] = []
  for (const [from, { parts }] of sources.entries()) {
    const probe = probeSet(parts, context.slots, context.numbers, { size, masks, treatment, rank })
    emission.push(...(await emissionOf(context, from, probe, linked, forms)))
    onProgress(sources.length + from + 1, sources.length * 2)
  }
  return emission
}

function describe(source: MatchSource, id: number, slots: Slots, crowded: number): PatternSource {
  const { name, role, collects, completeness, dates, verifiedBy, partial, parts } = source
  const filled = filledOf(parts)
  const rows = parts.reduce((sum, { records }) => sum + records, 0)
  const fields = [...filled].filter((field) => slots.all.includes(field))
  return {
    id,
    name,
    role,
    fields,
    collects,
    completeness,
    rows,
    dates,
    verifiedBy,
    partial,
    crowded,
  }
}

/** Kinds that the source does not hold are left out: not found there says nothing. */
function overlap(
  slots: Slots,
  set: DistinctDump,
  { found }: Links,
  source: PatternSource | undefined,
): KindOverlap[] {
  return slots.identifiers.flatMap((kind, slot) => {
    const holders = new Set(set.tokens[slot]?.rows)
    if (source === undefined || holders.size === 0 || !source.fields.includes(kind)) return []
    const matched = [...holders].filter((row) => ((found[row] ?? 0) >> slot) & 1).length
    return [{ source: source.id, kind, compared: holders.size, matched }]
  })
}

function versionLimits({ slots, sources, compared }: Preparation): string[] {
  return sources.flatMap(({ name }, k) =>
    slots.identifiers
      .filter((_, slot) => compared[k]?.[slot] === false)
      .map(
        (kind) =>
          `${name}: ${kind} was stored by another version of its normaliser and not compared; ingest again`,
      ),
  )
}
