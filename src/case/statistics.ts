/** Sends the statistics to worker threads: the pretend dumps to all cores; the figures do not depend on how many there are. */
import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PatternsDocument } from '../match/patterns.ts'
import type { TabulationRequest } from '../match/tabulate.ts'
import type { NullRun, NullRunPlan } from '../provenance/calibration.ts'
import type { Conclusion } from '../provenance/conclude.ts'
import type { Explanation } from '../provenance/explain.ts'
import type { Environment } from './environment.ts'
import type { StatisticsTask } from './statistics.worker.ts'

export interface FirstFit {
  readonly wanted: readonly TabulationRequest[]
  readonly plans: readonly NullRunPlan[]
}

export interface Calibration {
  readonly seed: number
  readonly calibrate: number
}

export async function firstFit(
  { signal }: Environment,
  document: PatternsDocument,
  calibration: Calibration,
): Promise<FirstFit> {
  const [fitted] = await inWorker<FirstFit>({ task: 'fit', document, ...calibration }, signal)
  return fitted ?? { wanted: [], plans: [] }
}

export async function runNulls(
  { signal, onProgress }: Environment,
  document: PatternsDocument,
  plans: readonly NullRunPlan[],
): Promise<readonly NullRun[]> {
  const workers = Math.min(availableParallelism(), plans.length)
  let done = 0
  const onRun = () => {
    done += 1
    onProgress({ task: 'testing with pretend dumps', done, total: plans.length, unit: 'steps' })
  }
  // Dealt out in turn, so that slow recipes do not all fall to one worker.
  const hands = Array.from({ length: workers }, (_, w) =>
    plans.filter((_plan, i) => i % workers === w),
  )
  const results = await Promise.all(
    hands.map((hand) =>
      inWorker<NullRun>({ task: 'null-runs', document, plans: hand }, signal, onRun),
    ),
  )
  return plans.flatMap((_, i) => results[i % workers]?.[Math.floor(i / workers)] ?? [])
}

export async function concludeRuns(
  { signal }: Environment,
  document: PatternsDocument,
  calibration: Calibration,
  nullRuns: readonly NullRun[],
): Promise<Conclusion> {
  const [conclusion] = await inWorker<Conclusion>(
    { task: 'conclude', document, ...calibration, nullRuns },
    signal,
  )
  if (conclusion === undefined) throw new Error('the worker ended without a conclusion')
  return conclusion
}

/** The evidence for and against each source, followed back to counts; the heaviest patterns, or as many as are asked for. */
export const explainSources = (
  { signal }: Environment,
  document: PatternsDocument,
  sources: readonly string[],
  shown?: number,
): Promise<Explanation[]> =>
  sources.length === 0
    ? Promise.resolve([])
    : inWorker({ task: 'explain', document, sources, shown }, signal)

/** Everything that a worker answered. @throws what it threw, or the signal's reason */
function inWorker<Answer>(
  task: StatisticsTask,
  signal: AbortSignal,
  onAnswer: () => void = () => {},
): Promise<Answer[]> {
  const file = new URL(`./statistics.worker${extname(import.meta.filename)}`, import.meta.url)
  const worker = new Worker(file, { workerData: task })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  const answers: Answer[] = []
  return new Promise<Answer[]>((resolve, reject) => {
    worker.on('message', (answer: Answer) => {
      answers.push(answer)
      onAnswer()
    })
    worker.on('error', reject)
    worker.on('exit', () => (signal.aborted ? reject(signal.reason) : resolve(answers)))
  }).finally(() => signal.removeEventListener('abort', stop))
}
