/** Folders and archives of stealer logs: the logins of every machine, what stands beside them counted, no password anywhere. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { toZip } from '../evidence/zip.ts'
import { Workplace } from './leakcheck.ts'

const MACHINES = 12
const PASSWORD = 'monsoon-lotus-7'
const phone = (machine: number): string => String(9_822_000_000 + machine * 7919)
const login = (name: string): string =>
  `URL: https://portal.example/login\nUsername: ${name}\nPassword: ${PASSWORD}\n===============\n`

/** A machine's folder as a stealer leaves it; the last one holds nobody. */
const files = Array.from({ length: MACHINES }, (_, machine) => {
  const folder = `logs/[IN] machine ${String.fromCharCode(97 + machine)}`
  const isLast = machine === MACHINES - 1
  return [
    [`${folder}/Passwords.txt`, isLast ? login('admin') : login('admin') + login(phone(machine))],
    [
      `${folder}/Autofills/Chrome.txt`,
      `Name: email\nValue: person.${machine}@mail.example\n\nName: x\nValue: ${machine}\n`,
    ],
    [`${folder}/Cookies/Chrome.txt`, '.portal.example\tTRUE\t/\tFALSE\t1\tsession\tabc'],
    [`${folder}/System Info.txt`, 'OS: Windows 10\nRAM: 8 GB\n'],
    [`${folder}/Screenshot.jpg`, 'no picture'],
    [`${folder}/Brute.txt`, ''],
  ] as const
}).flat()

const place = new Workplace()

interface Ingested {
  readonly leftOut: Readonly<Record<string, number>>
  readonly files: readonly {
    readonly format: string
    readonly records: number
    readonly rejected: Readonly<Record<string, number>>
    readonly archive: { readonly skipped: Readonly<Record<string, number>> } | null
  }[]
}

beforeAll(async () => {
  await place.must(['init'])
  for (const [name, text] of files) place.write(name, text)
  place.write('logs.zip', toZip(files.map(([name, content]) => ({ name, content }))))
})

describe.each([
  ['a folder', 'logs'],
  ['an archive', 'logs.zip'],
])('%s', (_, path) => {
  test('every login and field is a row, and what is no evidence is counted', async () => {
    const args = ['ingest', path, '--as', 'dump', '--name', path.replace('.', '-')]
    const { leftOut, files: read } = await place.json<Ingested>(args)
    expect(read).toHaveLength(2 * MACHINES)
    expect(read.every(({ format }) => format === 'stealer-log')).toBe(true)
    const records = read.reduce((sum, file) => sum + file.records, 0)
    expect(records).toBe(MACHINES - 1 + MACHINES)
    const skipped = read[0]?.archive?.skipped ?? leftOut
    expect(skipped).toEqual({ machine: 4 * MACHINES })
    expect(
      await place.must(['ingest', path, '--as', 'dump', '--name', 'x', '--dry-run']),
    ).toContain('48 machine')
  })
})

test('no password is stored, shown, or told of a column that is said to hold one', async () => {
  place.write('list.csv', `email,password\n${'asha@mail.example,monsoon-lotus-7\n'.repeat(9)}`)
  const map = ['--map', 'password=field:password']
  const { files: read } = await place.json<{ files: { columns: { kind: string | null }[] }[] }>([
    ...['ingest', 'list.csv', '--as', 'breach'],
    ...map,
  ])
  expect(read[0]?.columns.map(({ kind }) => kind)).toEqual(['email', null])
  const looked = [
    await place.must(['inspect', 'logs']),
    await place.must(['inspect', 'list.csv', ...map]),
    await place.must(['inspect', 'list.csv', '--json']),
  ]
  expect(looked.join('')).not.toMatch(/mo•|•-7|monsoon/)
  expect(looked[1]).toContain('never kept')
  expect(readFileSync(place.path('.leakcheck/case.db')).includes(PASSWORD)).toBe(false)
})
