/** JSON that stands in clear in the store: where it does not parse, or is not what our program writes, the store is damaged. */
import { AppError } from '../core/error.ts'
import type { Shape } from './shape.ts'

/** @throws AppError STORE_DAMAGED */
export function parsedJson<T>(text: string, shape: Shape): T {
  try {
    const value = JSON.parse(text)
    if (shape(value)) return value
  } catch (cause) {
    throw damaged(cause)
  }
  throw damaged()
}

const damaged = (cause?: unknown): AppError =>
  new AppError('STORE_DAMAGED', 'what case.db says of its sources cannot be read', { cause })
