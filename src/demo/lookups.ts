/** What is asked of a bot, and what it answers from the stores that it holds. */
import type { Exchange, Reply } from './bot.ts'
import { inventPhone, inventSeries } from './identifiers.ts'
import { PORTAL } from './portal.ts'
import type { Random } from './random.ts'
import type { Entry, Values } from './source-type.ts'
import { type Style, spelled } from './table.ts'

const ASKED_BY_AADHAAR = 0.15
/** Of the questions that find nobody: those that get no answer at all. */
const UNANSWERED = 0.08
const BOT_STYLE: Style = { ...PORTAL.style, phone: 'plus', date: 'slashes' }

/** A store as the bot searches it. */
export interface Holdings {
  readonly entries: readonly Entry[]
  readonly byPhone: ReadonlyMap<string, readonly Entry[]>
}

export const holdings = (entries: readonly Entry[]): Holdings => ({
  entries,
  byPhone: Map.groupBy(entries, phoneOf),
})

/** Questions that find `persons` people in the store or a few more, nobody twice. */
export function questions(
  store: Holdings,
  persons: number,
  write: Writer,
  random: Random,
): Exchange[] {
  const exchanges: Exchange[] = []
  const answered = new Set<Entry>()
  while (answered.size < persons) {
    const entry = random.pick(store.entries)
    const aadhaar = aadhaarOf(entry)
    const byAadhaar = aadhaar !== '' && random.chance(ASKED_BY_AADHAAR)
    const found = byAadhaar ? [entry] : (store.byPhone.get(phoneOf(entry)) ?? [])
    if (found.some((one) => answered.has(one))) continue
    for (const one of found) answered.add(one)
    const asked = byAadhaar ? writeAadhaar(aadhaar, random) : writePhone(phoneOf(entry), random)
    exchanges.push({ asked, found: found.map(write) })
  }
  return exchanges
}

/** Questions about numbers that neither store holds. */
export function missedQuestions(
  stores: readonly Holdings[],
  count: number,
  random: Random,
): Exchange[] {
  const series = inventSeries(random)
  const exchanges: Exchange[] = []
  while (exchanges.length < count) {
    const phone = inventPhone(random, series)
    if (stores.some(({ byPhone }) => byPhone.has(phone))) continue
    const asked = writePhone(phone, random)
    exchanges.push({ asked, found: random.chance(UNANSWERED) ? null : [] })
  }
  return exchanges
}

const phoneOf = ({ values }: Entry): string => values.phone ?? ''

function aadhaarOf({ values }: Entry): string {
  const number = values.aadhaar ?? values['id-number'] ?? ''
  return /^\d{12}$/.test(number) ? number : ''
}

const writePhone = (phone: string, random: Random): string =>
  spelled('phone', phone, { ...PORTAL.style, phone: random.pick(['plain', 'plain', 'plus']) })

const writeAadhaar = (number: string, random: Random): string =>
  spelled('aadhaar', number, { ...PORTAL.style, aadhaar: random.pick(['plain', 'spaced']) })

type Writer = (entry: Entry) => Reply

export const writePortal: Writer = ({ values }) => [
  ...writePerson(values),
  ['Year of Birth', values.yob ?? ''],
  ['Mobile', spelled('phone', values.phone ?? '', BOT_STYLE)],
  ['Photo ID Type', values['id-type'] ?? ''],
  ['Photo ID Number', values['id-number'] ?? ''],
  ['Vaccination Centre', values['field:centre'] ?? ''],
]

export const writeTelecom: Writer = ({ values }) => [
  ...writePerson(values),
  ['Date of Birth', spelled('dob', values.dob ?? '', BOT_STYLE)],
  ['Mobile', spelled('phone', values.phone ?? '', BOT_STYLE)],
  ['Photo ID Type', values.aadhaar ? 'Aadhaar Card' : ''],
  ['Photo ID Number', values.aadhaar ?? ''],
  ['Address', values.address ?? ''],
]

const writePerson = (values: Values): Reply => [
  ['Name', values.name ?? ''],
  ['Gender', spelled('gender', values.gender ?? '', BOT_STYLE)],
]
