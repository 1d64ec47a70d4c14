/** Runs written by hand, one for each verdict code, and one whose every name is hostile; all of it is invented. */
import type {
  Contributed,
  InputFile,
  ProvenanceDocument,
  SourceResult,
  VerdictCode,
} from '../../src/provenance/document.ts'

export const ratioOf = (log10Lr: number, more: Partial<Contributed> = {}): Contributed => ({
  log10Lr,
  modelLog10Lr: log10Lr + 4.2,
  cappedAt: 2.3,
  closeness: 3,
  tippingPoint: null,
  withheld: null,
  verbal: 'no support',
  ...more,
})

const portal: SourceResult = {
  name: 'portal',
  role: 'registry',
  overlap: {
    phone: { compared: 902, matched: 867, interval: [0.946, 0.973] },
    aadhaar: { compared: 781, matched: 708, interval: [0.884, 0.926] },
    'reference-id': { compared: 12, matched: 12, interval: [0.735, 1] },
  },
  agreement: {
    name: { compared: 877, exact: 632, canonical: 171, partial: 72, different: 2 },
    yob: { compared: 877, exact: 862, canonical: 0, partial: 0, different: 15 },
    gender: { compared: 876, exact: 872, canonical: 0, partial: 0, different: 4 },
  },
  share: { estimate: 0.701, interval: [0.662, 0.737], identified: true },
  contributed: ratioOf(2.3, { tippingPoint: 8, verbal: 'moderately strong support' }),
  snapshot: { earliest: '2022-01-12', latest: '2022-01-23' },
}

const telecom: SourceResult = {
  name: 'telecom-kyc-2019',
  role: 'breach',
  overlap: {
    phone: { compared: 902, matched: 654, interval: [0.695, 0.754] },
    aadhaar: { compared: 781, matched: 458, interval: [0.551, 0.621] },
  },
  agreement: {
    name: { compared: 551, exact: 270, canonical: 193, partial: 87, different: 1 },
    dob: { compared: 270, exact: 270, canonical: 0, partial: 0, different: 0 },
    address: { compared: 263, exact: 263, canonical: 0, partial: 0, different: 0 },
    yob: { compared: 281, exact: 247, canonical: 0, partial: 0, different: 34 },
  },
  share: { estimate: 0.299, interval: [0.263, 0.338], identified: true },
  contributed: ratioOf(2.1, { tippingPoint: 12, verbal: 'moderately strong support' }),
}

const foodApp: SourceResult = {
  name: 'food-app',
  role: 'breach',
  overlap: { phone: { compared: 902, matched: 429, interval: [0.443, 0.509] } },
  agreement: {
    name: { compared: 345, exact: 78, canonical: 49, partial: 218, different: 0 },
    address: { compared: 106, exact: 25, canonical: 11, partial: 0, different: 70 },
  },
  share: { estimate: 0, interval: [0, 0.004], identified: true },
  contributed: ratioOf(-1.4),
}

const origin = (role: 'unknown' | 'fabricated', estimate: number, high: number): SourceResult => ({
  name: `(${role})`,
  role,
  share: { estimate, interval: [Math.max(0, estimate - 0.03), high], identified: true },
})

const file = (
  source: string,
  role: InputFile['role'],
  name: string,
  letter: string,
): InputFile => ({
  source,
  role,
  file: name,
  sha256: letter.repeat(64),
  complete: true,
  statedBy: null,
})

const INPUTS = [
  file('bot-export', 'dump', 'result.json', 'a'),
  { ...file('portal', 'registry', 'portal-registry.csv', 'b'), statedBy: 'the ministry, 13 June' },
  file('telecom-kyc-2019', 'breach', 'telecom-kyc-2019.csv', 'c'),
  file('food-app', 'breach', 'food-app-2021.csv', 'd'),
]

