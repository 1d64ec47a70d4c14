/** A thread that encodes ranges of a file: bytes in, records by column out, in the order in which they were sent. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ColumnDecision } from '../columns/decide.ts'
import { Kernels } from '../kernels/module.ts'
import { KeyDerivation } from '../tokens/derive.ts'
import { buffersOf } from '../tokens/encoded-range.ts'
import type { KernelPlan } from '../tokens/kernel-plan.ts'
import { type Encoded, type EncoderOptions, RangeEncoder } from '../tokens/range-encoder.ts'

export interface RangeTask {
  /** From `KeyDerivation.forWorker`. */
  readonly extracted: Uint8Array
  readonly decisions: readonly ColumnDecision[]
  readonly plan: KernelPlan
  readonly options: EncoderOptions
}

export interface RangeAnswer {
  /** Given back: they may be needed again. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly encoded: Encoded | null
}

const { extracted, decisions, plan, options } = workerData as RangeTask
const derivation = new KeyDerivation(extracted)
const encoder = new RangeEncoder(Kernels.load(), derivation, decisions, plan, options)

parentPort?.on('message', (bytes: Uint8Array<ArrayBuffer>) => {
  const answer: RangeAnswer = { bytes, encoded: encoder.encode(bytes) }
  const { encoded } = answer
  const buffers = encoded === null ? [] : buffersOf(encoded.range)
  parentPort?.postMessage(answer, [...buffers, bytes.buffer])
})
