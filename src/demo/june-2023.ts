/**
 * An invented case in the likeness of June 2023: a portal's registry, two older breaches that overlap it, and a Telegram
 * bot whose replies come from a known mix of an old copy of the portal and the telecom breach.
 */
import { type Exchange, exportChat } from './bot.ts'
import { FOOD_APP, TELECOM } from './breaches.ts'
import { dayOf } from './days.ts'
import {
  type Holdings,
  holdings,
  missedQuestions,
  questions,
  writePortal,
  writeTelecom,
} from './lookups.ts'
import { inventPeople } from './people.ts'
import { PORTAL } from './portal.ts'
import { Random } from './random.ts'
import type { Entry, SourceType } from './source-type.ts'
import { collect, toTable } from './sources.ts'
import { toCsv } from './table.ts'

/** Makes some 20,000 rows in the registry. */
const POPULATION = 26_000
const PERSONS = 600
/** Of the persons in replies; the rest come from the telecom breach. */
const PORTAL_SHARE = 0.7
/** Misses as a part of the questions that find somebody. */
const MISSES = 0.12
const ASKED_AGAIN = 0.02
/** The bot holds the portal as it stood at the end of this day. */
const SNAPSHOT = '2022-01-20'
const EXPORT_TAKEN = '2023-06-12'
const CHAT_DAY = '2023-06-10'

interface InventedFile {
  readonly name: string
  readonly text: string
  /** The options of `leakcheck ingest` after the file. */
  readonly ingest: readonly string[]
}

export interface InventedCase {
  readonly files: readonly InventedFile[]
  readonly truth: CaseTruth
}

interface CaseTruth {
  /** Persons in replies by the source they come from, repeated questions counted once. */
  readonly persons: { readonly portal: number; readonly 'telecom-kyc': number }
  /** The same as shares that add up to 1. */
  readonly shares: { readonly portal: number; readonly 'telecom-kyc': number }
  /** The last day of registration that the bot's copy of the portal can hold. */
  readonly snapshot: string
  readonly questions: number
  readonly misses: number
  readonly unanswered: number
}

interface Asking {
  readonly exchanges: readonly Exchange[]
  readonly truth: CaseTruth
}

export function inventCase(seed: number): InventedCase {
  const random = new Random(`june-2023/${seed}`)
  const people = inventPeople(random.fork('people'), POPULATION)
  const portal = collect(people, PORTAL, random.fork('portal'))
  const telecom = collect(people, TELECOM, random.fork('telecom'))
  const foodApp = collect(people, FOOD_APP, random.fork('food-app'))
  const copy = portal.filter(({ day }) => day <= dayOf(SNAPSHOT))
  const { exchanges, truth } = ask(holdings(copy), holdings(telecom), random.fork('bot'))
  const chat = exportChat(exchanges, dayOf(CHAT_DAY), random.fork('chat'))
  return {
    files: [
      { name: 'portal-registry.csv', text: csv(portal, PORTAL), ingest: PORTAL_OPTIONS },
      { name: 'telecom-kyc-2019.csv', text: csv(telecom, TELECOM), ingest: TELECOM_OPTIONS },
      { name: 'food-app-2021.csv', text: csv(foodApp, FOOD_APP), ingest: FOOD_APP_OPTIONS },
      { name: 'bot-export/result.json', text: chat, ingest: BOT_OPTIONS },
    ],
    truth,
  }
}

const COLLECTED = [...new Set(PORTAL.columns.map(([, kind]) => kind))]
const PORTAL_OPTIONS = [
  ...['--as', 'registry', '--name', 'portal', '--taken', EXPORT_TAKEN, '--complete'],
  ...['--collects', COLLECTED.join(','), '--stated-by', 'the portal operator'],
]
const TELECOM_OPTIONS = [
  ...['--as', 'breach', '--name', 'telecom-kyc'],
  ...['--occurred', '2019-08', '--published', '2019-11'],
]
const FOOD_APP_OPTIONS = [
  ...['--as', 'breach', '--name', 'food-app'],
  ...['--occurred', '2021-03', '--published', '2021-05'],
]
const BOT_OPTIONS = ['--as', 'dump', '--name', 'bot-export', '--seen', '2023-06-12']

const csv = (entries: readonly Entry[], type: SourceType): string =>
  toCsv(toTable(entries, type), type.style.delimiter)

/** The chat's questions in the order asked, and what is true of them. */
function ask(portal: Holdings, telecom: Holdings, random: Random): Asking {
  const wanted = Math.round(PORTAL_SHARE * PERSONS)
  const fromPortal = questions(portal, wanted, writePortal, random)
  const fromTelecom = questions(telecom, PERSONS - wanted, writeTelecom, random)
  const found = [...fromPortal, ...fromTelecom]
  const missed = missedQuestions([portal, telecom], Math.round(MISSES * found.length), random)
  const exchanges = random
    .shuffle([...found, ...missed])
    .flatMap((exchange) => (random.chance(ASKED_AGAIN) ? [exchange, exchange] : [exchange]))
  const persons = { portal: countPersons(fromPortal), 'telecom-kyc': countPersons(fromTelecom) }
  const total = persons.portal + persons['telecom-kyc']
  return {
    exchanges,
    truth: {
      persons,
      shares: { portal: persons.portal / total, 'telecom-kyc': persons['telecom-kyc'] / total },
      snapshot: SNAPSHOT,
      questions: exchanges.length,
      misses: exchanges.filter(({ found }) => found?.length === 0).length,
      unanswered: exchanges.filter(({ found }) => found === null).length,
    },
  }
}

const countPersons = (exchanges: readonly Exchange[]): number =>
  exchanges.reduce((sum, { found }) => sum + (found?.length ?? 0), 0)
