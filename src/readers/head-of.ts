/** The beginning of a text, for readers that must see it before they can read it. */

/** Characters by which a format and its dialect are told. */
const HEAD_CHARACTERS = 64 * 1024

/** The first characters of a text, and the whole text with them put back in front. */
export async function headOf(
  text: AsyncIterable<string>,
): Promise<{ head: string; text: AsyncIterable<string> }> {
  const rest = text[Symbol.asyncIterator]()
  let head = ''
  while (head.length < HEAD_CHARACTERS) {
    const next = await rest.next()
    if (next.done) break
    head += next.value
  }
  return { head: head.slice(0, HEAD_CHARACTERS), text: replay(head, rest) }
}

async function* replay(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  if (head !== '') yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
