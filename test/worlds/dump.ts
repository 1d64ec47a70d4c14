/** Puts the rows of a leak into one file: columns, spellings, damage, order, repeats. */
import { type ColumnKind, isIdentifierKind } from '../../src/core/kinds.ts'
import { verhoeffDigit } from '../../src/demo/identifiers.ts'
import type { Random } from '../../src/demo/random.ts'
import type { Values } from '../../src/demo/source-type.ts'
import { type Style, spelled } from '../../src/demo/table.ts'
import { dressUp } from './dressing.ts'
import { chooseColumns, HEADERS, pickValues } from './dump-columns.ts'
import type { Dress, Leak } from './scenario.ts'

export interface Dump {
  readonly columns: readonly ColumnKind[]
  readonly headers: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly delimiter: Style['delimiter']
  /** The origin of each row. */
  readonly origins: readonly string[]
  /** Positions of the distinct rows that hold a whole identifier. */
  readonly linkable: readonly number[]
  readonly distinct: number
}

interface Row {
  readonly origin: string
  readonly values: Values
}

const REPEATED = 0.02

export function makeDump(leak: Leak, random: Random): Dump {
  const dress: Dress = leak.dress ?? {}
  const columns = dress.columns ?? chooseColumns(leak, random.fork('columns'))
  const style = { ...drawStyle(random.fork('style')), ...dress.style }
  const dressed = arrange(leak, dress, random).map(({ origin, values }) => ({
    origin,
    values: dressUp(pickValues(values, columns), dress, random),
  }))
  const rows = dressed.map(({ values }) =>
    columns.map((kind) => spelled(kind, values[kind] ?? '', style)),
  )
  const firsts = distinctRows(rows)
  return {
    columns,
    headers: columns.map((kind) => random.pick(HEADERS[kind] ?? [kind.replace(/^.*:/, '')])),
    rows,
    delimiter: style.delimiter,
    origins: dressed.map(({ origin }) => origin),
    linkable: firsts.filter((i) => hasIdentifier(dressed[i]?.values ?? {})),
    distinct: firsts.length,
  }
}

function arrange(leak: Leak, dress: Dress, random: Random): Row[] {
  const rows = leak.parts.flatMap(({ origin, entries }) =>
    entries.map(({ values }) => ({ origin, values })),
  )
  const repeated = rows.flatMap((row) => (random.chance(REPEATED) ? [row, row] : [row]))
  return dress.keepOrder ? repeated : random.shuffle(repeated)
}

function distinctRows(rows: readonly (readonly string[])[]): number[] {
  const seen = new Set<string>()
  return rows.flatMap((row, i) => {
    const key = row.join('\u0000')
    if (seen.has(key)) return []
    seen.add(key)
    return [i]
  })
}

function hasIdentifier(values: Values): boolean {
  return (Object.entries(values) as [ColumnKind, string][]).some(
    ([kind, value]) =>
      (kind === 'id-number' || isIdentifierKind(kind)) &&
      value !== '' &&
      !isMasked(value) &&
      checks(value),
  )
}

const isMasked = (value: string): boolean => value.startsWith('XXXX')

/** Twelve digits must pass as Aadhaar; the other numbers have no check that damage would break here. */
const checks = (value: string): boolean =>
  !/^\d{12}$/.test(value) || verhoeffDigit(value.slice(0, -1)) === value.at(-1)

function drawStyle(random: Random): Style {
  return {
    phone: random.pick(['plain', 'plain', 'plus', 'country', 'zero', 'spaced']),
    date: random.pick(['iso', 'slashes', 'months']),
    gender: random.pick(['letter', 'word', 'capitals']),
    aadhaar: random.pick(['plain', 'plain', 'spaced', 'dashed']),
    delimiter: random.pick([',', ',', ';', '|', '\t']),
  }
}
