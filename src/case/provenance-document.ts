/** Puts the provenance document together: facts of the patterns beside what the statistics conclude. */
import type { FactFinding } from '../match/fact-findings.ts'
import { agreementOf, overlapOf, presentIn, recordCounts } from '../match/facts.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import type { Conclusion } from '../provenance/conclude.ts'
import type { InputFile, ProvenanceDocument, SourceResult } from '../provenance/document.ts'
import { METHOD } from './method-version.ts'

export interface RunFacts {
  readonly run: number
  readonly created: string
  readonly tool: string
  readonly seed: number
  readonly seconds: Readonly<Record<string, number>>
  readonly notUsed: ProvenanceDocument['notUsed']
  readonly inputs: readonly InputFile[]
}

export function provenanceDocument(
  patterns: PatternsDocument,
  conclusion: Conclusion,
  facts: readonly FactFinding[],
  { run, created, tool, seed, seconds, notUsed, inputs }: RunFacts,
): ProvenanceDocument {
  return {
    schema: 'leakcheck.provenance/1',
    run,
    created,
    dump: patterns.dump.name,
    verdict: marked(conclusion.verdict, inputs),
    records: recordCounts(patterns),
    presentIn: presentIn(patterns),
    sources: conclusion.sources.map((source) => withFacts(patterns, source)),
    findings: [...facts, ...conclusion.findings],
    limits: [...limitsOf(patterns, inputs), ...conclusion.limits],
    notUsed,
    inputs,
    method: { ...METHOD, tool, seed, seconds, validation: conclusion.validation },
  }
}

/** The facts of a source stand between its name and what was inferred of it. */
function withFacts(patterns: PatternsDocument, result: SourceResult): SourceResult {
  const source = patterns.sources.find(({ name }) => name === result.name)
  if (source === undefined) return result
  const { name, role, ...inferred } = result
  return {
    name,
    role,
    overlap: overlapOf(patterns, source.id),
    agreement: agreementOf(patterns, source.id),
    ...inferred,
  }
}

/** The verdict of a quick look says so first. */
function marked(verdict: ProvenanceDocument['verdict'], inputs: readonly InputFile[]) {
  const least = Math.min(...inputs.map(({ quick }) => quick ?? 1))
  if (least === 1) return verdict
  return {
    ...verdict,
    sentence: `Quick look at ${100 * least} % of the records: ${verdict.sentence}`,
  }
}

function limitsOf(
  { dump, sources, limits }: PatternsDocument,
  inputs: readonly InputFile[],
): string[] {
  const quick = inputs.flatMap((input) => (input.quick === undefined ? [] : [input.source]))
  const isQuick = ({ name }: { readonly name: string }): boolean => quick.includes(name)
  const partial = [
    ...(quick.length === 0
      ? []
      : [
          `quick: of ${[...new Set(quick)].join(', ')} only the records of one cut through token space were kept, the same in every source; nobody is excluded by their silence, and counts are those of the cut`,
        ]),
    ...(dump.partial && !isQuick(dump)
      ? [
          `${dump.name} could be read only in part: what is not found is not found in the part that could be read`,
        ]
      : []),
    ...sources
      .filter((source) => source.partial && !isQuick(source))
      .map(({ name }) => `${name} could be read only in part: nobody is excluded by its silence`),
  ]
  const typed = inputs.flatMap(({ source, transcribed }) => (transcribed === true ? [source] : []))
  const transcripts =
    typed.length === 0
      ? []
      : [
          `transcribed: records of ${[...new Set(typed)].join(', ')} were typed by hand from screenshots; slips of the typist make them differ from every source, and spellings may be the typist's own`,
        ]
  return [...partial, ...transcripts, ...limits]
}
