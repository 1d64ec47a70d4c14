/** A run made again from its evidence alone: no case, no key, no file that was read. */
import { factFindings } from '../match/fact-findings.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { Evidence } from '../reports/evidence.ts'
import type { Environment } from './environment.ts'
import { provenanceDocument } from './provenance-document.ts'
import { concludeRuns, firstFit, runNulls } from './statistics.ts'

/** The pretend dumps that the evidence prescribes, run again; it takes as long as `match` took over them. */
export async function runAgain(
  environment: Environment,
  { patterns, seed, calibrate }: Evidence,
): Promise<Evidence['nullRuns']> {
  const { plans } = await firstFit(environment, patterns, { seed, calibrate })
  return runNulls(environment, patterns, plans)
}

/** The pretend dumps count as they were recorded; everything else is computed. */
export async function recompute(
  environment: Environment,
  evidence: Evidence,
): Promise<ProvenanceDocument> {
  const { patterns, placeholders, seed, calibrate, nullRuns } = evidence
  const conclusion = await concludeRuns(environment, patterns, { seed, calibrate }, nullRuns)
  return provenanceDocument(patterns, conclusion, factFindings(patterns, placeholders), evidence)
}
