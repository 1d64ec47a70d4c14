/** Where the ranges of one table are encoded: here, or in worker threads; the results come back in the order of the file. */
import { availableParallelism } from 'node:os'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Kernels } from '../kernels/module.ts'
import type { RowBatch, RowRange } from '../readers/reader.ts'
import { KeyDerivation } from '../tokens/derive.ts'
import { type Encoded, type EncoderOptions, RangeEncoder } from '../tokens/range-encoder.ts'
import type { RangeAnswer, RangeTask } from './range.worker.ts'

export type RangeBatch = RowBatch & { readonly range: RowRange }

export interface Sent {
  readonly batch: RangeBatch
  /** Those of the range, back again. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** `null` where the range cannot be read alone. */
  readonly encoded: Encoded | null
}

export type RangeJob = Omit<RangeTask, 'options'> & Omit<EncoderOptions, 'encoder'>

interface Lane {
  encode(bytes: Uint8Array<ArrayBuffer>): Promise<RangeAnswer>
  close(): Promise<void>
}

/** The writer keeps up with no more; each costs the memory of a thread. */
const MOST_LANES = 4
/** Megabytes of a worker's heap for what is young: ranges are short-lived and their buffers lie outside of it. */
const YOUNG_MEGABYTES = 4
/** Ranges that a lane has before it: the one it works on, and the next. */
const DEPTH = 2

export class RangeLanes {
  readonly #lanes: readonly Lane[]
  readonly #waiting: Promise<Sent>[] = []
  #next = 0

  private constructor(lanes: readonly Lane[]) {
    this.#lanes = lanes
  }

  /** @param isLarge whether the file is worth the start of worker threads */
  static open(job: RangeJob, isLarge: boolean): RangeLanes {
    const lanes = isLarge ? Math.min(MOST_LANES, availableParallelism()) : 1
    return new RangeLanes(
      Array.from({ length: lanes }, (_, encoder) =>
        isLarge ? new WorkerLane(job, encoder) : new OwnLane(job),
      ),
    )
  }

  /** Sends a range; gives the oldest results that must be taken before there is room for more. */
  async send(batch: RangeBatch): Promise<Sent[]> {
    const lane = this.#lanes[this.#next % this.#lanes.length]
    this.#next += 1
    if (lane === undefined) return []
    const sent = lane.encode(batch.range.bytes).then((answer) => ({ batch, ...answer }))
    // A failure is met where the result is taken.
    sent.catch(() => {})
    this.#waiting.push(sent)
    return this.#take(DEPTH * this.#lanes.length)
  }

  /** All results that are still to come. */
  rest(): Promise<Sent[]> {
    return this.#take(0)
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.close()))
  }

  async #take(most: number): Promise<Sent[]> {
    const taken = this.#waiting.splice(0, Math.max(0, this.#waiting.length - most))
    return Promise.all(taken)
  }
}

class OwnLane implements Lane {
  readonly #encoder: RangeEncoder

  constructor({ extracted, decisions, plan, fingerprint, quick }: RangeJob) {
    const derivation = new KeyDerivation(extracted)
    const options = { encoder: 0, fingerprint, quick }
    this.#encoder = new RangeEncoder(Kernels.load(), derivation, decisions, plan, options)
  }

  async encode(bytes: Uint8Array<ArrayBuffer>): Promise<RangeAnswer> {
    return { bytes, encoded: this.#encoder.encode(bytes) }
  }

  async close(): Promise<void> {}
}

class WorkerLane implements Lane {
  readonly #worker: Worker
  readonly #answers: PromiseWithResolvers<RangeAnswer>[] = []
  #failure: unknown = null

  constructor({ fingerprint, quick, ...job }: RangeJob, encoder: number) {
    const file = new URL(`./range.worker${extname(import.meta.filename)}`, import.meta.url)
    const task: RangeTask = { ...job, options: { encoder, fingerprint, quick } }
    this.#worker = new Worker(file, {
      workerData: task,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    })
    this.#worker.on('message', (answer: RangeAnswer) => this.#answers.shift()?.resolve(answer))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('a worker ended')))
  }

  encode(bytes: Uint8Array<ArrayBuffer>): Promise<RangeAnswer> {
    const answer = Promise.withResolvers<RangeAnswer>()
    if (this.#failure === null) {
      this.#answers.push(answer)
      this.#worker.postMessage(bytes, [bytes.buffer])
    } else {
      answer.reject(this.#failure)
    }
    return answer.promise
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    for (const answer of this.#answers.splice(0)) answer.reject(error)
  }
}
