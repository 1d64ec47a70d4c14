/** The list of report formats; `--format`, help and documentation follow it. */
import type { Cover } from './cover.ts'
import { csv } from './csv.ts'
import { bsa63 } from './forms/bsa-63.ts'
import type { CaseFile } from './forms/case-file.ts'
import { certIn } from './forms/cert-in.ts'
import type { Form } from './forms/form.ts'
import { request } from './forms/request.ts'
import { htmlReport } from './html.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import { misp } from './misp.ts'
import { page } from './page.ts'
import type { ReportedDocument } from './reported.ts'
import { stix } from './stix.ts'

/** A format that shows one stored run; every foreign text in the document is escaped before, except for `json`. */
export interface ReportFormat {
  readonly name: string
  /** How a file of this format ends. */
  readonly ending: string
  readonly render: (document: ReportedDocument, cover: Cover) => string
}

/** A draft to be completed by a person, as Markdown or HTML; it works without a run. */
export interface FormFormat {
  readonly name: string
  readonly fill: (file: CaseFile) => Form
}

export const REPORTS = [
  { name: 'html', ending: '.html', render: htmlReport },
  { name: 'text', ending: '.txt', render: page },
  { name: 'md', ending: '.md', render: markdown },
  { name: 'json', ending: '.json', render: json },
  { name: 'csv', ending: '.csv', render: csv },
  { name: 'stix', ending: '.stix.json', render: stix },
  { name: 'misp', ending: '.misp.json', render: misp },
] as const satisfies readonly ReportFormat[]

export const FORMS = [
  { name: 'cert-in', fill: certIn },
  { name: 'bsa-63', fill: bsa63 },
  { name: 'request', fill: request },
] as const satisfies readonly FormFormat[]
