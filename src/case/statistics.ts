/** The statistics of one run in worker threads: the pretend dumps on all cores; the figures do not depend on how many there are. */
import { availableParallelism } from 'node:os'
import type { PatternsDocument } from '../match/patterns.ts'
import type { TabulationRequest } from '../match/tabulate.ts'
import type { NullRun, NullRunPlan } from '../provenance/calibration.ts'
import type { Conclusion } from '../provenance/conclude.ts'
import type { Explanation } from '../provenance/explain.ts'
import type { Environment } from './environment.ts'
import { StatisticsThread } from './statistics-thread.ts'

export interface FirstFit {
  readonly wanted: readonly TabulationRequest[]
  readonly plans: readonly NullRunPlan[]
}

export interface Calibration {
  readonly seed: number
  readonly calibrate: number
}

export class Statistics {
  readonly #environment: Environment
  readonly #document: PatternsDocument
  /** The first holds the fit. */
  readonly #threads: StatisticsThread[]

  private constructor(environment: Environment, document: PatternsDocument) {
    this.#environment = environment
    this.#document = document
    this.#threads = [new StatisticsThread(document, environment.signal)]
  }

  /** Ends the threads with the work. */
  static async of<T>(
    environment: Environment,
    document: PatternsDocument,
    work: (statistics: Statistics) => Promise<T>,
  ): Promise<T> {
    const statistics = new Statistics(environment, document)
    try {
      return await work(statistics)
    } finally {
      await Promise.all(statistics.#threads.map((thread) => thread.close()))
    }
  }

  firstFit({ seed, calibrate }: Calibration): Promise<FirstFit> {
    return this.#first<FirstFit>({ task: 'fit', seed, calibrate })
  }

  async runNulls(plans: readonly NullRunPlan[]): Promise<readonly NullRun[]> {
    const { signal, onProgress } = this.#environment
    while (this.#threads.length < Math.min(availableParallelism(), plans.length)) {
      this.#threads.push(new StatisticsThread(this.#document, signal))
    }
    const count = this.#threads.length
    let done = 0
    const onRun = () => {
      done += 1
      onProgress({ task: 'testing with pretend dumps', done, total: plans.length, unit: 'steps' })
    }
    // Dealt out in turn, so that slow recipes do not all fall to one thread.
    const results = await Promise.all(
      this.#threads.map((thread, t) => {
        const hand = plans.filter((_plan, i) => i % count === t)
        return thread.ask<NullRun>({ task: 'null-runs', plans: hand }, onRun)
      }),
    )
    return plans.flatMap((_, i) => results[i % count]?.[Math.floor(i / count)] ?? [])
  }

  /** @param patterns the document with the tabulations that the first fit asked for */
  conclude(
    { tabulations }: PatternsDocument,
    { seed, calibrate }: Calibration,
    nullRuns: readonly NullRun[],
  ): Promise<Conclusion> {
    return this.#first({ task: 'conclude', seed, calibrate, tabulations, nullRuns })
  }

  /** The evidence for and against each source, followed back to counts; the heaviest patterns, or as many as are asked for. */
  async explain(sources: readonly string[], shown?: number): Promise<readonly Explanation[]> {
    return this.#threads[0]?.ask<Explanation>({ task: 'explain', sources, shown }) ?? []
  }

  async #first<Answer>(task: Parameters<StatisticsThread['ask']>[0]): Promise<Answer> {
    const [answer] = (await this.#threads[0]?.ask<Answer>(task)) ?? []
    if (answer === undefined) throw new Error('the thread gave no answer')
    return answer
  }
}
