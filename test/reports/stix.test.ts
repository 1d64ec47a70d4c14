/** The STIX bundle against the OASIS schemas, and against the must-rules that they let through. */
import { createHash } from 'node:crypto'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { inert } from '../../src/reports/inert.ts'
import { stix } from '../../src/reports/stix.ts'
import { TLP_LEVELS } from '../../src/reports/tlp.ts'
import { OBSERVABLE_NAMESPACE, uuid5 } from '../../src/reports/uuid.ts'
import { DOCUMENTS, hostileDocument } from './documents.ts'
import { hasSchemas, jsonFiles, readJson } from './published-schemas.ts'
import { COVER } from './renditions.ts'

interface StixObject {
  readonly type: string
  readonly id: string
  readonly spec_version?: string
  readonly created?: string
  readonly modified?: string
  readonly published?: string
  readonly created_by_ref?: string
  readonly object_refs?: readonly string[]
  readonly object_marking_refs?: readonly string[]
  readonly hashes?: Readonly<Record<string, string>>
  readonly name?: string
}
interface Bundle {
  readonly type: string
  readonly id: string
  readonly objects: readonly StixObject[]
}

const bundleOf = (
  document: ProvenanceDocument,
  tlp: (typeof TLP_LEVELS)[number] = 'amber',
): Bundle => JSON.parse(stix(inert(document), { ...COVER, tlp }))

const documents = { ...DOCUMENTS, hostile: hostileDocument }
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const UUID_5 = /--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

describe.skipIf(!hasSchemas)('the published schemas (skipped where they are absent)', () => {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    unicodeRegExp: false,
    validateFormats: false,
  })
  const files = hasSchemas ? jsonFiles('stix-2.1').map(readJson) : []
  for (const file of files) ajv.addSchema(file)
  const id = files.map(({ $id }) => String($id)).find((one) => one.endsWith('common/bundle.json'))
  const isBundle = id === undefined ? undefined : ajv.getSchema(id)

  test.each(Object.entries(documents))('%s', (_code, document) => {
    expect(isBundle?.(bundleOf(document)), JSON.stringify(isBundle?.errors)).toBe(true)
  })

  test.each(['note', 'opinion'])('they refuse every %s, so that the bundle holds none', (type) => {
    const bundle = bundleOf(DOCUMENTS.mixture)
    const report = bundle.objects.find((one) => one.type === 'report')
    const { id, spec_version, created, modified } = report ?? bundle.objects[0] ?? {}
    const more = {
      ...{ type, id: id?.replace('report', type), spec_version, created, modified },
      ...{ object_refs: [id], content: 'x', opinion: 'neutral' },
    }
    expect(isBundle?.({ ...bundle, objects: [...bundle.objects, more] })).toBe(false)
    expect(ajv.getSchema(files.find(({ title }) => title === type)?.$id)?.(more)).toBe(true)
  })

  test('they do refuse: a report without a name', () => {
    const bundle = bundleOf(DOCUMENTS.mixture)
    const objects = bundle.objects.map((one) => {
      const { name: _name, ...nameless } = one
      return one.type === 'report' ? nameless : one
    })
    expect(isBundle?.({ ...bundle, objects })).toBe(false)
  })
})

describe.each(Object.entries(documents))('must-rules, %s', (_code, document) => {
  const { objects, ...bundle } = bundleOf(document)

  test('ids are unique, of their type, and version 5 but for the published marking', () => {
    expect(new Set(objects.map(({ id }) => id)).size).toBe(objects.length)
    for (const { id, type } of [bundle, ...objects]) {
      expect(id.startsWith(`${type}--`)).toBe(true)
      if (type !== 'marking-definition') expect(id).toMatch(UUID_5)
    }
  })

  test('every reference is in the bundle, and no list is empty', () => {
    const ids = new Set(objects.map(({ id }) => id))
    for (const { created_by_ref, object_refs, object_marking_refs } of objects) {
      const references = [
        ...(created_by_ref === undefined ? [] : [created_by_ref]),
        ...(object_refs ?? []),
        ...(object_marking_refs ?? []),
      ]
      for (const reference of references) expect(ids).toContain(reference)
      expect(object_refs?.length).not.toBe(0)
      expect(object_marking_refs?.length).not.toBe(0)
    }
  })

  test('times are UTC with milliseconds, and nothing is modified before it was created', () => {
    for (const { created, modified, published } of objects) {
      for (const time of [created, modified, published]) {
        if (time !== undefined) expect(time).toMatch(TIMESTAMP)
      }
      if (created !== undefined && modified !== undefined) expect(modified >= created).toBe(true)
    }
  })

  test('every object says its version and is marked; there is one report', () => {
    for (const { type, spec_version, object_marking_refs } of objects) {
      expect(spec_version).toBe('2.1')
      if (type !== 'marking-definition') expect(object_marking_refs).toHaveLength(1)
    }
    expect(objects.filter(({ type }) => type === 'report')).toHaveLength(1)
  })

  test('the id of a file follows from its hash and name, as the standard says', () => {
    for (const { type, id, hashes, name } of objects) {
      if (type === 'file')
        expect(id).toBe(`file--${uuid5(JSON.stringify({ hashes, name }), OBSERVABLE_NAMESPACE)}`)
    }
  })
})

test('UUID version 5 is that of RFC 9562, appendix A.4', () => {
  expect(uuid5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
})

test('each level has its published marking', () => {
  const ids = TLP_LEVELS.map((tlp) => bundleOf(DOCUMENTS.mixture, tlp).objects[0]?.id)
  expect(ids).toEqual([
    'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
    'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
    'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
    'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
    'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
  ])
})

test('its size follows the number of inputs, not of records', () => {
  const { mixture } = DOCUMENTS
  const huge = {
    ...mixture,
    records: { ...mixture.records, total: 10_000_000, distinct: 9_999_000 },
  }
  expect(bundleOf(huge).objects).toHaveLength(bundleOf(mixture).objects.length)
  const digest = (text: string) => createHash('sha256').update(text).digest('hex')
  expect(digest(stix(mixture, COVER))).toBe(digest(stix(mixture, COVER)))
})
