/** Which method made a document: its version, and a digest of every constant in it. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import * as constants from '../provenance/constants.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import { CURRENT } from '../provenance/variant.ts'

/** Raised when the same patterns and constants come to give other figures. */
const VERSION = '1'

export const METHOD: Pick<ProvenanceDocument['method'], 'version' | 'constants'> = {
  version: VERSION,
  constants: createHash('sha256')
    .update(canonicalJson({ ...constants, CURRENT }))
    .digest('hex')
    .slice(0, 16),
}
