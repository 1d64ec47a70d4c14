/** The statistics in a thread of its own: plain data in, plain data out, so that a signal ends them at any moment. */
import { parentPort, workerData } from 'node:worker_threads'
import type { PatternsDocument, Tabulation } from '../match/patterns.ts'
import {
  type NullRun,
  type NullRunPlan,
  nullRuns,
  planNullRuns,
} from '../provenance/calibration.ts'
import { conclude } from '../provenance/conclude.ts'
import { explain } from '../provenance/explain.ts'
import { type Fit, fit } from '../provenance/fit.ts'
import { wantedTabulations } from '../provenance/snapshot.ts'

export interface FitTask {
  readonly task: 'fit'
  readonly seed: number
  readonly calibrate: number
}

export interface NullRunsTask {
  readonly task: 'null-runs'
  readonly plans: readonly NullRunPlan[]
}

export interface ConcludeTask {
  readonly task: 'conclude'
  readonly seed: number
  readonly calibrate: number
  /** Asked for after the first fit; they do not change it. */
  readonly tabulations: readonly Tabulation[]
  readonly nullRuns: readonly NullRun[]
}

export interface ExplainTask {
  readonly task: 'explain'
  /** Names of sources that were considered. */
  readonly sources: readonly string[]
  /** Most patterns that are listed of each. */
  readonly shown?: number | undefined
}

export type StatisticsTask = FitTask | NullRunsTask | ConcludeTask | ExplainTask

/** Any number of answers to a task, then the word that it is done. */
export type StatisticsReply = { readonly answer: unknown } | { readonly done: true }

const document = workerData as PatternsDocument
let known: Fit | undefined

parentPort?.on('message', (task: StatisticsTask) => {
  run(task)
  reply({ done: true })
})

const reply = (message: StatisticsReply): void => parentPort?.postMessage(message)
const answer = (found: unknown): void => reply({ answer: found })

/** Fitted once a thread. */
function fitted(): Fit {
  known ??= fit(document)
  return known
}

function run(task: StatisticsTask): void {
  switch (task.task) {
    case 'fit':
      answer({ wanted: wantedTabulations(fitted()), plans: planNullRuns(fitted(), task) })
      break
    case 'null-runs':
      nullRuns(document, task.plans, answer)
      break
    case 'conclude':
      answer(conclude({ ...document, tabulations: task.tabulations }, fitted(), task))
      break
    case 'explain':
      for (const source of task.sources) answer(explain(document, fitted(), source, task.shown))
  }
}
