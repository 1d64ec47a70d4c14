/** How a system writes a person's name down: order, case, initials, honorifics, other spellings, slips, native script. */
import type { NameWord } from './names.ts'
import type { FullName, Gender, Person } from './person.ts'
import { Random } from './random.ts'

/** Rates are probabilities for one name, unless said otherwise. */
export interface NameHabit {
  readonly case: 'title' | 'upper' | 'lower'
  /** That the family name stands first. */
  readonly familyFirst: number
  /** That a middle name or a father's is kept at all, and that what is kept shrinks to an initial. */
  readonly middleKept: number
  readonly middleInitial: number
  /** That the given name stands alone. */
  readonly givenOnly: number
  readonly honorific: number
  /** For one word, that another current spelling is used; multiplied by the name's own trouble. */
  readonly respelled: number
  /** That a letter is wrong. */
  readonly slips: number
  /** That names of regions with a native form are written in their script. */
  readonly native: number
}

export const PLAIN_HABIT: NameHabit = {
  case: 'title',
  familyFirst: 0.02,
  middleKept: 0.75,
  middleInitial: 0.1,
  givenOnly: 0.02,
  honorific: 0,
  respelled: 0.05,
  slips: 0.02,
  native: 0,
}

const HONORIFICS = { M: ['Mr', 'Shri', 'Mr.'], F: ['Smt', 'Mrs', 'Ms', 'Smt.'], O: ['Mx'] } as const

/** Other current spellings of whole words; the first of a line is the usual one. */
const SPELLINGS = new Map(
  [
    ['Mohammad', 'Mohammed', 'Mohd', 'Md', 'Muhammad', 'Mohamed'],
    ['Lakshmi', 'Laxmi', 'Lakshmy'],
    ['Laxmi', 'Lakshmi', 'Lakshami'],
    ['Kumar', 'Kr', 'Kumaar'],
    ['Chaudhary', 'Choudhary', 'Chowdhury', 'Choudhury'],
    ['Srivastava', 'Shrivastava', 'Srivastav'],
    ['Ahmad', 'Ahmed', 'Ahamad'],
    ['Hussain', 'Husain', 'Hussein', 'Hossain'],
    ['Shaikh', 'Sheikh', 'Shaik', 'Sk'],
    ['Singh', 'Sing', 'Sinh'],
    ['Mukherjee', 'Mukharjee', 'Mukhopadhyay'],
    ['Banerjee', 'Banerji', 'Bandyopadhyay'],
    ['Agarwal', 'Aggarwal', 'Agrawal'],
    ['Sahoo', 'Sahu', 'Sahoo'],
    ['Khatoon', 'Khatun'],
    ['Begum', 'Begam'],
    ['Devi', 'Debi', 'Devee'],
    ['Roy', 'Ray', 'Rai'],
    ['Yadav', 'Yadava'],
    ['Pandey', 'Pande', 'Panday'],
    ['Balasubramanian', 'Balasubramaniam', 'Balasubramanyam'],
    ['Reddy', 'Reddi'],
    ['Gowda', 'Gouda'],
  ].map(([usual = '', ...others]) => [usual, others] as const),
)

/** Letters that clerks use for one another. */
const SWAPS: readonly (readonly [RegExp, string])[] = [
  [/ee/, 'i'],
  [/oo/, 'u'],
  [/th/, 't'],
  [/sh/, 's'],
  [/v/, 'w'],
  [/i(?=[^aeiou])/, 'ee'],
  [/u(?=[^aeiou])/, 'oo'],
  [/a$/, 'aa'],
  [/y$/, 'i'],
  [/([lnrt])(?!\1)$/, '$1h'],
  [/ph/, 'f'],
  [/j/, 'z'],
]

/** One system's writing of a person's name. */
export function writeName(person: Person, habit: NameHabit, random: Random): string {
  const native = hasNative(person.name) && random.chance(habit.native)
  const words = native
    ? nameWords(person.name, habit, random).map((word) => word.native)
    : nameWords(person.name, habit, random).map((word) =>
        respell(word.latin, person, habit, random),
      )
  const slipped = random.chance(habit.slips * person.nameTrouble)
    ? slip(words.join(' '), random)
    : words.join(' ')
  const titled = random.chance(habit.honorific)
    ? `${honorific(person.gender, random)} ${slipped}`
    : slipped
  if (habit.case === 'upper') return titled.toUpperCase()
  return habit.case === 'lower' ? titled.toLowerCase() : titled
}

/**
 * The name as a verification service has it: the same letters for everyone who copies it. `aadhaar` writes it as the
 * person does, `pan` in capitals with the middle name spelled out.
 */
export function verifiedName(person: Person, service: 'aadhaar' | 'pan'): string {
  const habit: NameHabit = { ...PLAIN_HABIT, case: service === 'pan' ? 'upper' : 'title' }
  const spelled = {
    ...habit,
    givenOnly: 0,
    familyFirst: 0,
    middleKept: service === 'pan' ? 0.95 : 0.8,
  }
  return writeName(person, spelled, new Random(`${service}/${person.aadhaar}`))
}

function honorific(gender: Gender, random: Random): string {
  return random.pick<string>(HONORIFICS[gender])
}

const hasNative = (name: FullName): boolean =>
  name.given.native !== '' && name.family.native !== '' && name.father.native !== ''

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

function initial(word: NameWord): NameWord {
  const native = word.native === '' ? '' : [...GRAPHEMES.segment(word.native)][0]?.segment
  return { latin: `${word.latin[0]}`, native: native ?? '' }
}

function nameWords(name: FullName, habit: NameHabit, random: Random): NameWord[] {
  if (random.chance(habit.givenOnly)) return [name.given]
  const ordered = orderedWords(name, habit, random)
  return random.chance(habit.familyFirst)
    ? [...ordered.slice(-1), ...ordered.slice(0, -1)]
    : ordered
}

function orderedWords(name: FullName, habit: NameHabit, random: Random): NameWord[] {
  const { given, family, father, middle, order } = name
  const between = order === 'given father family' ? father : middle
  const kept = random.chance(habit.middleKept)
    ? [random.chance(habit.middleInitial) ? initial(between) : between]
    : []
  switch (order) {
    case 'given family':
      return [given, family]
    case 'family given':
      return [family, given]
    case 'given middle':
      return [given, middle]
    case 'given middle family':
    case 'given father family':
      return [given, ...kept, family]
    case 'initials given':
      return random.chance(habit.middleInitial) ? [given, father] : [initial(father), given]
    case 'given initials':
      return random.chance(habit.middleInitial) ? [given, father] : [given, initial(father)]
    default:
      return order satisfies never
  }
}

function respell(word: string, person: Person, habit: NameHabit, random: Random): string {
  if (word.length < 2 || !random.chance(habit.respelled * person.nameTrouble)) return word
  const others = SPELLINGS.get(word)
  if (others) return random.pick(others)
  const [pattern, other] = random.pick(SWAPS)
  return word.replace(pattern, other)
}

/** A typing slip: two letters change places, one is lost, doubled or replaced. */
export function slip(text: string, random: Random): string {
  const letters = [...text]
  if (letters.length < 3) return text
  const at = random.between(1, letters.length - 2)
  const here = letters[at] ?? ''
  const next = letters[at + 1] ?? ''
  const slipped = random.pick([
    [next, here],
    [next],
    [here, here, next],
    [random.pick(letters), next],
  ])
  return [...letters.slice(0, at), ...slipped, ...letters.slice(at + 2)].join('')
}
