/** Why something was done, in the operator's words: kept in the trail for good, so it must not name anybody's identifier. */
import { AppError } from '../core/error.ts'

/** Ten digits or more with nothing between them but what people write inside a number. */
const NUMBER = /\p{Nd}(?:[\s.\p{Pd}]?\p{Nd}){9}/u
const CARD = /(?<![\p{L}\p{Nd}])\p{L}{5}\p{Nd}{4}\p{L}(?![\p{L}\p{Nd}])/u

/** @throws AppError USAGE, REASON_UNSAFE */
export function reasonOf(text: string): string {
  const reason = text.trim()
  if (reason === '') throw new AppError('USAGE', '--reason is empty')
  const plain = reason.normalize('NFKC')
  if (plain.includes('@') || NUMBER.test(plain) || CARD.test(plain))
    throw new AppError('REASON_UNSAFE', '--reason holds what may be an identifier')
  return reason
}
