/** The MISP event against the published schema, types and templates, and against what they ask of an event. */
import AjvDraft04 from 'ajv-draft-04'
import { describe, expect, test } from 'vitest'
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import { inert } from '../../src/reports/inert.ts'
import { misp } from '../../src/reports/misp.ts'
import { DOCUMENTS, hostileDocument } from './documents.ts'
import { hasSchemas, readJson } from './published-schemas.ts'
import { COVER } from './renditions.ts'

interface MispAttribute {
  readonly uuid: string
  readonly object_relation: string
  readonly type: string
  readonly category: string
  readonly value: string
}
interface MispObject {
  readonly uuid: string
  readonly name: string
  readonly 'meta-category': string
  readonly template_uuid: string
  readonly template_version: string
  readonly Attribute: readonly MispAttribute[]
}
interface MispEvent {
  readonly uuid: string
  readonly published: boolean
  readonly Tag: readonly { readonly name: string }[]
  readonly Object: readonly MispObject[]
}

const eventOf = (document: ProvenanceDocument): { readonly Event: MispEvent } =>
  JSON.parse(misp(inert(document), COVER))

/** The published schema knows no objects: their attributes are checked as the event's own, without their relation. */
function flattened({ Event: { Object: objects, ...event } }: ReturnType<typeof eventOf>): object {
  const attributes = objects.flatMap(({ Attribute }) =>
    Attribute.map(({ object_relation: _relation, ...attribute }) => attribute),
  )
  return { Event: { ...event, Attribute: attributes } }
}

const documents = { ...DOCUMENTS, hostile: hostileDocument }

describe.skipIf(!hasSchemas)('the published schema and templates (skipped where absent)', () => {
  const schema = hasSchemas ? readJson('misp/schema.json') : {}
  const { $schema: _dialect, id: _id, ...definition } = schema
  const isEvent = new AjvDraft04.default({ strict: false, allErrors: true }).compile(definition)
  const types = hasSchemas ? readJson('misp/describeTypes.json').result : {}

  test.each(Object.entries(documents))('%s', (_code, document) => {
    const event = eventOf(document)
    expect(isEvent(flattened(event)), JSON.stringify(isEvent.errors)).toBe(true)
    for (const object of event.Event.Object) {
      const template = readJson(`misp/objects/${object.name}/definition.json`)
      expect(object.template_uuid).toBe(template.uuid)
      expect(object.template_version).toBe(String(template.version))
      expect(object['meta-category']).toBe(template['meta-category'])
      const relations = object.Attribute.map(({ object_relation }) => object_relation)
      for (const required of template.required ?? []) expect(relations).toContain(required)
      const oneOf: string[] = template.requiredOneOf ?? relations
      expect(relations.some((relation) => oneOf.includes(relation))).toBe(true)
      for (const { object_relation, type, category } of object.Attribute) {
        const wanted = template.attributes[object_relation]
        expect(wanted?.['misp-attribute']).toBe(type)
        expect(wanted?.categories ?? [category]).toContain(category)
        expect(types.category_type_mappings[category]).toContain(type)
        if (wanted?.multiple !== true)
          expect(relations.filter((relation) => relation === object_relation)).toHaveLength(1)
      }
    }
  })
})

describe.each(Object.entries(documents))('must-rules, %s', (_code, document) => {
  const { Event: event } = eventOf(document)
  const attributes = event.Object.flatMap((object) => object.Attribute)

  test('uuids are version 5 and unique', () => {
    const uuids = [
      event.uuid,
      ...event.Object.map(({ uuid }) => uuid),
      ...attributes.map(({ uuid }) => uuid),
    ]
    expect(new Set(uuids).size).toBe(uuids.length)
    for (const uuid of uuids) expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab]/)
  })

  test('it is marked, unpublished, and no value is empty', () => {
    expect(event.Tag.map(({ name }) => name)).toContain('tlp:amber+strict')
    expect(event.published).toBe(false)
    for (const { value } of attributes) expect(value).not.toBe('')
  })

  test('the dump is a leaked document with the day on which it was seen, its bot an object', () => {
    const names = event.Object.map(({ name }) => name)
    const dumps = document.inputs.filter(({ role }) => role === 'dump')
    expect(names.filter((name) => name === 'leaked-document')).toHaveLength(dumps.length)
    expect(names.filter((name) => name === 'telegram-bot')).toHaveLength(1)
    const seen = attributes.filter(({ object_relation }) => object_relation === 'first-seen')
    expect(seen.map(({ value }) => value)).toEqual(dumps.map(() => '2023-06-12T00:00:00+00:00'))
  })

  test('a leak object names its sensor, and every input its hash', () => {
    const sensors = attributes.filter(({ object_relation }) => object_relation === 'sensor')
    expect(sensors.map(({ value }) => value)).toEqual(['leakcheck'])
    const hashes = attributes.filter(({ type }) => type === 'sha256').map(({ value }) => value)
    expect(hashes).toEqual(document.inputs.map(({ sha256 }) => sha256))
  })
})
