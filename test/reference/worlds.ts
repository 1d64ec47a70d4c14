/** The ten worlds on which the linker is compared with the sketch of the method: valid identifiers of the kinds that it knows. */
import { type ColumnKind, isIdentifierKind } from '../../src/core/kinds.ts'
import { identifierRule } from '../../src/identifiers/index.ts'

import type { ScenarioName } from '../worlds/scenarios/index.ts'
import type { World, WorldFile } from '../worlds/world.ts'
import { worlds } from '../worlds/world.ts'

const NAMES = [
  'portal',
  'portal-stale',
  'older',
  'older-relabelled',
  'two-older',
  'mixture',
  'unknown',
  'fabricated',
  'padded',
  'enriched',
] as const satisfies readonly ScenarioName[]

export const referenceWorlds = (): readonly World[] =>
  NAMES.map((name, i) => {
    const world = worlds(name, 9000 + i, { people: 3000, rows: 300 })
    return { ...world, files: world.files.map(withKnownIds) }
  })

/** To the sketch passports and driving licences are one kind, and a wrong check digit is as good as a right one. */
const KNOWN_IDS = ['aadhaar', 'pan', 'epic'] as const

/** Columns that the sketch reads; the others are left out. */
const KNOWN_COLUMNS: readonly ColumnKind[] = [
  ...(['phone', 'aadhaar', 'pan', 'epic', 'email', 'reference-id', 'id-number'] as const),
  ...(['name', 'yob', 'dob', 'gender', 'district', 'address', 'pincode', 'field:serial'] as const),
  ...(['date:registered', 'date:dose'] as const),
]

function withKnownIds(file: WorldFile): WorldFile {
  const kept = file.columns.flatMap((kind, i) =>
    KNOWN_COLUMNS.includes(kind) ? [{ kind, i }] : [],
  )
  const rows = file.rows.map((row) =>
    kept.map(({ kind, i }) => (isKnown(kind, row[i] ?? '') ? (row[i] ?? '') : '')),
  )
  return {
    ...file,
    columns: kept.map(({ kind }) => kind),
    // The sketch knows a voter ID by its shape only, in a column of this name.
    headers: kept.map(({ kind, i }) => (kind === 'epic' ? 'id_number' : (file.headers[i] ?? ''))),
    // A row without any identifier is no record: left out, so that records and rows are numbered alike.
    rows: rows.filter((row) =>
      row.some((cell, i) => cell !== '' && holdsIdentifier(kept[i]?.kind)),
    ),
  }
}

const holdsIdentifier = (kind: ColumnKind | undefined): boolean =>
  kind !== undefined && (kind === 'id-number' || isIdentifierKind(kind))

function isKnown(kind: ColumnKind, cell: string): boolean {
  const kinds = kind === 'id-number' ? KNOWN_IDS : isIdentifierKind(kind) ? [kind] : null
  return kinds?.some((one) => identifierRule(one).parse(cell).state === 'valid') ?? true
}
