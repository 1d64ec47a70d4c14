/** Questions put to a bot, 28 bytes each: what was asked is evidence, and so is "no data found". */
import { IDENTIFIER_KINDS } from '../core/kinds.ts'
import type { Token } from '../core/secret.ts'
import type { EncodedQuery } from '../tokens/record.ts'
import { TOKEN_BYTES } from '../tokens/tokenise.ts'
import { NO_DAY } from './block.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

export const QUERY_BLOCK = 1024
const NO_TOKEN = new Uint8Array(TOKEN_BYTES)

export function encodeQueries(queries: readonly EncodedQuery[]): Buffer {
  const writer = new ByteWriter()
  for (const query of queries) {
    writer.column([query.kind === null ? 0 : 1 + IDENTIFIER_KINDS.indexOf(query.kind)], 1)
    writer.raw(query.token ?? NO_TOKEN)
    writer.column([query.day ?? NO_DAY, query.firstRecord], 4)
    writer.column([query.records], 2)
    writer.column([query.answered ? 1 : 0], 1)
  }
  return writer.finish()
}

export function decodeQueries(bytes: Buffer, count: number): EncodedQuery[] {
  const reader = new ByteReader(bytes)
  return Array.from({ length: count }, () => {
    const kind = IDENTIFIER_KINDS[reader.u8(1)[0]! - 1] ?? null
    const token = Uint8Array.from(reader.raw(TOKEN_BYTES)) as Token
    const day = reader.i32(1)[0]!
    const firstRecord = reader.u32(1)[0]!
    const records = reader.u16(1)[0]!
    const answered = reader.u8(1)[0] === 1
    return {
      kind,
      token: kind === null ? null : token,
      day: day === NO_DAY ? null : day,
      firstRecord,
      records,
      answered,
    }
  })
}
