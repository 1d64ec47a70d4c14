/** The statistics in a thread of its own: plain data in, plain data out, so that a signal ends them at any moment. */
import { parentPort, workerData } from 'node:worker_threads'
import type { PatternsDocument } from '../match/patterns.ts'
import {
  type NullRun,
  type NullRunPlan,
  nullRuns,
  planNullRuns,
} from '../provenance/calibration.ts'
import { conclude } from '../provenance/conclude.ts'
import { explain } from '../provenance/explain.ts'
import { fit } from '../provenance/fit.ts'
import { wantedTabulations } from '../provenance/snapshot.ts'

export interface FitTask {
  readonly task: 'fit'
  readonly document: PatternsDocument
  readonly seed: number
  readonly calibrate: number
}

export interface NullRunsTask {
  readonly task: 'null-runs'
  readonly document: PatternsDocument
  readonly plans: readonly NullRunPlan[]
}

/** `document` has its tabulations; they do not change the fit. */
export interface ConcludeTask {
  readonly task: 'conclude'
  readonly document: PatternsDocument
  readonly seed: number
  readonly calibrate: number
  readonly nullRuns: readonly NullRun[]
}

export interface ExplainTask {
  readonly task: 'explain'
  readonly document: PatternsDocument
  /** Names of sources that were considered. */
  readonly sources: readonly string[]
  /** Most patterns that are listed of each. */
  readonly shown?: number | undefined
}

export type StatisticsTask = FitTask | NullRunsTask | ConcludeTask | ExplainTask

run(workerData as StatisticsTask)

function run(task: StatisticsTask): void {
  switch (task.task) {
    case 'fit': {
      const fitted = fit(task.document)
      const plans = planNullRuns(fitted, task)
      parentPort?.postMessage({ wanted: wantedTabulations(fitted), plans })
      break
    }
    case 'null-runs':
      nullRuns(task.document, task.plans, (run) => parentPort?.postMessage(run))
      break
    case 'conclude':
      parentPort?.postMessage(conclude(task.document, fit(task.document), task))
      break
    case 'explain': {
      const fitted = fit(task.document)
      for (const source of task.sources)
        parentPort?.postMessage(explain(task.document, fitted, source, task.shown))
    }
  }
}
