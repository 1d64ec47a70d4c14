/** `inspect --json`: whatever the file, the document is of its schema, and the schema lets no other pass. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { Workplace } from './leakcheck.ts'

const schema = new URL('../../schemas/inspect.schema.json', import.meta.url)
const isInspect = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(schema, 'utf8')))
const FIXTURES = join(import.meta.dirname, '../../fixtures')
const place = new Workplace()

const FILES = [
  ['a table', 'csv/registry.csv'],
  ['one without a header', 'csv/headerless-pipe.txt'],
  ['a broken one', 'csv/cut-in-a-quote.csv'],
  ['a chat', 'telegram/bot-chat.json'],
  ['several tables', 'sql/mysqldump.sql'],
  ['an archive', 'zip/deflate.zip'],
  ['an archive of which nothing is understood', 'zip/ppmd.zip'],
  ['a packed file', 'gzip/one-member.csv.gz'],
  ['what was typed', 'transcript/filled.csv'],
] as const

describe('inspect --json', () => {
  test.each(FILES)('%s', async (_, file) => {
    const document = await place.json(['inspect', join(FIXTURES, file)])
    expect(isInspect(document), JSON.stringify(isInspect.errors)).toBe(true)
  })

  test('every member of the document is asked for', async () => {
    const document = await place.json<{ files: Record<string, unknown>[] }>([
      'inspect',
      join(FIXTURES, 'csv/registry.csv'),
    ])
    const [file = {}] = document.files
    for (const member of Object.keys(file)) {
      const { [member]: _, ...rest } = file
      expect(isInspect({ ...document, files: [rest] }), member).toBe(false)
    }
    expect(isInspect({ ...document, schema: 'leakcheck.inspect/2' })).toBe(false)
  })
})
