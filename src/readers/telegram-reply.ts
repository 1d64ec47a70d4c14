/** What a bot answered: the people in a message of `Key: value` lines, or that it found nothing. Pure. */
import { LIMITS } from '../core/limits.ts'

/** One line of a person: the key as written, and the value. */
type Entry = readonly [key: string, value: string]
export type Person = readonly Entry[]

export interface Reply {
  /** At most `LIMITS.personsPerMessage`. */
  readonly persons: readonly Person[]
  /** People beyond that. */
  readonly surplus: number
  /** Lines with a key and a value, those that say how the search went aside. */
  readonly lines: number
}

/** The people of a message, or `null` where it says nothing of anybody. */
export function readReply(text: string): Reply | null {
  const lines = text
    .split(/\r\n|\n|\r/)
    .flatMap(splitLine)
    .map(readLine)
  const entries = joinContinuations(lines)
  const filled = entries.filter(({ key, value }) => value !== '' && !STATUS.test(key)).length
  if (filled === 0) return null
  const persons = withHeader(splitPersons(entries))
  return {
    persons: persons.slice(0, LIMITS.personsPerMessage),
    surplus: Math.max(0, persons.length - LIMITS.personsPerMessage),
    lines: filled,
  }
}

const NOTHING = [
  /\b(?:no|not|nothing|zero|0)\b[^.!?\n]{0,30}\b(?:data|details?|records?|results?|match(?:es)?|info(?:rmation)?|found|available|exists?|registered)\b/i,
  /\b(?:data|details?|records?|results?|info(?:rmation)?|number)\b[^.!?\n]{0,30}\bnot\b/i,
  /\bnah?i+n?\s+(?:mil|hai)/i,
  /नहीं\s+(?:मिल|है|पा)|उपलब्ध\s+नहीं|अनुपलब्ध/,
]
/** Keys under which a bot says how the search went rather than what it found. */
const STATUS = /^(?:status|results?|response|message|error|data|output|reply|स्थिति|परिणाम|संदेश)$/i

/** Whether a message says that nothing was found; words of a person's own fields ("address: not available") do not count. */
export function foundNothing(text: string): boolean {
  return text.split(/\r\n|\n|\r/).some((line) => {
    const read = readLine(line)
    const said = read.kind === 'entry' && !STATUS.test(read.key) ? '' : line
    return NOTHING.some((pattern) => pattern.test(said))
  })
}

type Line =
  | { readonly kind: 'entry'; readonly key: string; readonly value: string }
  /** A blank line, a rule of dashes, or a number or heading by itself. */
  | { readonly kind: 'break' }
  | { readonly kind: 'prose'; readonly text: string }

/** Marks before a key: bullets, emoji, tree lines; and its number in a list. */
const MARKS = /^[^\p{L}\p{Nd}]+/u
const LIST_NUMBER = /^\p{Nd}{1,2}\s*[.):-]\s*(?=[^\p{Nd}\s])/u
/** A key begins with a letter and is short; ` - ` divides only with spaces, as dashes stand inside keys and values. */
const ENTRY =
  /^(\p{L}[\p{L}\p{M}\p{Nd} ._/()#&'’*`-]{0,39}?)\s*(?:[:：]|=>?|→|➜|➡\uFE0F?|(?<=\s)[-–—](?=\s))[*_`\s]*(.*)$/u
const KEY_END = /[^\p{L}\p{M}\p{Nd})]+$/u
const LONG_NUMBER = /\p{Nd}{4}/u
/** `Result 2`, `#3`, `(1)`, and `Person 1:`. */
const NUMBERED = /^\D{0,20}\p{Nd}{1,2}\s*\D{0,2}$/u

function readLine(line: string): Line {
  const text = line.trim()
  if (!/[\p{L}\p{Nd}]/u.test(text)) return { kind: 'break' }
  const unmarked = text.replace(MARKS, '').replace(LIST_NUMBER, '').replace(MARKS, '')
  const [, keyText = '', value = ''] = ENTRY.exec(unmarked) ?? []
  const key = keyText.replace(KEY_END, '')
  if (value.trim() === '' && NUMBERED.test(text)) return { kind: 'break' }
  // A link's scheme is no key, and a number is a value that lost its own.
  if (key === '' || value.startsWith('//') || LONG_NUMBER.test(key)) return { kind: 'prose', text }
  return { kind: 'entry', key, value: value.trim() }
}

/** A line of `Key: value | Key: value` is as many lines. */
function splitLine(line: string): string[] {
  const parts = line.split('|')
  return parts.length > 1 && parts.every((part) => readLine(part).kind === 'entry') ? parts : [line]
}

interface Entered {
  readonly key: string
  readonly value: string
  /** Whether a break stands before it. */
  readonly afterBreak: boolean
}

/** Keys whose values run over several lines. */
const RUNS_ON = /addr|पता|ठिकाना/i

/** Prose goes on the value of an address, or of a key that has none yet; elsewhere it is the bot's talk. */
function joinContinuations(lines: readonly Line[]): Entered[] {
  const entries: Entered[] = []
  let afterBreak = false
  for (const line of lines) {
    const last = entries.at(-1)
    if (line.kind === 'entry') entries.push({ key: line.key, value: line.value, afterBreak })
    else if (line.kind === 'prose' && last !== undefined && !afterBreak && runsOn(last)) {
      entries[entries.length - 1] = { ...last, value: `${last.value}\n${line.text}`.trim() }
    }
    afterBreak = line.kind === 'break' || (afterBreak && line.kind === 'prose')
  }
  return entries
}

const runsOn = ({ key, value }: Entered): boolean => value === '' || RUNS_ON.test(key)

/** One key, however it is written: for telling that it comes again, and which column it is. */
export const keyForm = (key: string): string =>
  key.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Values of which a person may have several under one key. */
const NUMBER_OR_ADDRESS = /\p{Nd}{4}|@/u

/** The next person begins where a key comes again; a number at once again is a second one of the same person. */
function splitPersons(entries: readonly Entered[]): Entered[][] {
  const persons: Entered[][] = []
  let person: Entered[] = []
  let keys = new Set<string>()
  for (const entry of entries) {
    const form = keyForm(entry.key)
    const last = person.at(-1)
    if (last !== undefined && person.length > 1 && isSecondValue(last, entry)) {
      person[person.length - 1] = { ...last, value: `${last.value}\n${entry.value}` }
      continue
    }
    if (keys.has(form)) {
      persons.push(person)
      person = []
      keys = new Set()
    }
    keys.add(form)
    person.push(entry)
  }
  return person.length > 0 ? [...persons, person] : persons
}

const isSecondValue = (last: Entered, entry: Entered): boolean =>
  !entry.afterBreak &&
  keyForm(last.key) === keyForm(entry.key) &&
  NUMBER_OR_ADDRESS.test(entry.value)

/** What stands apart above the first of several people (the number that was asked) is said of all of them. */
function withHeader(persons: readonly (readonly Entered[])[]): Person[] {
  const [first = [], second = []] = persons
  const form = keyForm(second[0]?.key ?? '')
  const start = first.findIndex(({ key }) => keyForm(key) === form)
  const header = start > 0 && first[start]?.afterBreak ? first.slice(0, start) : []
  const forms = new Set(header.map(({ key }) => keyForm(key)))
  return persons.map((person, index) => {
    const bare = index > 0 && !person.some(({ key }) => forms.has(keyForm(key)))
    return (bare ? [...header, ...person] : person).map(({ key, value }) => [key, value])
  })
}
