/** The list of report formats; `--format`, help and documentation follow it. */
import type { ProvenanceDocument } from '../provenance/document.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'

export interface ReportFormat {
  readonly name: string
  readonly render: (document: ProvenanceDocument) => string
}

export const REPORTS = [
  { name: 'json', render: json },
  { name: 'md', render: markdown },
] as const satisfies readonly ReportFormat[]
