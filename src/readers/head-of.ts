/** The beginning of a text, for readers that must see it before they can read it. */
import type { TextPiece } from '../evidence/decoded-text.ts'

/** Characters by which a format and its dialect are told. */
const HEAD_CHARACTERS = 64 * 1024

/** The first characters of a text, and the whole text with them put back in front: strings as one, bytes as they came. */
export async function headOf<Piece extends TextPiece>(
  text: AsyncIterable<Piece>,
): Promise<{ head: string; text: AsyncIterable<Piece | string> }> {
  const rest = text[Symbol.asyncIterator]()
  const pieces: (Piece | string)[] = []
  let head = ''
  while (head.length < HEAD_CHARACTERS) {
    const next = await rest.next()
    if (next.done) break
    const last = pieces.at(-1)
    if (typeof last === 'string' && typeof next.value === 'string') {
      pieces.splice(-1, 1, last + next.value)
    } else pieces.push(next.value)
    head += textOf(next.value)
  }
  return { head: head.slice(0, HEAD_CHARACTERS), text: replay(pieces, rest) }
}

export const textOf = (piece: TextPiece): string =>
  typeof piece === 'string'
    ? piece
    : Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('utf8')

async function* replay<Piece>(
  pieces: readonly (Piece | string)[],
  rest: AsyncIterator<Piece>,
): AsyncGenerator<Piece | string> {
  yield* pieces
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
