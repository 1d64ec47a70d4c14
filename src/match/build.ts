/** From stored parts to the patterns document: slots, links, patterns, emission, overlap. */
import { Comparator } from './compare.ts'
import { countPatterns } from './count-patterns.ts'
import { emissionOf, linkProbe } from './emission.ts'
import { FormList } from './forms.ts'
import { households } from './households.ts'
import { type Breathe, type LinkContext, type Links, linkSource } from './link.ts'
import type { KindOverlap, PatternSource, PatternsDocument, Tabulation } from './patterns.ts'
import {
  fieldsOf,
  filledOf,
  type MatchDump,
  type MatchSource,
  type Preparation,
  prepare,
} from './preparation.ts'
import { type ProbeSet, probeSet, type RowRank } from './probe-set.ts'
import { countQueries } from './queries.ts'
import type { Slots } from './slots.ts'
import { type TabulationRequest, tabulate } from './tabulate.ts'
import { measureTraces } from './traces/index.ts'
import type { LinkedSet } from './traces/linked-set.ts'

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
  const probes = await linkProbes(context, prepared, options)
  const emission = probes.flatMap((probe, from) =>
    emissionOf(context, from, probe.set, probe.links, forms),
  )
  const document: PatternsDocument = {
    schema: 'leakcheck.patterns/1',
    slots: slots.all,
    dump: describeDump(dump, prepared),
    sources: described,
    forms: forms.finish(),
    patterns: counted.patterns,
    emission,
    overlap: links.flatMap((ofSource, source) =>
      overlap(prepared, ofSource, described[source], prepared.compared[source] ?? []),
    ),
    queries: countQueries(
      dump.parts.flatMap((part) => part.queries()),
      sources.map(({ parts }, k) => ({
        parts,
        isCompared: (kind) => prepared.compared[k]?.[slots.identifiers.indexOf(kind)] !== false,
      })),
    ),
    tabulations: [],
    traces: await measureTraces(
      dumpLinked(prepared, links),
      probes.map((probe, from) => probeLinked(prepared, probe, from)),
      options.breathe,
    ),
    limits: versionLimits(prepared),
  }
  const fill = async (requests: readonly TabulationRequest[]) => {
    const tabulations: Tabulation[] = []
    for (const request of requests) {
      const [ofSource, source] = [links[request.source], sources[request.source]]
      if (ofSource === undefined || source === undefined) continue
      const { parts } = source
      const tabulation = await tabulate(
        request,
        parts,
        ofSource,
        counted.patternOf,
        options.breathe,
      )
      if (tabulation.all.length > 0) tabulations.push(tabulation)
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

interface LinkedProbe {
  readonly set: ProbeSet
  readonly links: readonly Links[]
}

async function linkProbes(
  context: LinkContext,
  { masks, sources, compared, treatment }: Preparation,
  { rank, probeRecords, onProgress }: MatchOptions,
): Promise<LinkedProbe[]> {
  const size = probeRecords ?? probeSize(sources.length)
  const linked = sources.map(({ parts }, k) => ({ parts, compared: compared[k] ?? [] }))
  const probes: LinkedProbe[] = []
  for (const [from, { parts, compared: own }] of linked.entries()) {
    const probing = { size, masks, treatment, rank, compared: own }
    const set = probeSet(parts, context.slots, context.numbers, probing)
    probes.push({ set, links: await linkProbe(context, from, set, linked) })
    onProgress(sources.length + from + 1, sources.length * 2)
  }
  return probes
}

/** The dump as traces see it; its rows already stand in the order of its files. */
function dumpLinked(prepared: Preparation, links: readonly Links[]): LinkedSet {
  const order = Uint32Array.from({ length: prepared.set.records.count }, (_, row) => row)
  return { ...asTraced(prepared), set: prepared.set, links, from: null, order }
}

function probeLinked(prepared: Preparation, { set, links }: LinkedProbe, from: number): LinkedSet {
  const place = (row: number) => set.origins[row] ?? { part: 0, record: 0 }
  const order = Uint32Array.from(set.origins.keys()).sort((a, b) => {
    const [one, other] = [place(a), place(b)]
    return one.part - other.part || one.record - other.record
  })
  return { ...asTraced(prepared), set, links, from, order }
}

const asTraced = ({ slots, sources, treatment }: Preparation) => ({
  slots,
  fields: sources.map(({ parts }) => filledOf(parts)),
  oneWord: treatment.oneWord,
})

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

/** Kinds that the source does not hold, or that are not compared, are left out: not found there says nothing. */
function overlap(
  { slots, set }: Preparation,
  { found }: Links,
  source: PatternSource | undefined,
  compared: readonly boolean[],
): KindOverlap[] {
  return slots.identifiers.flatMap((kind, slot) => {
    const holders = new Set(set.tokens[slot]?.rows)
    if (source === undefined || holders.size === 0 || !source.fields.includes(kind)) return []
    if (compared[slot] === false) return []
    const matched = [...holders].filter((row) => ((found[row] ?? 0) >> slot) & 1).length
    return [{ source: source.id, kind, compared: holders.size, matched }]
  })
}

function versionLimits({ slots, sources, compared }: Preparation): string[] {
  return sources.flatMap(({ name }, k) =>
    [...new Set(fieldsOf(slots).filter((_, slot) => compared[k]?.[slot] === false))].map(
      (field) =>
        `${name}: ${field} was stored by another version of its normaliser and not compared; ingest again`,
    ),
  )
}
