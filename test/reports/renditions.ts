/** Every format of the fixed runs and of the fixed case: what the golden files hold. */
import type { ProvenanceDocument } from '../../src/provenance/document.ts'
import type { Cover } from '../../src/reports/cover.ts'
import type { CaseFile } from '../../src/reports/forms/case-file.ts'
import { FORMS, REPORTS } from '../../src/reports/index.ts'
import { renderForm, renderReport } from '../../src/reports/render.ts'
import { DEFAULT_TLP } from '../../src/reports/tlp.ts'
import { DOCUMENTS } from './documents.ts'

/** Two runs came before the fixed one. */
export const COVER: Cover = {
  tlp: DEFAULT_TLP,
  earlier: [
    { run: 1, created: '2023-06-12T06:00:00.000Z', dump: 'bot-export', code: 'inconclusive' },
    { run: 2, created: '2023-06-12T18:00:00.000Z', dump: 'bot-export', code: 'mixture' },
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
  for (const form of FORMS) {
    all.set(`${form.name}.md`, renderForm(form, caseFile(DOCUMENTS.mixture), 'md'))
    all.set(`${form.name}-before-a-run.md`, renderForm(form, caseFile(null, false), 'md'))
    all.set(`${form.name}.html`, renderForm(form, caseFile(DOCUMENTS.mixture), 'html'))
  }
  return all
}
