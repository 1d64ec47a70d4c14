/** Puts the rows of a leak into one file: columns, spellings, damage, order, repeats. */
import { type ColumnKind, isIdentifierKind } from '../../src/core/kinds.ts'
import { verhoeffDigit } from '../../src/demo/identifiers.ts'
import type { Random } from '../../src/demo/random.ts'
import { type Entry, type Values, wrongDigit } from '../../src/demo/sources.ts'
import { slip } from '../../src/demo/spelling.ts'
import { type Style, spelled } from '../../src/demo/table.ts'
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
const USUAL_DAMAGE = 0.004
const BLANKED = 0.01

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

/** Headers for a kind, as leaks have them. */
const HEADERS: Readonly<Partial<Record<ColumnKind, readonly string[]>>> = {
  'reference-id': ['ref_id', 'beneficiary_reference_id'],
  name: ['name', 'full_name', 'Name', 'NAME'],
  yob: ['birth_year', 'yob', 'year_of_birth'],
  dob: ['dob', 'date_of_birth', 'DOB'],
  gender: ['gender', 'sex', 'Gender'],
  phone: ['mobile', 'phone', 'mobile_number', 'phone_no', 'contact'],
  'id-type': ['id_type', 'photo_id_type'],
  'id-number': ['id_number', 'photo_id_number', 'id_no'],
  aadhaar: ['aadhaar', 'aadhar_no'],
  pan: ['pan', 'pan_no'],
  epic: ['epic_no'],
  email: ['email', 'email_id'],
  address: ['address'],
  pincode: ['pincode', 'pin'],
  district: ['district', 'city'],
  'date:registered': ['registered_at', 'created_on'],
  'date:dose': ['dose1_date'],
}

const PORTAL_LIKE: readonly ColumnKind[] = [
  'name',
  'yob',
  'gender',
  'phone',
  'id-type',
  'id-number',
  'district',
]
/** Columns that most leakers keep, and the odds of the others. */
const KEPT: Readonly<Partial<Record<ColumnKind, number>>> = {
  name: 1,
  phone: 1,
  'id-number': 1,
  aadhaar: 1,
  pan: 0.9,
  epic: 1,
  yob: 0.9,
  dob: 0.9,
  gender: 0.9,
  email: 0.8,
  address: 0.6,
  'id-type': 0.7,
  district: 0.6,
  pincode: 0.5,
  'date:registered': 0.35,
  'date:dose': 0.25,
}
const REFERENCES_KEPT = 0.3

function chooseColumns({ parts, dress = {} }: Leak, random: Random): ColumnKind[] {
  const { shape = 'own' } = dress
  const held = parts.map(({ entries }) => heldKinds(entries))
  const references = dress.references ?? random.chance(REFERENCES_KEPT)
  const allowed = (kind: ColumnKind): boolean => {
    if (kind === 'reference-id') return references
    return random.chance(KEPT[kind] ?? 0)
  }
  if (shape === 'common')
    return PORTAL_LIKE.filter((kind) => kind !== 'district' || random.chance(0.5))
  const union = new Set(held.flatMap((kinds) => [...kinds]))
  if (shape === 'union' && union.has('id-number')) union.delete('aadhaar')
  return [...union].filter(allowed)
}

function heldKinds(entries: readonly Entry[]): Set<ColumnKind> {
  const kinds = new Set<ColumnKind>()
  for (const { values } of entries.slice(0, 50)) {
    for (const kind of Object.keys(values) as ColumnKind[]) if (values[kind]) kinds.add(kind)
  }
  return kinds
}

/** The values for the dump's columns, years and papers taken from wherever a system has them. */
function pickValues(values: Values, columns: readonly ColumnKind[]): Values {
  return Object.fromEntries(columns.map((kind) => [kind, values[kind] ?? derived(kind, values)]))
}

function derived(kind: ColumnKind, values: Values): string {
  if (kind === 'yob') return values.dob?.slice(0, 4) ?? ''
  if (kind === 'id-number') return values.aadhaar || values.pan || values.epic || ''
  if (kind === 'id-type') return paperType(values)
  if (kind === 'aadhaar')
    return /^\d{12}$/.test(values['id-number'] ?? '') ? (values['id-number'] ?? '') : ''
  return ''
}

function paperType({ aadhaar, pan, epic }: Values): string {
  if (aadhaar) return 'Aadhaar Card'
  if (pan) return 'PAN Card'
  return epic ? 'Voter ID' : ''
}

function dressUp(values: Values, dress: Dress, random: Random): Values {
  const damage = dress.damage ?? USUAL_DAMAGE
  const entries = (Object.entries(values) as [ColumnKind, string][]).map(([kind, value]) => {
    if (random.chance(BLANKED)) return [kind, '']
    if (kind === 'name') return [kind, dressName(value, dress, damage, random)]
    if (!isNumbered(kind)) return [kind, value]
    const masked = dress.masked && kind !== 'phone' && kind !== 'reference-id'
    const digits = random.chance(damage / 2) ? wrongDigit(value, random) : value
    return [kind, masked ? mask(digits) : digits]
  })
  return Object.fromEntries(entries)
}

const isNumbered = (kind: ColumnKind): boolean =>
  kind === 'id-number' || (isIdentifierKind(kind) && kind !== 'email')

function dressName(name: string, dress: Dress, damage: number, random: Random): string {
  const slipped = random.chance(damage) ? slip(name, random) : name
  const cut = dress.firstNames
    ? (slipped.split(' ').find((word) => word.length > 2) ?? slipped)
    : slipped
  if (dress.case === 'upper') return cut.toUpperCase()
  return dress.case === 'lower' ? cut.toLowerCase() : cut
}

/** All but the last four characters hidden. */
const mask = (value: string): string => 'X'.repeat(Math.max(0, value.length - 4)) + value.slice(-4)

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
