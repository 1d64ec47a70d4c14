/** Files of different formats meet in a case: the same people, the same tokens; folders, standard input, refusals. */
import { expect, test } from 'vitest'
import { toPage } from '../readers/telegram-page.ts'
import { toWorkbook } from '../readers/workbook.ts'
import { Workplace } from './leakcheck.ts'

const PHONES = Array.from({ length: 40 }, (_, i) => String(9_822_000_000 + ((i * 7919) % 999_983)))

interface Overlaps {
  readonly sources: readonly {
    readonly name: string
    readonly overlap?: { readonly phone?: { readonly compared: number; readonly matched: number } }
  }[]
}

const page = (phones: readonly string[], around: { previous?: string; next?: string }): string =>
  toPage({
    title: 'Lookup',
    messages: phones.map((phone, id) => ({
      id,
      date: '2023-06-12T10:00:00',
      from: 'Lookup',
      text: `Name: Asha Bhide\nMobile: +91 ${phone}`,
    })),
    ...around,
  })

test('a bot’s pages, a workbook, a SQL dump and JSON lines of the same phones all match', async () => {
  const place = new Workplace()
  await place.must(['init'])
  place.write('export/messages.html', page(PHONES.slice(0, 20), { next: 'messages2.html' }))
  place.write('export/messages2.html', page(PHONES.slice(20), { previous: 'messages.html' }))
  place.write('export/css/style.css', 'body {}')
  place.write(
    'registry.xlsx',
    toWorkbook([{ name: 'x', rows: [['mobile'], ...PHONES.map((phone) => [Number(phone)])] }]),
  )
  place.write(
    'shop.sql',
    `INSERT INTO users (mobile) VALUES ${PHONES.map((phone) => `('0${phone}')`).join()};`,
  )
  const lines = PHONES.map((phone) => `{"user":{"mobile":${phone}}}\n`).join('')
  await place.must(['ingest', 'export', '--as', 'dump', '--name', 'bot'])
  await place.must(['ingest', 'registry.xlsx', '--as', 'registry', '--name', 'portal'])
  await place.must(['ingest', 'shop.sql', '--as', 'breach', '--name', 'shop'])
  await place.must(['ingest', '-', '--as', 'breach', '--name', 'app'], { input: lines })
  const { sources } = await place.json<Overlaps>(['match'])
  for (const name of ['portal', 'shop', 'app']) {
    expect(sources.find((source) => source.name === name)?.overlap?.phone).toMatchObject({
      compared: 40,
      matched: 40,
    })
  }
})

test('the same workbook twice changes nothing, from disk or from standard input', async () => {
  const place = new Workplace()
  await place.must(['init'])
  const bytes = toWorkbook([{ name: 'x', rows: [['mobile'], ...PHONES.map((phone) => [phone])] }])
  place.write('registry.xlsx', bytes)
  const options = ['--as', 'registry', '--name', 'portal']
  await place.must(['ingest', 'registry.xlsx', ...options])
  for (const [file, input] of [
    ['registry.xlsx', ''],
    ['-', bytes],
  ] as const) {
    const { files } = await place.json<{ files: { alreadyIngested: boolean }[] }>(
      ['ingest', file, ...options],
      { input },
    )
    expect(files[0]?.alreadyIngested).toBe(true)
  }
})

test('a SQL dump that is cut is refused, or stored as a part', async () => {
  const place = new Workplace()
  await place.must(['init'])
  place.write('cut.sql', `INSERT INTO users (mobile) VALUES ('${PHONES[0]}'),('98220`)
  const args = ['ingest', 'cut.sql', '--as', 'breach', '--name', 'shop']
  expect(await place.run(args)).toMatchObject({ code: 3, out: '' })
  const { files } = await place.json<{ files: { complete: boolean; records: number }[] }>([
    ...args,
    '--allow-partial',
  ])
  expect(files[0]).toMatchObject({ complete: false, records: 1 })
})
