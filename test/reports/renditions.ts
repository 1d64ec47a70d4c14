/** Every format of the fixed runs and of the fixed case: what the golden files hold. */
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import type { Cover } from '../../src/reports/cover.ts'
import type { CaseFile } from '../../src/reports/forms/case-file.ts'
import { FORMS, REPORTS } from '../../src/reports/index.ts'
import { publicVersion } from '../../src/reports/public.ts'
import { renderForm, renderReport } from '../../src/reports/render.ts'
import { DEFAULT_TLP } from '../../src/reports/tlp.ts'
import { DOCUMENTS } from './documents.ts'

/** Two runs came before the fixed one. */
export const COVER: Cover = {
  tlp: DEFAULT_TLP,
  seen: '2023-06-12',
  bot: { asked: 692, missed: 69 },
  earlier: [
    { run: 1, created: '2023-06-12T06:00:00.000Z', dump: 'bot-export', code: 'inconclusive' },
    { run: 2, created: '2023-06-12T18:00:00.000Z', dump: 'bot-export', code: 'mixture' },
  ],
  forgotten: [],
  commitment: 'c0'.repeat(32),
  trail: { sequence: 12, hash: '9f'.repeat(32) },
  changes: {
    run: 2,
    created: '2023-06-12T18:00:00.000Z',
    changes: [
      { what: 'share of portal', before: '64 % (55 % to 72 %)', after: '70 % (66 % to 74 %)' },
      {
        what: 'file',
        before: 'not there',
        after: 'food-app: food-app-2021.csv (dddddddddddddddd…)',
      },
    ],
  },
  evidence: null,
  curves: {
    portal: Array.from({ length: 24 }, (_, i) => ({ day: 19_004 + i, chance: 0.78 ** i })),
  },
  waterfalls: [
    {
      source: 'portal',
      steps: [
        { words: 'same name, letter for letter', records: 632, log10Weight: 31.4 },
        { words: 'same words of the name, written otherwise', records: 171, log10Weight: 2.2 },
        { words: 'name agrees in part', records: 72, log10Weight: -1.9 },
        { words: 'not held by it', records: 25, log10Weight: -2.6 },
        {
          words: 'penalty for the freedom that the source gives the model',
          records: null,
          log10Weight: -1.5,
        },
        { words: 'allowance for what the model leaves out', records: null, log10Weight: -4 },
        {
          words: 'cut to what the tests of this case can support',
          records: null,
          log10Weight: -21.3,
        },
      ],
      headline: 2.3,
    },
  ],
  yardsticks: {
    portal: {
      name: { rate: 0.614, from: 'telecom-kyc-2019' },
      yob: { rate: 0.953, from: 'telecom-kyc-2019' },
      gender: { rate: 0.991, from: 'telecom-kyc-2019' },
    },
    'telecom-kyc-2019': { name: { rate: 0.601, from: 'portal' } },
  },
}

/** An invented case; `complete` false for one that was read only in part. */
export const caseFile = (document: ProvenanceDocument | null, complete = true): CaseFile => ({
  caseId: '00112233445566778899aabbccddeeff',
  created: '2023-06-12T05:00:00.000Z',
  noticed: '2023-06-12T04:00:00.000Z',
  operator: 'A. Responder',
  reference: 'CASE-7',
  document,
  sources: [
    {
      name: 'bot-export',
      role: 'dump',
      records: 917,
      complete,
      transcribed: false,
      hadFrom: 'the channel hak4learn',
      device: 'phone of the complainant, exhibit 3',
      earliest: '2023-06-12',
      files: [
        {
          name: 'result.json',
          sha256: 'a'.repeat(64),
          bytes: 1_204_311,
          ingested: '2023-06-12T05:10:00.000Z',
        },
      ],
    },
    {
      name: 'portal',
      role: 'registry',
      records: 20_184,
      complete: true,
      transcribed: false,
      hadFrom: null,
      device: null,
      earliest: '2023-06-12',
      files: [
        {
          name: 'portal-registry.csv',
          sha256: 'b'.repeat(64),
          bytes: 2_802_172,
          ingested: '2023-06-12T20:30:00.000Z',
        },
      ],
    },
    {
      name: 'lender',
      role: 'breach',
      records: 0,
      complete: true,
      transcribed: false,
      hadFrom: null,
      device: null,
      earliest: '2020-01-01',
      files: [],
    },
  ],
})

/** By the name of the golden file. */
export function renditions(): ReadonlyMap<string, string> {
  const all = new Map<string, string>()
  for (const [code, document] of Object.entries(DOCUMENTS)) {
    const formats =
      code === 'mixture' || code === 'inconclusive'
        ? REPORTS
        : REPORTS.filter(({ name }) => name === 'md')
    for (const format of formats)
      all.set(`${code}${format.ending}`, renderReport(format, document, COVER))
  }
  const shown = publicVersion(DOCUMENTS.mixture)
  const outside: Cover = { ...COVER, tlp: 'clear', yardsticks: {}, curves: {}, waterfalls: [] }
  for (const format of REPORTS.filter(({ name }) => ['html', 'md', 'text', 'json'].includes(name)))
    all.set(`mixture-public${format.ending}`, renderReport(format, shown, outside))
  for (const form of FORMS) {
    all.set(`${form.name}.md`, renderForm(form, caseFile(DOCUMENTS.mixture), 'md'))
    all.set(`${form.name}-before-a-run.md`, renderForm(form, caseFile(null, false), 'md'))
    all.set(`${form.name}.html`, renderForm(form, caseFile(DOCUMENTS.mixture), 'html'))
  }
  return all
}
