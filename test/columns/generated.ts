/** Whole tables of known truth: genuine columns and look-alikes side by side, headed, unheaded and misheaded, some of it damaged. */
import { inventReference, inventUan } from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'
import { asRows, GENUINE, LOOK_ALIKES, type MakeColumn, PASSPORTS } from './tables.ts'

export interface GeneratedColumn {
  /** What was written into it. */
  readonly what: string
  /** The kind that it holds; `null`: a look-alike, which holds no identifier. */
  readonly kind: string | null
  readonly header: string | null
}

export interface GeneratedTable {
  readonly columns: readonly GeneratedColumn[]
  readonly rows: readonly (readonly string[])[]
}

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  phone: ['mob_no', 'Mobile No.', 'मोबाइल', 'contact', 'Phone Number', 'moblie', 'WhatsApp no'],
  aadhaar: ['aadhar', 'UID No.', 'आधार संख्या', 'Aadhaar Number', 'adhar_card'],
  pan: ['PAN', 'pan_no', 'पैन नंबर', 'Permanent Account Number'],
  epic: ['voter_id', 'EPIC No', 'मतदाता पहचान पत्र'],
  'driving-licence': ['dl_no', 'Driving License'],
  email: ['e-mail', 'email_id', 'ईमेल'],
  gender: ['sex', 'लिंग', 'Gender'],
  dob: ['DOB', 'date_of_birth', 'जन्म तिथि'],
  date: ['date', 'दिनांक'],
  yob: ['birth_year', 'YOB', 'जन्म वर्ष'],
  name: ['name', 'beneficiary_name', 'नाम', 'Full Name'],
  passport: ['passport_no', 'Passport Number'],
  uan: ['UAN', 'uan_no'],
  'reference-id': ['beneficiary_reference_id', 'ref id'],
}
/** Kinds without a check, which only a header can tell. */
const BY_HEADER: Readonly<Record<string, MakeColumn>> = {
  passport: PASSPORTS,
  uan: (random, rows) => Array.from({ length: rows }, () => inventUan(random)),
  'reference-id': (random, rows) => Array.from({ length: rows }, () => inventReference(random)),
}
const SAYING_NOTHING = ['value', 'col_3', 'data', 'field', 'x', 'info']

const BLANK = 0.08
const PLACEHOLDERS = ['NA', 'null', '-', '0', '9999999999']

export function generatedTable(seed: string): GeneratedTable {
  const random = new Random(seed)
  const rows = random.pick([24, 60, 150, 400])
  const isHeaded = random.chance(0.6)
  const isDamaged = random.chance(0.5)
  const makers = [
    ...random.shuffle(Object.entries(GENUINE)).slice(0, random.between(3, 7)),
    ...random.shuffle(Object.entries(LOOK_ALIKES)).slice(0, random.between(3, 7)),
    ...(isHeaded ? random.shuffle(Object.entries(BY_HEADER)).slice(0, 1) : []),
  ]
  const made = random.shuffle(makers).map(([what, make]) => {
    const kind = what in LOOK_ALIKES ? null : (what.split(/[ ,]/)[0] ?? null)
    const cells = make(random, rows)
    return {
      column: { what, kind, header: isHeaded ? headerFor(what, kind, random) : null },
      cells: isDamaged ? cells.map((cell) => damaged(cell, random)) : cells,
    }
  })
  const table = asRows(made.map(({ cells }) => cells))
  return {
    columns: made.map(({ column }) => column),
    rows: isDamaged ? table.map((row) => (random.chance(0.02) ? row.toReversed() : row)) : table,
  }
}

/** A look-alike bears its own name or one that says nothing; a genuine column now and then too. */
function headerFor(what: string, kind: string | null, random: Random): string {
  const own = kind === null ? [what] : (HEADERS[kind] ?? [])
  const mustName = kind !== null && kind in BY_HEADER
  return !mustName && random.chance(0.3) ? random.pick(SAYING_NOTHING) : random.pick(own)
}

function damaged(cell: string, random: Random): string {
  if (random.chance(BLANK)) return ''
  return random.chance(BLANK / 4) ? random.pick(PLACEHOLDERS) : cell
}
