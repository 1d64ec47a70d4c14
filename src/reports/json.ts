/** The provenance document itself, as `match --json` prints it; what could steer a terminal is written as an escape. */
import { asciiSafe } from '../core/printable.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'

export const json = (document: ProvenanceDocument): string =>
  `${asciiSafe(JSON.stringify(document, null, 2))}\n`