const mixture: ProvenanceDocument = {
  schema: 'leakcheck.provenance/1',
  run: 3,
  created: '2023-06-13T04:30:00.000Z',
  dump: 'bot-export',
  verdict: {
    code: 'mixture',
    sources: ['portal', 'telecom-kyc-2019'],
    sentence:
      'The evidence supports that part of these records derives from portal, or from a system that holds a copy of its records, and part from telecom-kyc-2019, or from a copy of it.',
    because: [
      'moderately strong support (ratio more than 190) that portal, or a copy of it, gave records: 70 % of them (66 % to 74 %); this holds against an undisclosed source up to 8 times closer to it than any supplied one',
      'moderately strong support (ratio at least 120) that telecom-kyc-2019, or a copy of it, gave records: 30 % of them (26 % to 34 %); this holds against an undisclosed source up to 12 times closer to it than any supplied one',
    ],
  },
  records: { total: 917, distinct: 902, unlinkable: 4, noMatch: 21 },
  presentIn: [
    { sources: ['portal'], records: 237 },
    { sources: ['portal', 'telecom-kyc-2019'], records: 169 },
    { sources: ['telecom-kyc-2019'], records: 151 },
    { sources: ['telecom-kyc-2019', 'food-app'], records: 119 },
    { sources: ['portal', 'food-app'], records: 114 },
    { sources: ['portal', 'telecom-kyc-2019', 'food-app'], records: 87 },
  ],
  sources: [portal, telecom, foodApp, origin('unknown', 0, 0.006), origin('fabricated', 0, 0.004)],
  findings: [
    {
      code: 'field-not-collected',
      source: 'portal',
      field: 'dob',
      records: 270,
      sentence:
        '270 records of the dump hold dob, which portal is stated not to collect: portal is not the only source of these records.',
    },
    {
      code: 'copy-not-excluded',
      source: 'portal',
      sentence:
        'Nothing in the records tells portal itself from a system that holds a copy of its records.',
    },
    {
      code: 'independent-collection-not-excluded',
      source: 'portal',
      records: 12,
      sentence:
        'Fewer than 20 records carry a reference id of portal: the same desk may have filled two systems.',
    },
  ],
  limits: [
    'Of 200 pretend dumps that were made without any record of the source asked about, 0 supported it all the same (95 %: at most 1.5 % would). Such runs cannot test copies of a source, nor systems filled at one desk.',
    '902 records, but 595 independent ones: people who share a phone came in together.',
  ],
  notUsed: [{ source: 'lender-2020', because: 'left out by --against' }],
  inputs: INPUTS,
  method: {
    version: '1',
    constants: '9f3c5d2ab10e77c4',
    tool: '0.1.0',
    seed: 1,
    seconds: { link: 0.4, fit: 1.2, calibrate: 20 },
    validation: {
      runs: 200,
      falseAttributions: 0,
      upperBound: 0.015,
      found: { runs: 60, found: 58 },
      cllr: 0.11,
    },
  },
}

const { snapshot: _snapshot, ...undated } = portal
const excluded: SourceResult = {
  ...undated,
  share: { estimate: 0.01, interval: [0, 0.06], identified: true },
  contributed: ratioOf(-0.8),
}
const unsupported = (source: SourceResult): SourceResult => ({
  ...source,
  share: { estimate: 0.02, interval: [0, 0.05], identified: true },
  contributed: ratioOf(-1.1),
})
const POSSIBLE = 'up to 54 of 898 could still be the named registry’s'

