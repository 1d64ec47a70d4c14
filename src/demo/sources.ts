/** The records of a system over a whole population, and their table. */
import { writeEntry } from './clerk.ts'
import { dayOf } from './days.ts'
import type { Person } from './person.ts'
import type { Random } from './random.ts'
import type { Entry, SourceType } from './source-type.ts'
import { spelled, type Table } from './table.ts'

/** The system's records of this population, oldest first. */
export function collect(people: readonly Person[], type: SourceType, random: Random): Entry[] {
  const count = Math.round(type.coverage * people.length)
  const closed = dayOf(type.closed)
  const dated = random
    .fork('members')
    .draw(people, count, type.appeal)
    .flatMap((person) => (random.chance(type.twice ?? 0) ? [person, person] : [person]))
    .map((person) => ({ person, day: dayOfEntry(person, type, random) }))
    .filter(({ day }) => day <= closed)
    .sort((a, b) => a.day - b.day)
  const entries = dated.map(({ person, day }) =>
    writeEntry(person, day, type, random, random.pick(people).household),
  )
  return numbered(type.perPhone ? limited(entries, type.perPhone) : entries, type)
}

function dayOfEntry(person: Person, type: SourceType, random: Random): number {
  return type.day?.(person, random) ?? random.between(dayOf(type.opened), dayOf(type.closed))
}

function limited(entries: readonly Entry[], perPhone: number): Entry[] {
  const registered = new Map<string, number>()
  return entries.filter(({ values }) => {
    const phone = values.phone ?? ''
    const before = registered.get(phone) ?? 0
    registered.set(phone, before + 1)
    return phone === '' || before < perPhone
  })
}

function numbered(entries: readonly Entry[], type: SourceType): Entry[] {
  const { serial } = type
  if (serial === undefined) return [...entries]
  return entries.map((entry, i) => ({
    ...entry,
    values: { ...entry.values, 'field:serial': String(serial + i) },
  }))
}

/** The records as a table in the system's own style, columns and headers. */
export function toTable(entries: readonly Entry[], { columns, style }: SourceType): Table {
  return {
    headers: columns.map(([header]) => header),
    rows: entries.map(({ values }) =>
      columns.map(([, kind]) => spelled(kind, values[kind] ?? '', style)),
    ),
  }
}
