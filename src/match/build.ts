/** From stored parts to the patterns document: slots, links, patterns, emission, overlap. */
import type { IdentifierKind, Role } from '../core/kinds.ts'
import type { PartReader } from '../store/part-reader.ts'
import { ValueNumbers } from './comparable.ts'
import { Comparator } from './compare.ts'
import { countPatterns } from './count-patterns.ts'
import { emissionOf, type LinkedSource } from './emission.ts'
import { FormList, maskOf } from './forms.ts'
import { households } from './households.ts'
import { type Breathe, type LinkContext, type Links, linkSource } from './link.ts'
import type {
  DayRange,
  Emission,
  KindOverlap,
  PatternSource,
  PatternsDocument,
} from './patterns.ts'
import { probeSet, type RowRank } from './probe-set.ts'
import { countQueries } from './queries.ts'
import { type DistinctDump, loadDump } from './record-set.ts'
import { chooseSlots, type Slots } from './slots.ts'
import { type TabulationRequest, tabulate } from './tabulate.ts'
import { treatmentOf } from './treatment.ts'

export interface MatchDump {
  readonly name: string
  readonly parts: readonly PartReader[]
  readonly partial: boolean
  readonly seen: DayRange | null
}

export interface MatchSource {
  readonly name: string
  readonly role: Role
  readonly parts: readonly PartReader[]
  readonly collects: readonly string[] | null
  readonly completeness: PatternSource['completeness']
  readonly dates: PatternSource['dates']
  readonly verifiedBy: PatternSource['verifiedBy']
  readonly partial: boolean
}

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
  const order: readonly Role[] = ['registry', 'breach', 'dump']
  const sources = given.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
  const slots = chooseSlots(
    filledOf(dump.parts),
    filledOf(sources.flatMap(({ parts }) => parts)),
    uncheckedKinds(dump.parts),
  )
  const numbers = new ValueNumbers()
  const set = loadDump(dump.parts, slots, numbers)
  const treatment = treatmentOf(set.records.name)
  const context = {
    slots,
    numbers,
    comparator: new Comparator(slots, treatment),
    breathe: options.breathe,
  }
  const linked = sources.map(({ parts }) => ({
    parts,
    compared: comparedSlots(slots, dump.parts, parts),
  }))
  const links = await linkAll(context, set, linked, options)
  const described = sources.map((source, id) =>
    describe(source, id, slots, links[id]?.crowded ?? 0),
  )
  const forms = new FormList(slots)
  const { patterns, patternOf } = countPatterns(
    slots,
    set.records,
    described,
    links,
    forms,
    dump.seen,
  )
  const emission = await emit(context, set, linked, forms, treatment, options)
  const document: PatternsDocument = {
    schema: 'leakcheck.patterns/1',
    slots: slots.all,
    dump: {
      name: dump.name,
      rows: set.rows,
      distinct: set.distinct,
      unlinkable: set.unlinkable,
      ...households(slots, set),
      fields: [...filledOf(dump.parts)],
      treatment,
      partial: dump.partial,
      seen: dump.seen,
    },
    sources: described,
    forms: forms.finish(),
    patterns,
    emission,
    overlap: links.flatMap((ofSource, source) => overlap(slots, set, ofSource, described[source])),
    queries: countQueries(
      dump.parts.flatMap((part) => part.queries()),
      sources.map(({ parts }) => parts),
    ),
    tabulations: [],
    limits: versionLimits(slots, linked, described),
  }
  const fill = async (requests: readonly TabulationRequest[]) => {
    const tabulations = []
    for (const request of requests) {
      const [ofSource, source] = [links[request.source], sources[request.source]]
      if (ofSource === undefined || source === undefined) continue
      tabulations.push(await tabulate(request, source.parts, ofSource, patternOf, options.breathe))
    }
    return { ...document, tabulations }
  }
  return { document, tabulate: fill }
}

/** What kind of ID a record shows follows from its number: no field of its own, and no evidence beyond it. */
const filledOf = (parts: readonly PartReader[]): ReadonlySet<string> =>
  new Set(parts.flatMap(({ filled }) => filled.filter((field) => field !== 'id-type')))

/** Kinds of which some record of the dump holds a value that failed its check. */
function uncheckedKinds(parts: readonly PartReader[]): ReadonlySet<IdentifierKind> {
  const kinds = new Set<IdentifierKind>()
  for (const part of parts) {
    for (let ordinal = 0; ordinal < part.blocks; ordinal++) {
      part.block(ordinal).identifiers.forEach(({ unchecked }, i) => {
        const kind = part.layout.identifiers[i]?.kind
        if (kind !== undefined && unchecked.some((mark) => mark !== 0)) kinds.add(kind)
      })
    }
  }
  return kinds
}

/** Tokens of different normaliser versions are never compared, and never counted as no match. */
function comparedSlots(
  slots: Slots,
  ours: readonly PartReader[],
  theirs: readonly PartReader[],
): boolean[] {
  return slots.identifiers.map((kind) => {
    const versions = [...ours, ...theirs].flatMap(({ layout }) =>
      layout.identifiers.filter((column) => column.kind === kind).map(({ version }) => version),
    )
    return new Set(versions).size <= 1
  })
}

async function linkAll(
  context: LinkContext,
  set: DistinctDump,
  sources: readonly LinkedSource[],
  { onProgress }: MatchOptions,
): Promise<Links[]> {
  const links: Links[] = []
  for (const { parts, compared } of sources) {
    links.push(await linkSource(context, set, parts, compared))
    onProgress(links.length, sources.length * 2)
  }
  return links
}

async function emit(
  context: LinkContext,
  set: DistinctDump,
  sources: readonly LinkedSource[],
  forms: FormList,
  treatment: PatternsDocument['dump']['treatment'],
  { rank, probeRecords, onProgress }: MatchOptions,
): Promise<Emission[]> {
  const masks = Array.from({ length: set.records.count }, (_, row) =>
    maskOf(context.slots, set.records, row),
  )
  const size = probeRecords ?? probeSize(sources.length)
  const emission: Emission[] = []
  for (const [from, { parts }] of sources.entries()) {
    const probe = probeSet(parts, context.slots, context.numbers, { size, masks, treatment, rank })
    emission.push(...(await emissionOf(context, from, probe, sources, forms)))
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

function versionLimits(
  slots: Slots,
  linked: readonly LinkedSource[],
  sources: readonly PatternSource[],
): string[] {
  return linked.flatMap(({ compared }, i) =>
    slots.identifiers
      .filter((_, slot) => compared[slot] === false)
      .map(
        (kind) =>
          `${sources[i]?.name}: ${kind} was stored by another version of its normaliser and not compared; ingest again`,
      ),
  )
}
