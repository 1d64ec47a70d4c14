/** The provenance document itself, as `match --json` prints it. */
import type { ProvenanceDocument } from '../provenance/document.ts'

export const json = (document: ProvenanceDocument): string =>
  `${JSON.stringify(document, null, 2)}\n`
