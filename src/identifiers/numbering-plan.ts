/** India's numbering plan as libphonenumber-js knows it, compiled once: the library compiles its patterns at every call. */
import { Metadata } from 'libphonenumber-js/max'

/** What the library's `Metadata` answers beyond its type declarations; the tests compare every prefix with the library. */
interface PlanPatterns {
  nationalNumberPattern(): string
  type(name: string): { pattern(): string | undefined } | undefined
}

const TYPES = [
  'FIXED_LINE',
  'MOBILE',
  'PREMIUM_RATE',
  'TOLL_FREE',
  'SHARED_COST',
  'VOIP',
  'PERSONAL_NUMBER',
  'PAGER',
  'UAN',
  'VOICEMAIL',
]

const metadata = new Metadata()
metadata.selectNumberingPlan('IN')
const plan = metadata as unknown as PlanPatterns

const entirely = (...patterns: (string | undefined)[]): RegExp =>
  new RegExp(`^(?:${patterns.filter(Boolean).join('|')})$`)

const NATIONAL = entirely(plan.nationalNumberPattern())
const ANY_TYPE = entirely(...TYPES.map((name) => plan.type(name)?.pattern()))
const MOBILE = entirely(plan.type('MOBILE')?.pattern())

/** What a valid number must match, every one of them; for compiling. */
export const INDIAN_PATTERNS: readonly string[] = [NATIONAL.source, ANY_TYPE.source]

/** Whether a national number of ten digits is valid in India, exactly as the library's `isValid()` decides. */
export const isIndianNumber = (national: string): boolean =>
  NATIONAL.test(national) && ANY_TYPE.test(national)

/** Whether it is a mobile's: what a column of phones mostly holds, where look-alikes fall on landlines and gaps. */
export const isIndianMobile = (national: string): boolean => MOBILE.test(national)
