/** Whatever goes wrong amid a large file, behind rows by which its columns were decided: kernels leave the store of the plain way. */
import { beforeAll, describe, expect, test } from 'vitest'
import { inventPhone, inventSeries } from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'
import { compare, emptyCase } from './both-ways.ts'

beforeAll(emptyCase)

/** Rows as they should be, as many as columns are decided by; and a few ranges of what is mixed with others. */
const [CLEAN, MIXED] = [20_100, 9000]
const HEADER = 'mobile,name,town,remark\n'
const random = new Random('amid')
const series = inventSeries(random)

const cells = (): string[] => [
  inventPhone(random, series),
  random.pick(['Asha Kumari', 'Ravi Varma', 'Meena Rao', 'आशा']),
  random.pick(['Pune', 'Agra', 'Kochi']),
  `${random.below(1e6)} ${'seen at the camp and told to come again '.repeat(3)}`,
]
const row = (): string => `${cells().join(',')}\n`
const rows = (count: number, other: (at: number) => string | null = () => null): string =>
  Array.from({ length: count }, (_, at) => other(at) ?? row()).join('')
const BEGINNING = HEADER + rows(CLEAN)

/** Something else in place of every so many rows. */
const every =
  (step: number, other: () => string) =>
  (at: number): string | null =>
    at % step === step - 1 ? other() : null

const changed = (change: (own: string[]) => string[]): string => `${change(cells()).join(',')}\n`
const torn = (): string =>
  changed(([a, b, ...rest]) => [`${a}`, `${b?.slice(0, 3)}\n${b}`, ...rest])
const GARBLED = new TextDecoder('windows-1252').decode(Buffer.from('आशा,é\n'))

interface Amid {
  readonly what: string
  readonly text: () => string | Buffer
  /** A reject that there must be, so that the trial is one. */
  readonly reject?: string
}

const amid = (what: string, step: number, other: () => string, reject?: string): Amid => ({
  what,
  text: () => BEGINNING + rows(MIXED, every(step, other)),
  ...(reject === undefined ? {} : { reject }),
})

const TRIALS: readonly Amid[] = [
  amid('few cells', 50, () => changed(([a, b]) => [`${a}`, `${b}`])),
  amid('many cells', 70, () => changed((own) => [...own, 'x', 'y', 'z', 'and more'])),
  amid('torn rows', 97, torn),
  amid('torn quotes', 700, () => changed(([a, ...rest]) => [`${a}`, `"${rest.join(',')}`])),
  amid('an open quote now and then', 3001, () => changed((own) => own.with(2, '"Pune'))),
  amid('quotes in the middle', 40, () => changed((own) => own.with(1, 'Asha "Baby" Rao'))),
  amid('text behind quotes', 40, () => changed((own) => own.with(1, '"Asha" Rao'))),
  amid('doubled quotes', 40, () => changed((own) => own.with(1, '"Asha ""Baby"" Rao"'))),
  amid('cells over lines', 60, () => changed((own) => own.with(3, '"one\ntwo, ""three""\nfour"'))),
  amid('a cell over many lines', 5000, () => changed((own) => own.with(3, `"${'\n'.repeat(9)}"`))),
  amid('quoted rows', 3, () => changed((own) => own.map((cell) => `"${cell}"`))),
  amid('apostrophes', 90, () => changed((own) => own.map((cell) => `'${cell}'`))),
  amid('comments', 80, () => '# taken in 2021, by the camp\n', 'ragged'),
  amid('empty lines', 30, () => '\n\n  \n'),
  amid('ends of lines', 25, () => `${row().trim()}\r\n${row().trim()}\r${row()}`),
  amid('nothing but returns', 1, () => `${row().trim()}\r`),
  amid('zero bytes', 45, () => changed((own) => own.with(1, 'Asha\0Rao').with(2, '\0'))),
  amid('blank first cells', 20, () => changed((own) => own.with(0, '')), 'no-identifier'),
  amid(
    'cells over a limit',
    2000,
    () => changed((own) => own.with(3, 'x'.repeat(70_000))),
    'cell-too-long',
  ),
  amid(
    'lines over a limit',
    7000,
    () => changed((own) => own.with(3, 'x'.repeat(1_200_000))),
    'record-too-long',
  ),
  amid('the header again', 4000, () => HEADER, 'repeated-header'),
  amid(
    'the header in capitals, behind a mark',
    4000,
    () => `\uFEFF${HEADER.toUpperCase()}`,
    'repeated-header',
  ),
  amid('names of columns in cells', 15, () =>
    changed((own) => own.with(1, 'Mobile Name').with(2, 'town')),
  ),
  amid('lost characters', 4000, () => changed((own) => own.with(1, 'As\uFFFDa'))),
  {
    what: 'another file behind it',
    text: () => `${BEGINNING}${rows(MIXED)}\uFEFFname,mobile,remark,town\n${rows(MIXED)}`,
    reject: 'repeated-header',
  },
  {
    what: 'a late column',
    text: () =>
      BEGINNING +
      rows(
        MIXED,
        every(8000, () => changed((own) => [...own, inventPhone(random, series)])),
      ),
  },
  {
    what: 'mojibake from the middle on',
    text: () =>
      BEGINNING +
      rows(
        MIXED,
        every(9, () => changed((own) => own.with(1, GARBLED.slice(0, -3)))),
      ),
  },
  {
    what: 'Latin letters from the middle on',
    text: () =>
      Buffer.from(
        BEGINNING.replaceAll('आशा', 'Asha') +
          rows(
            MIXED,
            every(9, () => changed((own) => own.with(1, 'José'))),
          ).replaceAll('आशा', 'Asha'),
        'latin1',
      ),
  },
  {
    what: 'letters of both',
    text: () =>
      BEGINNING +
      rows(
        MIXED,
        every(9, () => changed((own) => own.with(1, 'José “Zoë” Rao'))),
      ),
  },
  { what: 'no line end', text: () => BEGINNING + rows(MIXED) + row().trim() },
  {
    what: 'an open quote to the end',
    text: () => `${BEGINNING}${rows(MIXED)}9876501234,"Asha${row()}`,
  },
  { what: 'nothing behind', text: () => BEGINNING },
  {
    what: 'delimiters behind each row',
    text: () =>
      (
        BEGINNING +
        rows(
          MIXED,
          every(30, () => row().replace(',', ' ')),
        )
      ).replaceAll('\n', ',,\n'),
  },
  {
    what: 'semicolons',
    text: () => (BEGINNING + rows(MIXED, every(80, torn))).replaceAll(',', ';'),
  },
  { what: 'no header', text: () => rows(CLEAN) + rows(MIXED, every(80, torn)) },
]

describe('the same store', () => {
  test.each(TRIALS)('$what', { timeout: 60_000 }, async ({ what, text, reject }) => {
    const trial = { what, role: 'registry' as const, text, isRead: true }
    const account = await compare(trial, ['threads'])
    if (reject !== undefined) expect(account.rejected[reject]).toBeGreaterThan(0)
  })
})
