/** Which columns a leaker keeps, what they are called, and where their values come from. */
import type { ColumnKind } from '../../src/core/kinds.ts'
import type { Random } from '../../src/demo/random.ts'
import type { ByKind, Entry, Values } from '../../src/demo/source-type.ts'
import type { Leak } from './scenario.ts'

/** Headers for a kind, as leaks have them. */
export const HEADERS: ByKind<readonly string[]> = {
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
const KEPT: ByKind<number> = {
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
/** The odds of a column in the portal's likeness; 1 where nothing is said. */
const COMMON: ByKind<number> = { district: 0.5 }

export function chooseColumns({ parts, dress = {} }: Leak, random: Random): ColumnKind[] {
  const { shape = 'own' } = dress
  if (shape === 'common') return PORTAL_LIKE.filter((kind) => random.chance(COMMON[kind] ?? 1))
  const references = dress.references ?? random.chance(REFERENCES_KEPT)
  const allowed = (kind: ColumnKind): boolean => {
    if (kind === 'reference-id') return references
    return random.chance(KEPT[kind] ?? 0)
  }
  const union = new Set(parts.flatMap(({ entries }) => [...heldKinds(entries)]))
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
export function pickValues(values: Values, columns: readonly ColumnKind[]): Values {
  return Object.fromEntries(columns.map((kind) => [kind, values[kind] ?? derived(kind, values)]))
}

function derived(kind: ColumnKind, values: Values): string {
  if (kind === 'yob') return values.dob?.slice(0, 4) ?? ''
  if (kind === 'id-number') return values.aadhaar || values.pan || values.epic || ''
  if (kind === 'id-type') return paperType(values)
  return kind === 'aadhaar' ? (/^\d{12}$/.exec(values['id-number'] ?? '')?.[0] ?? '') : ''
}

function paperType({ aadhaar, pan, epic }: Values): string {
  if (aadhaar) return 'Aadhaar Card'
  if (pan) return 'PAN Card'
  return epic ? 'Voter ID' : ''
}
