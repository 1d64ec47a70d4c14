/** Invented people for small stores, each known by its number: the same number is the same person in every source. */
import { verhoeffDigit } from '../../../src/demo/identifiers.ts'
import { Random } from '../../../src/demo/random.ts'

const GIVEN =
  'Asha Bina Chitra Deepa Esha Farah Gita Hema Indu Jaya Kiran Lata Mina Nisha Omana Pooja Rani Sita Tara Uma'.split(
    ' ',
  )
const FAMILY = 'Varma Rao Nair Iyer Das Sen Gupta Bose Patil Joshi Mehta Kaur Reddy'.split(' ')

export interface Invented {
  readonly phone: string
  readonly given: string
  readonly family: string
  readonly name: string
  readonly aadhaar: string
  readonly yob: string
}

export function person(number: number): Invented {
  const body = `7${String(3_190_264_000 + 7 * number)}`
  const given = GIVEN[number % GIVEN.length] ?? ''
  const family = FAMILY[number % FAMILY.length] ?? ''
  return {
    phone: String(9_876_500_000 + 13 * number),
    given,
    family,
    name: `${given} ${family}`,
    aadhaar: `${body}${verhoeffDigit(body)}`,
    yob: String(1950 + (number % 50)),
  }
}

/** An Aadhaar number with its check digit off by so much. */
export const failed = ({ aadhaar }: Invented, by: number): string =>
  `${aadhaar.slice(0, -1)}${(Number(aadhaar.at(-1)) + by) % 10}`

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

export const shuffled = <Item>(items: readonly Item[], seed: string): Item[] =>
  new Random(seed).shuffle(items)

/** A file with a row for each item. */
export const file = <Item>(
  header: string,
  items: readonly Item[],
  row: (item: Item) => readonly string[],
): string => `${[header, ...items.map((item) => row(item).join(','))].join('\n')}\n`
