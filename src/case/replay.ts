/** `replay`: a run made again from the files themselves, in memory, under the case key: does the evidence follow from them? */

import { AppError } from '../core/error.ts'
import { expandPaths } from '../evidence/paths.ts'
import { buildPatterns } from '../match/build.ts'
import type { PatternsDocument } from '../match/patterns.ts'
import type { MatchDump, MatchSource } from '../match/preparation.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import { CaseStore } from '../store/case-store.ts'
import { listRuns, readRun } from '../store/runs.ts'
import { fileRows, numberFrom, putSource, sourceRows } from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { breathe, type Environment } from './environment.ts'
import type { IngestOptions } from './ingest.ts'
import { ingestFile, optionsOf } from './ingest-file.ts'
import { rowRank } from './match-inputs.ts'
import { trailEntry, withCase } from './open-case.ts'
import { asReceived, type EvidenceOfRun, evidenceOfRun, findFiles } from './replay-files.ts'

export interface ReplayResult {
  readonly run: number
  readonly isSame: boolean
  /** Parts of `leakcheck.patterns/1` that came out otherwise. */
  readonly differs: readonly string[]
  /** Files that were read again. */
  readonly files: number
  /** Versions of leakcheck: of the run, and of this one. */
  readonly tool: { readonly ofRun: string; readonly now: string }
  readonly head: TrailHead
}

/** Opens archives as `ingest` did: neither a password nor a raised limit is kept in the case. */
export type ReplayOptions = Pick<IngestOptions, 'archivePassword' | 'archiveLimits'> & {
  /** The newest where `null`. */
  readonly run: number | null
}

/** Nothing is written to the case but an entry of the trail. @throws AppError USAGE, FILE_MISSING, NOTHING_TO_MATCH */
export async function replay(
  environment: Environment,
  paths: readonly string[],
  { run: wanted, ...archives }: ReplayOptions,
): Promise<ReplayResult> {
  const files = await expandPaths(paths)
  return withCase(environment, async (store) => {
    const run = wanted ?? listRuns(store.db).at(-1)?.run
    if (run === undefined)
      throw new AppError('NOTHING_TO_MATCH', 'the case has no run yet', { hint: 'leakcheck match' })
    const stored = readRun(store.db, store.sealer, run)
    const document: ProvenanceDocument = JSON.parse(stored.document)
    const patterns: PatternsDocument = JSON.parse(stored.patterns)
    const evidence = await findFiles(environment, evidenceOfRun(store, document), files)
    const differs = differences(
      patterns,
      await madeAgain(environment, store, evidence, patterns, archives),
    )
    const isSame = differs.length === 0
    const entry = { run, isSame, files: evidence.map(({ file }) => file.sha256) }
    return {
      run,
      isSame,
      differs,
      files: evidence.length,
      tool: { ofRun: document.method.tool, now: environment.version },
      head: store.change(() => store.record(trailEntry(environment, 'replay', entry))),
    }
  })
}

/** The patterns document of the same sources, as they were stated at the run, from the files. */
async function madeAgain(
  environment: Environment,
  store: CaseStore,
  evidence: readonly (EvidenceOfRun & { readonly path: string })[],
  { dump, sources, tabulations }: PatternsDocument,
  archives: Omit<ReplayOptions, 'run'>,
): Promise<PatternsDocument> {
  const memory = CaseStore.create(
    ':memory:',
    store.key,
    store.facts,
    trailEntry(environment, 'replay', {}),
  )
  try {
    await ingestAgain(environment, memory, evidence, archives)
    const { signal, onProgress } = environment
    const matched = await buildPatterns(
      { ...ofSource(memory, dump.name), name: dump.name, seen: dump.seen } satisfies MatchDump,
      sources.map((source): MatchSource => ({ ...source, ...ofSource(memory, source.name) })),
      {
        rank: rowRank(memory),
        breathe: () => breathe(signal),
        onProgress: (done, total) => onProgress({ task: 'linking', done, total, unit: 'steps' }),
      },
    )
    return await matched.tabulate(tabulations)
  } finally {
    memory.close()
  }
}

/** Sources, files and parts keep the numbers that they have in the case: which records are probed, and ties, hang on them. */
async function ingestAgain(
  environment: Environment,
  memory: CaseStore,
  evidence: readonly (EvidenceOfRun & { readonly path: string })[],
  archives: Omit<ReplayOptions, 'run'>,
): Promise<void> {
  const taken = new Set<string>()
  for (const [i, { path, source, file, firstPart }] of evidence.entries()) {
    // An archive brings all of its members with it.
    const received = `${source.id} ${asReceived(file).sha256}`
    if (taken.has(received)) continue
    taken.add(received)
    if (sourceRows(memory.db).every(({ id }) => id !== source.id)) putSource(memory.db, source)
    numberFrom(memory.db, 'file', file.id)
    numberFrom(memory.db, 'part', firstPart)
    await ingestFile(environment, memory, path, {
      ...optionsOf(file.options),
      ...archives,
      ...source,
      custody: {},
      allowPartial: !file.account.complete,
      dryRun: false,
      ordinal: i + 1,
    })
  }
}

function ofSource(memory: CaseStore, name: string): Pick<MatchSource, 'parts' | 'partial'> {
  const id = sourceRows(memory.db).find((source) => source.name === name)?.id ?? 0
  const own = fileRows(memory.db).filter(({ source }) => source === id)
  return { parts: memory.parts(id), partial: own.some(({ account }) => !account.complete) }
}

function differences(stored: PatternsDocument, made: PatternsDocument): string[] {
  const again = new Map(Object.entries(made))
  return Object.entries(stored)
    .filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(again.get(part)))
    .map(([part]) => part)
}
