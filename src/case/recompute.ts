/** A run made again from its evidence alone: no case, no key, no file that was read. */
import { findings } from '../match/findings.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { Evidence } from '../reports/evidence.ts'
import type { Environment } from './environment.ts'
import { provenanceDocument } from './provenance-document.ts'
import { Statistics } from './statistics.ts'

/** The pretend dumps count as they were recorded; everything else is computed. */
export async function recompute(
  environment: Environment,
  evidence: Evidence,
): Promise<ProvenanceDocument> {
  const { patterns, nullRuns } = evidence
  const conclusion = await Statistics.of(environment, patterns, (statistics) =>
    statistics.conclude(patterns, evidence, nullRuns),
  )
  return provenanceDocument(patterns, conclusion, findings(patterns, evidence), evidence)
}
