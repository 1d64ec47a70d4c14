/** Columns, sources and roles as people call them; tables for programs keep the words of the case. */
import type { ReportedSource } from './reported.ts'

const WORDS: Readonly<Record<string, string>> = {
  aadhaar: 'Aadhaar',
  vid: 'virtual ID',
  pan: 'PAN',
  gstin: 'GSTIN',
  epic: 'voter ID',
  'driving-licence': 'driving licence',
  abha: 'ABHA',
  uan: 'UAN',
  'reference-id': 'reference id',
  email: 'e-mail',
  yob: 'year of birth',
  dob: 'date of birth',
  pincode: 'PIN code',
  'id-type': 'kind of photo ID',
}

/** Identifiers of which the check digit is wrong are compared under a name of their own. */
const UNCHECKED = '-unchecked'

/** `yob` as `year of birth`, `field:centre` as `centre`, `date:registered` as `date registered`. */
export function columnWords(column: string): string {
  if (column.endsWith(UNCHECKED))
    return `${columnWords(column.slice(0, -UNCHECKED.length))}, unchecked`
  return WORDS[column] ?? column.replace(/^field:/, '').replace(/^date:/, 'date ')
}

/** The two origins that no source stands for have names of ours. */
export function originWords({ name, role }: Pick<ReportedSource, 'name' | 'role'>): string {
  if (role === 'unknown') return 'undisclosed source'
  return role === 'fabricated' ? 'matching nothing' : name
}

export function roleWords(role: ReportedSource['role']): string {
  switch (role) {
    case 'registry':
      return 'named registry'
    case 'breach':
      return 'older breach'
    case 'dump':
      return 'dump'
    case 'unknown':
      return 'a source that nobody supplied'
    case 'fabricated':
      return 'invented, or people whom no source covers'
  }
}
