/**
 * Files of ill will, each read by the program as a responder would: what it says, its time and memory, as a table:
 * `node bench/hostile.ts [WORDS]`, for those whose name holds the words
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { toTar } from '../test/evidence/tar.ts'
import { toZip } from '../test/evidence/zip.ts'
import { insertsInto, toDatabase } from '../test/readers/database.ts'
import { toOds } from '../test/readers/open-document.ts'
import { partsOf } from '../test/readers/workbook.ts'
import { measured } from './measured.ts'

const MEBIBYTE = 2 ** 20
const PERSON = ['Asha Bhide', '9822011201']
const LINE = `${PERSON.join()}\n`
/** 16 MiB of text that packs as zeros do. */
const lines = Buffer.from(`name,mobile\n${LINE.repeat((16 * MEBIBYTE) / LINE.length)}`)

const nested = (levels: number): Uint8Array =>
  levels === 0 ? Buffer.from(LINE) : toZip([{ name: `${levels}.zip`, content: nested(levels - 1) }])

const workbook = (part: string, content: (whole: string) => string): Buffer =>
  toZip(
    partsOf([{ name: 'p', rows: [['name', 'mobile'], PERSON] }]).map((one) =>
      one.name.endsWith(part) ? { ...one, content: content(String(one.content)) } : one,
    ),
  )

const laughs = (xml: string): string => {
  const entities = Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
  )
  return xml
    .replace('?>', `?><!DOCTYPE x [<!ENTITY l0 "lol">${entities.join('')}]>`)
    .replace('name="p"', 'name="&l9;"')
}

/** Every child of the table's root is the root: the pages go round. */
function circularDatabase(): Buffer {
  const rows = Array<string[]>(200).fill(PERSON)
  const bytes = toDatabase(`PRAGMA page_size=512; CREATE TABLE p(a, b); ${insertsInto('p', rows)}`)
  const root = bytes.subarray(512, 1024)
  for (let cell = 0; cell < root.readUInt16BE(3); cell++)
    root.writeUInt32BE(2, root.readUInt16BE(12 + 2 * cell))
  return bytes
}

const longText = (unit: string, mebibytes: number, opening = ''): (() => Generator<Uint8Array>) =>
  function* () {
    yield Buffer.from(opening)
    const piece = Buffer.from(unit.repeat(Math.ceil(MEBIBYTE / unit.length)))
    for (let i = 0; i < mebibytes; i++) yield piece
  }

interface Hostile {
  readonly what: string
  readonly bytes: (() => Uint8Array | string) | null
  /** Comes through a pipe, as it would not fit anywhere else. */
  readonly pipe?: () => Iterable<Uint8Array>
}

const file = (what: string, bytes: () => Uint8Array | string): Hostile => ({ what, bytes })
const pipe = (what: string, stream: () => Iterable<Uint8Array>): Hostile => ({
  what,
  bytes: null,
  pipe: stream,
})

const repeatedSheet = `<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`

