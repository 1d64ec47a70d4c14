/** A run made again from its evidence alone: no case, no key, no file that was read. */
import { findings } from '../match/findings.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { Evidence } from '../reports/evidence.ts'
import type { Environment } from './environment.ts'
import { provenanceDocument } from './provenance-document.ts'
import { Statistics } from './statistics.ts'

/** The pretend dumps that the evidence prescribes, run again; it takes as long as `match` took over them. */
export function runAgain(
  environment: Environment,
  evidence: Evidence,
): Promise<Evidence['nullRuns']> {
  return Statistics.of(environment, evidence.patterns, async (statistics) => {
    const { plans } = await statistics.firstFit(evidence)
    return statistics.runNulls(plans)
  })
}

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
