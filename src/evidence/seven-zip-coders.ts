/** The coders of a 7z archive, one feeding the next. */
import { Damage } from '../core/damage.ts'
import type { AppError } from '../core/error.ts'
import { unreadMethod } from './archive-context.ts'
import type { Bounds } from './bounds.ts'
import { ByteSource } from './byte-source.ts'
import { decodeBzip2 } from './bzip2.ts'
import { decodeDeflate64 } from './deflate64.ts'
import { inflate } from './inflate.ts'
import { decodeLzma, decodeLzma2 } from './lzma.ts'
import { decryptSevenZip } from './seven-zip-decryption.ts'
import type { Coder, SevenZipFolder } from './seven-zip-header.ts'
import { dictionarySize } from './xz.ts'
import { decodeZstd } from './zstd.ts'

export const AES = '06f10701'

type Decoder = (
  source: ByteSource,
  coder: Coder,
  bounds: Bounds,
  password: string,
) => AsyncGenerator<Uint8Array>

const DECODERS: Readonly<Record<string, Decoder>> = {
  '00': (source, { bytes }) => source.stream(bytes),
  '21': (source, { properties, bytes }, bounds) =>
    decodeLzma2(source, bounds, {
      dictionaryBytes: dictionarySize(properties[0] ?? 41),
      size: bytes,
    }),
  '030101': (source, { properties, bytes }, bounds) => {
    if (properties.length !== 5) throw new Damage()
    const dictionaryBytes = Buffer.from(properties).readUInt32LE(1)
    return decodeLzma(source, bounds, {
      properties: properties[0] ?? 0,
      dictionaryBytes,
      size: bytes,
    })
  },
  '040108': (source) => inflate(source),
  '040109': (source) => decodeDeflate64(source),
  '040202': (source) => decodeBzip2(source),
  '04f71101': (source, _coder, bounds) => decodeZstd(source, bounds),
  [AES]: (source, { properties }, _bounds, password) =>
    decryptSevenZip(source, properties, password),
}

/** The one method that splits data into several streams. */
const BRANCHED = '0303011b'

const UNREAD: Readonly<Record<string, string>> = {
  '03': 'Delta',
  '03030103': 'BCJ',
  [BRANCHED]: 'BCJ2',
  '030401': 'PPMd',
  '04f71102': 'Brotli',
  '04f71104': 'LZ4',
}

/** Why a folder is not read: the error that names the coder; `null` where all of them are. */
export function unreadCoder({ coders }: SevenZipFolder): AppError | null {
  const unread =
    coders === null ? BRANCHED : coders.find(({ method }) => DECODERS[method] === undefined)?.method
  return unread === undefined ? null : unreadMethod(UNREAD[unread] ?? 'a method of its own')
}

/** What the coders make of a packed stream, where all of them are read. Throws INPUT_LIMIT, Damage. */
export async function* decodeFolder(
  source: ByteSource,
  { coders, bytes }: SevenZipFolder,
  bounds: Bounds,
  password: string,
): AsyncGenerator<Uint8Array> {
  let own = source
  for (const coder of coders ?? []) {
    const decoder = DECODERS[coder.method]
    if (decoder !== undefined) own = new ByteSource(decoder(own, coder, bounds, password))
  }
  // Encrypted data is padded to whole blocks.
  yield* own.stream(bytes)
  if (bytes > own.position) throw new Damage()
}