const HOSTILE: readonly Hostile[] = [
  file('gzip of 1 GiB of one line', () => Buffer.concat(Array(64).fill(gzipSync(lines)))),
  file('gzip of a gzip of 512 MiB', () => gzipSync(Buffer.concat(Array(32).fill(gzipSync(lines))))),
  file('zstd of 1 GiB of one line', () => Buffer.concat(Array(64).fill(zstdCompressSync(lines)))),
  file('zip of 1 GiB in 64 members', () => {
    const content = lines
    return toZip(Array.from({ length: 64 }, (_, i) => ({ name: `${i}.csv`, content })))
  }),
  file('zip in zip, five deep', () => nested(5)),
  file('zip whose members are the same bytes', () =>
    toZip([
      { name: 'a.csv', content: LINE },
      { name: 'a.csv', content: LINE, lie: { offset: 0 } },
    ]),
  ),
  file('zip of 20,000 members', () =>
    toZip(Array.from({ length: 20_000 }, (_, i) => ({ name: `${i}.csv`, content: '' }))),
  ),
  file('tar with a name of 8 GiB', () =>
    toTar([{ name: 'a', content: 'x', type: 'L', size: 2 ** 33 - 1 }]),
  ),
  file('zstd with a window of 2 GiB', () =>
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3, 1, 0, 0]),
  ),
  file('workbook with a billion entities', () => workbook('xl/workbook.xml', laughs)),
  file('workbook with 100,000 elements in each other', () =>
    workbook('sheet1.xml', (xml) => xml.replace('<sheetData>', `<sheetData>${'<a>'.repeat(1e5)}`)),
  ),
  file('workbook with one text of 64 MiB', () =>
    workbook('sharedStrings.xml', (xml) =>
      xml.replace('<si>', `<si><t>${'x'.repeat(64 * MEBIBYTE)}</t></si><si>`),
    ),
  ),
  file('spreadsheet of 17 billion cells in 5 kB', () => toOds([{ name: 'p', xml: repeatedSheet }])),
  file('database whose pages go round', circularDatabase),
  file('database with a text of 64 MB', () =>
    toDatabase(
      `CREATE TABLE p(name, mobile); INSERT INTO p VALUES (hex(zeroblob(32000000)), 'x'), ('${PERSON.join("','")}')`,
    ),
  ),
  file('database with a computed column of 1 GB a row', () =>
    toDatabase(
      `CREATE TABLE p(name, mobile, big AS (zeroblob(900000000))); ${insertsInto('p(name, mobile)', [PERSON])}`,
    ),
  ),
  file('100,000 columns', () =>
    `${Array.from({ length: 1e5 }, (_, i) => `c${i}`).join()}\n${Array(1e5).fill('x').join()}\n`.repeat(
      5,
    ),
  ),
  file('10 million brackets', () => '['.repeat(1e7)),
  file('10 million nested objects', () => '{"a":'.repeat(1e7)),
  file('a number of a million digits', () => `[{"mobile":${'9'.repeat(1e6)}}]`),
  file('an object of 100,000 keys', () =>
    JSON.stringify([Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`k${i}`, i]))]),
  ),
  file('a page of a million elements in each other', () => `<html>${'<div>'.repeat(1e6)}`),
  file('2,000 tables', () =>
    Array.from({ length: 2000 }, (_, i) => `INSERT INTO t${i} VALUES ('${PERSON[1]}');\n`).join(''),
  ),
  file('a statement of 100,000 brackets', () => `INSERT INTO a VALUES ${'('.repeat(1e5)}`),
  pipe(
    'a row of 1 GB behind two that are none',
    longText(`${PERSON.join()},`, 1000, `name,mobile\n${LINE}${LINE}`),
  ),
  pipe('200 MB of commas in a single line', longText(',', 200)),
  pipe('a quote that stays open for 20 MB', longText(LINE, 20, `name,mobile\n${LINE}"`)),
  pipe('a text in JSON of 200 MB', longText('x', 200, '[{"name":"')),
  pipe('a text in SQL of 200 MB', longText('x', 200, "INSERT INTO a VALUES ('")),
  pipe('a card of 200 MB', longText('TEL:1\n', 200, 'BEGIN:VCARD\n')),
]

const [words = ''] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'leakcheck-hostile-'))
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`
try {
  await measured(['init'], folder)
  const head = ['what', 'kB', 'exit', 'what is said', 'CPU s', 'peak MiB']
  process.stdout.write(row(head) + row(head.map(() => '---')))
  for (const { what, bytes, pipe: stream } of HOSTILE.filter((one) => one.what.includes(words)))
    process.stdout.write(await line(what, bytes, stream))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function line(
  what: string,
  bytes: Hostile['bytes'],
  stream: Hostile['pipe'],
): Promise<string> {
  const content = bytes === null ? null : Buffer.from(bytes())
  if (content !== null) writeFileSync(join(folder, 'dump'), content)
  const args = ['ingest', content === null ? '-' : 'dump', '--as', 'dump', '--name', 'dump']
  const run = await measured([...args, '--dry-run'], folder, stream?.() ?? [])
  const said = (run.err === '' ? run.out : run.err).split('\n')[0] ?? ''
  return row([
    what,
    content === null ? 'a pipe' : String(Math.ceil(content.length / 1000)),
    String(run.code),
    said.replace(/^leakcheck: /, '').replaceAll('|', '\\|'),
    run.cpuSeconds.toFixed(1),
    run.peakMebibytes.toFixed(0),
  ])
}