/** One run for each verdict code. */
export const DOCUMENTS: Readonly<Record<VerdictCode, ProvenanceDocument>> = {
  mixture,
  'registry-derived': {
    ...mixture,
    verdict: {
      code: 'registry-derived',
      sources: ['portal'],
      sentence:
        'The evidence supports that these records derive from portal, or from a system that holds a copy of its records; nothing else is needed to explain them.',
      because: [
        'moderately strong support (ratio more than 190) that portal, or a copy of it, gave records: 99.1 % of them (97.8 % to 100 %); this holds against an undisclosed source up to 35 times closer to it than any supplied one',
      ],
    },
    sources: [
      {
        ...portal,
        share: { estimate: 0.991, interval: [0.978, 1], identified: true },
        contributed: ratioOf(2.3, { tippingPoint: 35, verbal: 'moderately strong support' }),
      },
      unsupported(telecom),
      foodApp,
      origin('unknown', 0, 0.01),
      origin('fabricated', 0, 0.004),
    ],
  },
  'prior-breach': {
    ...mixture,
    verdict: {
      code: 'prior-breach',
      sources: ['telecom-kyc-2019'],
      sentence: `The evidence supports that these records derive from telecom-kyc-2019, or from a copy of it; ${POSSIBLE}.`,
      because: [
        'moderately strong support (ratio at least 120) that telecom-kyc-2019, or a copy of it, gave records: 97 % of them (93 % to 99 %); this holds against an undisclosed source up to 12 times closer to it than any supplied one',
        'up to 54 of 898 records could still be portal’s',
      ],
    },
    sources: [
      excluded,
      { ...telecom, share: { estimate: 0.97, interval: [0.93, 0.99], identified: true } },
      foodApp,
      origin('unknown', 0.02, 0.05),
      origin('fabricated', 0, 0.004),
    ],
    findings: [],
  },
  'unknown-source': {
    ...mixture,
    verdict: {
      code: 'unknown-source',
      sources: [],
      sentence: `No supplied source explains these records: the largest part whose origin is established comes from a source that nobody supplied; ${POSSIBLE}.`,
      because: [
        '93 % of the records come from a source that nobody supplied',
        'up to 54 of 898 records could still be portal’s',
      ],
    },
    sources: [
      excluded,
      unsupported(telecom),
      foodApp,
      origin('unknown', 0.93, 0.97),
      origin('fabricated', 0.03, 0.07),
    ],
    findings: [],
  },
  fabricated: {
    ...mixture,
    verdict: {
      code: 'fabricated',
      sources: [],
      sentence: `The largest part of these records whose origin is established matches nothing anywhere: invented, or from a population that no source covers; ${POSSIBLE}.`,
      because: ['88 % of the records match nothing anywhere'],
    },
    records: { total: 917, distinct: 902, unlinkable: 4, noMatch: 803 },
    presentIn: [
      { sources: ['portal'], records: 51 },
      { sources: ['telecom-kyc-2019'], records: 44 },
    ],
    sources: [
      excluded,
      unsupported(telecom),
      foodApp,
      origin('unknown', 0.05, 0.09),
      origin('fabricated', 0.88, 0.92),
    ],
    findings: [],
  },
  inconclusive: {
    ...mixture,
    verdict: {
      code: 'inconclusive',
      sources: [],
      sentence: 'These records do not decide where they come from.',
      because: [
        'no ratio is given for portal: one identifier and nothing else cannot tell sources apart',
        'missing: a complete export of the registry, or its sampled fraction (--complete, --sampled)',
      ],
    },
    presentIn: [],
    sources: [
      {
        name: 'portal',
        role: 'registry',
        overlap: { phone: { compared: 902, matched: 867, interval: [0.946, 0.973] } },
        agreement: {},
        share: { estimate: null, interval: [0, 1], identified: false },
        contributed: {
          log10Lr: null,
          modelLog10Lr: null,
          cappedAt: null,
          closeness: null,
          tippingPoint: null,
          withheld: 'one identifier and nothing else cannot tell sources apart',
          verbal: null,
        },
      },
      {
        name: '(unknown)',
        role: 'unknown',
        share: { estimate: null, interval: [0, 1], identified: false },
      },
      {
        name: '(fabricated)',
        role: 'fabricated',
        share: { estimate: null, interval: [0, 1], identified: false },
      },
    ],
    findings: [],
    inputs: INPUTS.map((input, i) => (i === 1 ? { ...input, complete: false } : input)),
    method: { ...mixture.method, validation: null },
  },
}

/** What a file could be named to act on whoever opens a report. */
export const HOSTILE = {
  script: '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>',
  formula: "=cmd|'/C calc'!A0",
  terminal: 'red\u001b[31m\u001b]0;owned\u0007\u009b2J',
  override: 'moc.\u202egnp.exe\u2066\u200f',
  markdown: '[click](javascript:alert(1)) | `x` ![i](http://a.example/x) **b** <b> # h',
  long: 'x'.repeat(10_000),
} as const

const evil = Object.values(HOSTILE)

/** A run in which every name and every sentence is hostile. */
export const hostileDocument: ProvenanceDocument = {
  ...mixture,
  dump: HOSTILE.script,
  verdict: {
    ...mixture.verdict,
    sources: evil,
    sentence: `The records derive from ${evil.join(' and ')}.`,
    because: evil,
  },
  presentIn: [{ sources: evil, records: 3 }],
  sources: evil.map((name) => ({ ...portal, name, agreement: { [name]: nameAgreement() } })),
  findings: evil.map((text) => ({ code: 'crowded', source: text, field: text, sentence: text })),
  limits: evil,
  notUsed: evil.map((text) => ({ source: text, because: text })),
  inputs: evil.map((text, i) => ({
    ...file(text, 'breach', text, `${i}`),
    statedBy: text,
  })),
}

function nameAgreement(): NonNullable<SourceResult['agreement']>[string] {
  return { compared: 9, exact: 6, canonical: 1, partial: 1, different: 1 }
}
