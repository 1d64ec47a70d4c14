/** Patterns: the distinct records of a dump, counted by form and by how they compare with each source. */
import type { Comparable } from './comparable.ts'
import { inOrder } from './emission.ts'
import type { FormList } from './forms.ts'
import type { Links } from './link.ts'
import type { DayRange, Pattern, PatternSource } from './patterns.ts'
import type { Slots } from './slots.ts'

export interface CountedPatterns {
  readonly patterns: readonly Pattern[]
  /** By record of the dump: position in `patterns`. */
  readonly patternOf: Uint32Array
}

export function countPatterns(
  slots: Slots,
  records: Comparable,
  sources: readonly PatternSource[],
  links: readonly Links[],
  forms: FormList,
  seen: DayRange | null,
): CountedPatterns {
  const counts = new Map<string, Omit<Pattern, 'n'> & { n: number }>()
  const keys: string[] = []
  const days = latestDays(slots, records)
  for (let row = 0; row < records.count; row++) {
    const form = forms.of(records, row)
    const counted = {
      form: form.id,
      links: links.map(({ code, codes }) => codes[code[row] ?? -1] ?? null),
      rawHit: links.map(({ found }) => (found[row] ? '1' : '0')).join(''),
      ...ruleOuts(sources, form.filled, days[row] ?? null, seen),
    }
    const key = JSON.stringify(counted)
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { ...counted, n: 1 })
    else known.n += 1
    keys.push(key)
  }
  const position = new Map([...counts.keys()].sort().map((key, i) => [key, i]))
  return {
    patterns: inOrder(counts),
    patternOf: Uint32Array.from(keys, (key) => position.get(key) ?? 0),
  }
}

/** The latest event day that each record holds, `null` where it holds none. */
function latestDays(slots: Slots, records: Comparable): (number | null)[] {
  const columns = records.values.filter((_, k) => slots.attributes[k]?.startsWith('date'))
  return Array.from({ length: records.count }, (_, row) => {
    const days = columns.map((column) => column?.canonical[row] ?? 0).filter((day) => day !== 0)
    return days.length === 0 ? null : Math.max(...days) - 2 ** 31
  })
}

/**
 * A source cannot be the origin of a record that shows a field it does not collect, or an event after its last possible day;
 * nor of a dump that was seen before its first possible day.
 */
function ruleOuts(
  sources: readonly PatternSource[],
  filled: readonly string[],
  day: number | null,
  seen: DayRange | null,
): Pick<Pattern, 'ruledOut' | 'late' | 'questioned'> {
  const late = sources.map((source) => isLate(source, day))
  const ruledOut = sources.map(
    (source, k) => late[k] || isTooYoung(source, seen) || showsUncollected(source, filled),
  )
  const questioned = sources.map(
    (source, k) => !ruledOut[k] && (couldBeLate(source, day) || couldBeTooYoung(source, seen)),
  )
  const bits = (flags: readonly (boolean | undefined)[]) =>
    flags.map((flag) => (flag ? '1' : '0')).join('')
  return { ruledOut: bits(ruledOut), late: bits(late), questioned: bits(questioned) }
}

/** When a source's rows were drawn: the day of a registry's export, or that of a breach. */
export const drawnOn = ({ role, dates }: PatternSource): DayRange | null =>
  role === 'registry' ? dates.taken : dates.occurred

function isLate(source: PatternSource, day: number | null): boolean {
  const drawn = drawnOn(source)
  return drawn !== null && day !== null && day > drawn.latest
}

function couldBeLate(source: PatternSource, day: number | null): boolean {
  const drawn = drawnOn(source)
  return drawn !== null && day !== null && day > drawn.earliest
}

/** A breach that happened after the dump was seen. */
export const isTooYoung = ({ role, dates }: PatternSource, seen: DayRange | null): boolean =>
  role === 'breach' &&
  dates.occurred !== null &&
  seen !== null &&
  seen.latest < dates.occurred.earliest

const couldBeTooYoung = ({ role, dates }: PatternSource, seen: DayRange | null): boolean =>
  role === 'breach' &&
  dates.occurred !== null &&
  seen !== null &&
  seen.earliest < dates.occurred.latest

const showsUncollected = ({ collects }: PatternSource, filled: readonly string[]): boolean =>
  collects !== null && filled.some((field) => !isCollected(field, collects))

/** A year of birth follows from a date of birth; a gender can be guessed from a name. */
export const isCollected = (field: string, collects: readonly string[]): boolean =>
  collects.includes(field) || field === 'gender' || (field === 'yob' && collects.includes('dob'))
