/** The evidence of a run: all that its figures follow from, counts and hashes only; and the commitment that every report carries to it. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import type { IngestCounts } from '../match/findings.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import type { NullRun } from '../provenance/calibration.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'

/** What a run rests on beside its patterns; kept with it. */
export interface Basis extends IngestCounts {
  /** 32 random bytes, hexadecimal: without them nobody can try patterns against the commitment. */
  readonly nonce: string
  /** Pretend dumps without each registry that were asked for, and what every run gave. */
  readonly calibrate: number
  readonly nullRuns: readonly NullRun[]
}

export interface Evidence
  extends Omit<Basis, 'nonce'>,
    Pick<ProvenanceDocument, 'run' | 'created' | 'notUsed' | 'inputs'>,
    Pick<ProvenanceDocument['method'], 'tool' | 'seed' | 'seconds'> {
  readonly schema: 'leakcheck.evidence/1'
  readonly patterns: PatternsDocument
}

/** The evidence as a report shows it: with the nonce, anybody can compare it with the commitment. */
export interface OpenedEvidence extends Evidence {
  readonly nonce: string
}

export function openedEvidence(
  { run, created, notUsed, inputs, method: { tool, seed, seconds } }: ProvenanceDocument,
  patterns: PatternsDocument,
  { nonce, ...basis }: Basis,
): OpenedEvidence {
  const facts = { run, created, tool, seed, seconds, notUsed, inputs }
  return { schema: 'leakcheck.evidence/1', nonce, ...facts, ...basis, patterns }
}

/** SHA-256('leakcheck/evidence/1' | nonce | canonical JSON), hexadecimal. */
export function commitment({ nonce, ...evidence }: OpenedEvidence): string {
  return createHash('sha256')
    .update('leakcheck/evidence/1')
    .update(Buffer.from(nonce, 'hex'))
    .update(canonicalJson(evidence))
    .digest('hex')
}
