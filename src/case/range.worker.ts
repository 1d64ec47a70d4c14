/** A thread that encodes ranges of a file: bytes in, records by column out, in the order in which they were sent. */
import { parentPort, workerData } from 'node:worker_threads'
import type { ColumnDecision } from '../columns/decide.ts'
import { Kernels } from '../kernels/module.ts'
import { KeyDerivation } from '../tokens/derive.ts'
import { buffersOf } from '../tokens/encoded-range.ts'
import type { KernelPlan } from '../tokens/kernel-plan.ts'
import { type EncoderOptions, RangeEncoder } from '../tokens/range-encoder.ts'

export interface RangeTask {
  /** From `KeyDerivation.forWorker`. */
  readonly extracted: Uint8Array
  readonly decisions: readonly ColumnDecision[]
  readonly plan: KernelPlan
  readonly options: EncoderOptions
}

const { extracted, decisions, plan, options } = workerData as RangeTask
const derivation = new KeyDerivation(extracted)
const encoder = new RangeEncoder(Kernels.load(), derivation, decisions, plan, options)

parentPort?.on('message', (bytes: Uint8Array<ArrayBuffer>) => {
  const encoded = encoder.encode(bytes)
  // Given back at once: the collector does not see what buffers weigh.
  bytes.buffer.transfer(0)
  parentPort?.postMessage(encoded, encoded === null ? [] : buffersOf(encoded.range))
})
