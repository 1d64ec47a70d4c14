/** The runs that the reports are tested with are documents of the schema that ships. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { DOCUMENTS, hostileDocument } from './documents.ts'

const schema = new URL('../../schemas/provenance.schema.json', import.meta.url)
const isProvenance = new Ajv2020({ allErrors: true, strictTypes: false }).compile(
  JSON.parse(readFileSync(schema, 'utf8')),
)

test.each(Object.entries({ ...DOCUMENTS, hostile: hostileDocument }))('%s', (_code, document) => {
  expect(isProvenance(document), JSON.stringify(isProvenance.errors)).toBe(true)
})
