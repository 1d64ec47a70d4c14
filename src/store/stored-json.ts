/** JSON that stands in clear in the store: where it does not parse, the store is damaged. */
import { AppError } from '../core/error.ts'

/** @throws AppError STORE_DAMAGED */
export function parsedJson<T>(text: string): T {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('STORE_DAMAGED', 'what case.db says of its sources cannot be read', {
      cause,
    })
  }
}
