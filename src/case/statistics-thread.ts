/** One worker thread that holds a patterns document and its fit, and answers questions about them. */
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PatternsDocument } from '../match/patterns.ts'
import type { StatisticsReply, StatisticsTask } from './statistics.worker.ts'

export class StatisticsThread {
  readonly #worker: Worker
  readonly #signal: AbortSignal
  readonly #ended: Promise<never>
  readonly #stop = () => void this.#worker.terminate()

  constructor(document: PatternsDocument, signal: AbortSignal) {
    const file = new URL(`./statistics.worker${extname(import.meta.filename)}`, import.meta.url)
    this.#worker = new Worker(file, { workerData: document })
    this.#signal = signal
    this.#ended = new Promise((_, reject) => {
      this.#worker.on('error', reject)
      this.#worker.on('exit', () => reject(signal.reason ?? new Error('the thread has ended')))
    })
    // An end that nobody waits for is no failure.
    this.#ended.catch(() => {})
    signal.addEventListener('abort', this.#stop, { once: true })
  }

  /** Everything that the thread answers to one task; one task at a time. @throws what it threw, or the signal's reason */
  ask<Answer>(task: StatisticsTask, onAnswer: () => void = () => {}): Promise<Answer[]> {
    const answers: Answer[] = []
    const answered = new Promise<Answer[]>((resolve) => {
      const listen = (reply: StatisticsReply) => {
        if ('answer' in reply) {
          answers.push(reply.answer as Answer)
          onAnswer()
          return
        }
        this.#worker.off('message', listen)
        resolve(answers)
      }
      this.#worker.on('message', listen)
      this.#worker.postMessage(task)
    })
    return Promise.race([answered, this.#ended])
  }

  async close(): Promise<void> {
    this.#signal.removeEventListener('abort', this.#stop)
    await this.#worker.terminate()
  }
}
