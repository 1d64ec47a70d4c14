/** Which method made a document: its version, and a digest of every constant in it. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import { printable } from '../core/printable.ts'
import * as constants from '../provenance/constants.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import { CURRENT } from '../provenance/variant.ts'
import { methodWords } from '../reports/reading.ts'

/** Raised when the same patterns and constants come to give other figures. */
const VERSION = '1'

export const METHOD: Pick<ProvenanceDocument['method'], 'version' | 'constants'> = {
  version: VERSION,
  constants: createHash('sha256')
    .update(canonicalJson({ ...constants, CURRENT }))
    .digest('hex')
    .slice(0, 16),
}

export interface MethodPair {
  readonly its: string
  readonly ours: string
}

/** The method that a report names and this one's, where the two differ. @param stated as it was read, not yet trusted */
export function otherMethods(stated: Partial<typeof METHOD> | undefined): MethodPair | null {
  const [its, ours] = [words(stated ?? {}), words(METHOD)]
  return its === ours ? null : { its, ours }
}

const words = (method: Partial<typeof METHOD>): string =>
  printable(methodWords({ version: 'not told', constants: 'not told', ...method }))
