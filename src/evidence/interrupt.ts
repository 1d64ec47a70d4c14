/** Cancelling, checked between batches: work that was told to stop ends with the one error for it. */
import { AppError } from '../core/error.ts'

export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('INTERRUPTED', 'interrupted')
}
