/** Words of the operator that the case keeps: a reason, a reference, whose word a date is; they must not hold anybody's identifier. */
import { AppError } from '../core/error.ts'

/** Ten digits or more with nothing between them but what people write inside a number. */
const NUMBER = /\p{Nd}(?:[\s.\p{Pd}]?\p{Nd}){9}/u
const CARD = /(?<![\p{L}\p{Nd}])\p{L}{5}\p{Nd}{4}\p{L}(?![\p{L}\p{Nd}])/u

export const reasonOf = (text: string): string => operatorWords('--reason', text)

/** @param option for the message. @throws AppError USAGE, REASON_UNSAFE */
export function operatorWords(option: string, text: string): string {
  const words = text.trim()
  if (words === '') throw new AppError('USAGE', `${option} is empty`)
  const plain = words.normalize('NFKC')
  if (plain.includes('@') || NUMBER.test(plain) || CARD.test(plain))
    throw new AppError('REASON_UNSAFE', `${option} holds what may be an identifier`)
  return words
}
