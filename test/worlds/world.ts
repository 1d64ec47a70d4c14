/** Worlds of known truth: `worlds(scenario, seed)` gives the files of a simulated case and what is true of them. */
import type { ColumnKind, Role } from '../../src/core/kinds.ts'
import { dayOf, isoDay } from '../../src/demo/days.ts'
import type { Random } from '../../src/demo/random.ts'
import { toTable } from '../../src/demo/sources.ts'
import type { Style, Table } from '../../src/demo/table.ts'
import { type Dump, makeDump } from './dump.ts'
import { usualSupplies } from './leaks.ts'
import { FABRICATED, type Leak, type Supply, UNKNOWN, type VerdictCode } from './scenario.ts'
import { type ScenarioName, scenarioNamed } from './scenarios/index.ts'
import { makeSetting, type Size } from './setting.ts'

/** What is stated of a file's source; dates as `leakcheck ingest` takes them. */
export interface FileOptions {
  readonly taken?: string
  readonly occurred?: string
  readonly published?: string
  readonly seen?: string
  readonly complete?: true
  /** The fraction of a random sample, in (0, 1). */
  readonly sampled?: number
  readonly extract?: string
  readonly collects?: readonly ColumnKind[]
  readonly verifiedBy?: 'aadhaar' | 'pan'
}

export interface WorldFile extends Table {
  /** The source's name. */
  readonly name: string
  readonly role: Role
  readonly options: FileOptions
  /** The kind of each column. */
  readonly columns: readonly ColumnKind[]
  readonly delimiter: Style['delimiter']
}

interface WorldTruth {
  /** Over the distinct, linkable records, by source name, `(unknown)` and `(fabricated)` among them; adds up to 1. */
  readonly shares: Readonly<Record<string, number>>
  /** By row of the dump. */
  readonly origins: readonly string[]
  readonly records: { readonly total: number; readonly distinct: number; readonly linkable: number }
  readonly verdicts: readonly VerdictCode[]
  /** Whether the files can tell; then `inconclusive` is not wrong but falls short. */
  readonly decidable: boolean
  readonly findings: readonly string[]
  /** The last day up to which the leaked copy of this registry reaches, ISO. */
  readonly snapshot: { readonly source: string; readonly day: string } | null
  /** Sources of which the dump holds true copies passed on by another system: no false attribution, shown apart. */
  readonly copies: readonly string[]
}

export interface World {
  readonly scenario: ScenarioName
  readonly seed: number
  /** The dump last. */
  readonly files: readonly WorldFile[]
  readonly truth: WorldTruth
}

const FULL_SIZE: Size = { people: 20_000, rows: 1_000 }

/** The same scenario, seed and size give the same world, whatever was made before. */
export function worlds(name: ScenarioName, seed: number, size: Partial<Size> = {}): World {
  const scenario = scenarioNamed(name)
  const setting = makeSetting(scenario, seed, { ...FULL_SIZE, ...size })
  const leak = scenario.leak(setting)
  const dump = makeDump(leak, setting.random.fork('dump'))
  const supplies = leak.supplies ?? usualSupplies(setting)
  const verdicts = leak.verdicts ?? scenario.verdicts
  return {
    scenario: name,
    seed,
    files: [
      ...supplies.map((supply) => supplyFile(supply, setting.taken)),
      dumpFile(dump, setting.taken, setting.random),
    ],
    truth: {
      shares: countShares(dump, supplies),
      origins: dump.origins,
      records: {
        total: dump.rows.length,
        distinct: dump.distinct,
        linkable: dump.linkable.length,
      },
      verdicts,
      decidable: !verdicts.includes('inconclusive'),
      findings: scenario.findings ?? [],
      snapshot: snapshotOf(leak),
      copies: leak.copies ?? [],
    },
  }
}

function snapshotOf({ snapshot }: Leak): WorldTruth['snapshot'] {
  return snapshot ? { source: snapshot.source, day: isoDay(snapshot.day) } : null
}

function supplyFile(supply: Supply, taken: number): WorldFile {
  const { holding, name, role } = supply
  const columns = holding.type.columns.map(([, kind]) => kind)
  return {
    ...toTable(holding.entries, holding.type),
    name,
    role,
    columns,
    delimiter: holding.type.style.delimiter,
    options: {
      ...(role === 'registry'
        ? { taken: isoDay(taken), collects: [...new Set(columns)] }
        : breachDates(supply)),
      ...(supply.completeness === undefined ? {} : completenessOf(supply.completeness)),
      ...(supply.verifiedBy === undefined ? {} : { verifiedBy: supply.verifiedBy }),
    },
  }
}

function completenessOf(completeness: 'complete' | 'extract' | number): FileOptions {
  if (completeness === 'complete') return { complete: true }
  return completeness === 'extract' ? { extract: 'some states only' } : { sampled: completeness }
}

/** The month in which the last record was written, and a publication half a year later. */
function breachDates({ holding, occurred }: Supply): FileOptions {
  const last = dayOf(holding.type.closed)
  return {
    occurred: occurred ?? isoDay(last + 31).slice(0, 7),
    published: isoDay(last + 120).slice(0, 7),
  }
}

function dumpFile(dump: Dump, taken: number, random: Random): WorldFile {
  const { headers, rows, columns, delimiter } = dump
  const seen = isoDay(taken + random.fork('seen').between(3, 25))
  return { name: 'dump', role: 'dump', options: { seen }, headers, rows, columns, delimiter }
}

/** Rows of an origin that nobody supplied count as unknown. */
function countShares(dump: Dump, supplies: readonly Supply[]): Record<string, number> {
  const names = [...supplies.map(({ name }) => name), UNKNOWN, FABRICATED]
  const shares = Object.fromEntries(names.map((name) => [name, 0]))
  for (const row of dump.linkable) {
    const origin = dump.origins[row] ?? UNKNOWN
    const name = origin in shares ? origin : UNKNOWN
    shares[name] = (shares[name] ?? 0) + 1 / dump.linkable.length
  }
  return shares
}
