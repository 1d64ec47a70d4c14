/** All findings that need no probability: facts of the patterns, then what the traces show. */
import { earlierDumpFindings } from './earlier-dumps.ts'
import { type FactFinding, factFindings, type PlaceholderCounts } from './fact-findings.ts'
import type { PatternsDocument } from './patterns.ts'
import { traceFindings } from './traces/index.ts'

/** What ingest counted of the dump, and the patterns do not hold. */
export interface IngestCounts {
  readonly placeholders: PlaceholderCounts
  /** Values of reference id columns that are none by their form. */
  readonly malformedReferences: number
}

export const findings = (
  patterns: PatternsDocument,
  { placeholders, malformedReferences }: IngestCounts,
): FactFinding[] => [
  ...factFindings(patterns, placeholders),
  ...earlierDumpFindings(patterns),
  ...traceFindings(patterns, malformedReferences),
]
