/**
 * A run as a STIX 2.1 bundle (OASIS, 2021): a report, who made it, and the hashes of the inputs; aggregates only, never a victim.
 * Its prose stands in the report and not in notes: the published schema of a bundle refuses every note (its list leaves
 * them out, and its branch for other objects matches one twice).
 */
import type { InputFile } from '../provenance/document.ts'
import type { Cover } from './cover.ts'
import { isPreliminary, isTranscribed } from './reading.ts'
import type { ReportedDocument } from './reported.ts'
import { conclusionText, findingsText, limitsText, sharesText } from './summary.ts'
import { type Tlp, tlpLabel } from './tlp.ts'
import { OBSERVABLE_NAMESPACE, uuid5 } from './uuid.ts'

interface StixObject {
  readonly type: string
  readonly id: string
  readonly [property: string]: unknown
}

/** The published marking definitions of TLP 2.0 (OASIS cti-stix-common-objects). */
const MARKING_IDS: Readonly<Record<Tlp, string>> = {
  clear: '94868c89-83c2-464b-929b-a1a8aa3c8487',
  green: 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  amber: '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'amber+strict': '939a9414-2ddd-4d32-a0cd-375ea402b003',
  red: 'e828b379-4e03-4974-9ac4-e53a884c97c1',
}
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

/** The identity is the same object in every bundle, so its date is too. */
const IDENTITY_CREATED = '2026-01-01T00:00:00.000Z'

export function stix(document: ReportedDocument, { tlp }: Cover): string {
  const objects = objectsOf(document, tlp)
  const bundle = { type: 'bundle', id: `bundle--${uuid5(JSON.stringify(objects))}`, objects }
  return `${JSON.stringify(bundle, null, 2)}\n`
}

function objectsOf(document: ReportedDocument, tlp: Tlp): readonly StixObject[] {
  const { dump, run, verdict } = document
  const marking = markingDefinition(tlp)
  const identity = identityObject(marking.id)
  const frame = {
    spec_version: '2.1',
    created_by_ref: identity.id,
    created: timestamp(document.created),
    modified: timestamp(document.created),
    object_marking_refs: [marking.id],
  }
  const files = [
    ...new Map(
      document.inputs.map((input) => fileObject(input, marking.id)).map((file) => [file.id, file]),
    ).values(),
  ]
  const report = withId('report', {
    ...frame,
    name: `Provenance of the records in ${dump}, run ${run}: ${verdict.code}`,
    description: descriptionOf(document),
    report_types: ['observed-data'],
    published: timestamp(document.created),
    labels: [
      verdict.code,
      ...(isPreliminary(document) ? ['preliminary'] : []),
      ...(isTranscribed(document) ? ['transcribed'] : []),
    ],
    object_refs: [...files, identity].map(({ id }) => id),
  })
  return [marking, identity, ...files, report]
}

const descriptionOf = (document: ReportedDocument): string =>
  [
    ['Conclusion', conclusionText(document)],
    ['Shares', sharesText(document)],
    ['Findings', findingsText(document)],
    ['What was tested, and what was not', limitsText(document)],
  ]
    .filter(([, content]) => content !== '')
    .map(([heading, content]) => `${heading}\n${content}`)
    .join('\n\n')

/** The id follows from the content: another content is another object, not another version of this one. */
const withId = (type: string, content: Readonly<Record<string, unknown>>): StixObject => ({
  type,
  id: `${type}--${uuid5(`${type} ${JSON.stringify(content)}`)}`,
  ...content,
})

const markingDefinition = (tlp: Tlp): StixObject => ({
  type: 'marking-definition',
  spec_version: '2.1',
  id: `marking-definition--${MARKING_IDS[tlp]}`,
  created: '2022-10-01T00:00:00.000Z',
  name: tlpLabel(tlp),
  extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: tlp } },
})

const identityObject = (marking: string): StixObject => ({
  type: 'identity',
  spec_version: '2.1',
  id: `identity--${uuid5(`leakcheck ${marking}`)}`,
  created: IDENTITY_CREATED,
  modified: IDENTITY_CREATED,
  object_marking_refs: [marking],
  name: 'leakcheck',
  description: 'A program that compares the records of a dump with those of other sources.',
  identity_class: 'system',
})

/** The id is made as the standard says (2.9): of the hash and the name, in canonical JSON. */
function fileObject({ file, sha256 }: InputFile, marking: string): StixObject {
  const contributing = { hashes: { 'SHA-256': sha256 }, name: file }
  return {
    type: 'file',
    spec_version: '2.1',
    id: `file--${uuid5(JSON.stringify(contributing), OBSERVABLE_NAMESPACE)}`,
    object_marking_refs: [marking],
    ...contributing,
  }
}

/** RFC 3339 in UTC with milliseconds, as STIX asks. */
const timestamp = (created: string): string => new Date(created).toISOString()
