/** A run as a MISP event in core format, with the published object templates; aggregates only, never an attribute a victim. */
import type { InputFile } from '../provenance/document.ts'
import type { AskedBot, Cover } from './cover.ts'
import { readWords } from './reading.ts'
import type { ReportedDocument } from './reported.ts'
import { conclusionText, findingsText, limitsText, sharesText } from './summary.ts'
import { wholeNumber } from './text.ts'
import type { Tlp } from './tlp.ts'
import { uuid5 } from './uuid.ts'

interface Template {
  readonly name: string
  readonly 'meta-category': string
  readonly template_uuid: string
  readonly template_version: string
}

/** Of MISP/misp-objects, at the versions that the attributes below were checked with. */
const TEMPLATES = {
  report: {
    name: 'report',
    'meta-category': 'misc',
    template_uuid: '70a68471-df22-4e3f-aa1a-5a3be19f82df',
    template_version: '8',
  },
  leak: {
    name: 'ail-leak',
    'meta-category': 'misc',
    template_uuid: 'dc6a8fa2-0a43-4a0c-a5aa-b1a5336ca80e',
    template_version: '9',
  },
  evidence: {
    name: 'forensic-evidence',
    'meta-category': 'misc',
    template_uuid: 'fe44c648-63ef-43fc-b3de-af71a2e023e4',
    template_version: '2',
  },
  document: {
    name: 'leaked-document',
    'meta-category': 'file',
    template_uuid: 'ea145ecd-b3c2-4f57-ac11-c16e883c4247',
    template_version: '6',
  },
  bot: {
    name: 'telegram-bot',
    'meta-category': 'misc',
    template_uuid: 'e2cb6c8f-45fa-429d-9cdb-05298ab21f46',
    template_version: '2',
  },
  file: {
    name: 'file',
    'meta-category': 'file',
    template_uuid: '688c46fb-5edb-40a3-8273-1af7923e2215',
    template_version: '25',
  },
} as const satisfies Record<string, Template>

/** Relation, type, category and value of one attribute. */
type Attribute = readonly [relation: string, type: string, category: string, value: string]

/** Undefined in MISP's list of threat levels: leakcheck does not rate threats. */
const THREAT_UNDEFINED = '4'
const ANALYSIS_COMPLETED = '2'
/** Your organisation only; inherited by what is in the event. */
const DISTRIBUTION = '0'
const INHERITED = '5'

export function misp(document: ReportedDocument, cover: Cover): string {
  const { tlp } = cover
  const { dump, run, created, verdict } = document
  const seconds = String(Math.floor(Date.parse(created) / 1000))
  const seed = JSON.stringify([
    document.inputs.map(({ sha256 }) => sha256),
    dump,
    run,
    created,
    tlp,
  ])
  const event = {
    uuid: uuid5(`event ${seed}`),
    info: `Provenance of the records in ${dump}, run ${run}: ${verdict.code}`,
    date: created.slice(0, 10),
    timestamp: seconds,
    threat_level_id: THREAT_UNDEFINED,
    analysis: ANALYSIS_COMPLETED,
    distribution: DISTRIBUTION,
    published: false,
    Tag: tagsOf(document, tlp),
    Attribute: [],
    Object: objectsOf(document, cover, seed, seconds),
  }
  return `${JSON.stringify({ Event: event }, null, 2)}\n`
}

/** Confidence in the analysis, not a chance of the verdict: the reported ratio by its size. */
function tagsOf({ sources, verdict }: ReportedDocument, tlp: Tlp): readonly { name: string }[] {
  const named = sources.filter(({ name }) => verdict.sources.includes(name))
  const strongest = Math.max(0, ...named.map(({ contributed }) => contributed?.log10Lr ?? 0))
  const confidence = strongest >= 4 ? 'high' : strongest >= 2 ? 'moderate' : 'low'
  return [
    { name: `tlp:${tlp}` },
    { name: `estimative-language:confidence-in-analytic-judgment="${confidence}"` },
  ]
}

function objectsOf(
  document: ReportedDocument,
  cover: Cover,
  seed: string,
  seconds: string,
): readonly object[] {
  const { dump, run, inputs } = document
  const other = (relation: string, value: string): Attribute => [relation, 'text', 'Other', value]
  const summaries = [
    conclusionText(document),
    sharesText(document),
    findingsText(document),
    limitsText(document),
  ].filter((text) => text !== '')
  const parts: readonly Part[] = [
    [
      TEMPLATES.report,
      [
        other('title', `Provenance of the records in ${dump}`),
        other('type', 'Report'),
        other('case-number', `run ${run}`),
        ...summaries.map((text) => other('summary', text)),
      ],
    ],
    [
      TEMPLATES.leak,
      [
        other('sensor', 'leakcheck'),
        other('origin', dump),
        other('text', document.verdict.sentence),
      ],
    ],
    ...inputs.filter(({ role }) => role === 'dump').map((input) => leakedDocument(input, cover)),
    ...(cover.bot === null ? [] : [askedBot(dump, cover.bot)]),
    ...inputs.flatMap((input, i) => inputParts(input, i, run)),
  ]
  return parts.map(([template, attributes], i) => ({
    ...template,
    uuid: uuid5(`object ${seed} ${i}`),
    timestamp: seconds,
    distribution: INHERITED,
    Attribute: attributes.map(([object_relation, type, category, value], j) => ({
      uuid: uuid5(`attribute ${seed} ${i} ${j}`),
      object_relation,
      type,
      category,
      value,
      to_ids: false,
      timestamp: seconds,
      distribution: INHERITED,
    })),
  }))
}

type Part = readonly [Template, readonly Attribute[]]

const leakedDocument = ({ file }: InputFile, { seen }: Cover): Part => [
  TEMPLATES.document,
  [
    ['document-name', 'text', 'Other', file],
    ['document-type', 'text', 'Other', 'other'],
    ...(seen === null
      ? []
      : ([['first-seen', 'datetime', 'Other', `${seen}T00:00:00+00:00`]] as const)),
  ],
]

/** Chats bear the names of people, so that the bot goes by the name of the dump. */
const askedBot = (dump: string, { asked, missed }: AskedBot): Part => [
  TEMPLATES.bot,
  [
    [
      'comment',
      'text',
      'Other',
      `The dump ${dump} records the answers of this bot: ${wholeNumber(asked)} questions, ${wholeNumber(missed)} of them answered with "no data".`,
    ],
  ],
]

function inputParts(
  { source, role, file, sha256, ...input }: InputFile,
  position: number,
  run: number,
): readonly Part[] {
  const words = role === 'registry' ? 'named registry' : role
  return [
    [
      TEMPLATES.evidence,
      [
        ['case-number', 'text', 'Other', `run ${run}`],
        ['evidence-number', 'text', 'Other', String(position + 1)],
        ['name', 'text', 'Other', source],
        [
          'additional-comments',
          'text',
          'Other',
          readWords(input, `${words}, read whole`, `${words}, read in part`),
        ],
      ],
    ],
    [
      TEMPLATES.file,
      [
        ['filename', 'filename', 'External analysis', file],
        ['sha256', 'sha256', 'External analysis', sha256],
      ],
    ],
  ]
}
