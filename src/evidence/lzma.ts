/** LZMA and LZMA2 data unpacked as they stream, as xz, 7z and zip hold them. */
import { Damage } from '../core/damage.ts'
import {
  LZMA_START_BYTES,
  LZMA_SYMBOL_BYTES,
  LzmaDecoder,
  lzmaProperties,
} from '../kernels/lzma.ts'
import type { Bounds } from './bounds.ts'
import type { ByteSource } from './byte-source.ts'

const PIECE_BYTES = 128 * 1024

export interface LzmaCoding {
  /** The byte that holds the properties. */
  readonly properties: number
  readonly dictionaryBytes: number
  /** Unpacked bytes, or `null` where an end mark ends them. */
  readonly size: number | null
}

/** Throws INPUT_LIMIT, Damage. */
export async function* decodeLzma(
  source: ByteSource,
  bounds: Bounds,
  { properties, dictionaryBytes, size }: LzmaCoding,
): AsyncGenerator<Uint8Array> {
  const decoder = decoderFor(bounds, dictionaryBytes, size)
  setProperties(decoder, properties)
  decoder.setInput(await source.exactly(LZMA_START_BYTES), 0)
  decoder.start()
  for (let left = size ?? Number.POSITIVE_INFINITY; left > 0 && !decoder.ended; ) {
    const { input, bytes } = await inputFor(source)
    decoder.setInput(input, 0)
    const lastAt = input.length - LZMA_SYMBOL_BYTES
    let taken = 0
    while (left > 0 && !decoder.ended) {
      const piece = decoder.decode(Math.min(left, PIECE_BYTES), lastAt).slice()
      if (decoder.at > bytes) throw new Damage()
      source.skip(decoder.at - taken)
      taken = decoder.at
      if (piece.length === 0) break
      left -= piece.length
      yield piece
    }
    if (taken === 0 && left > 0 && !decoder.ended) throw new Damage()
  }
}

/** What is ahead; at the very end with zeros behind it, so that the last symbols can be decoded like all others. */
async function inputFor(source: ByteSource): Promise<{ input: Uint8Array; bytes: number }> {
  const ahead = await source.peek(PIECE_BYTES)
  if (ahead.length === PIECE_BYTES) return { input: ahead, bytes: ahead.length }
  const zeros = new Uint8Array(LZMA_SYMBOL_BYTES)
  return { input: Buffer.concat([ahead, zeros]), bytes: ahead.length }
}

/** @param size unpacked bytes, where they are known. Throws INPUT_LIMIT, Damage. */
export async function* decodeLzma2(
  source: ByteSource,
  bounds: Bounds,
  { dictionaryBytes, size }: Pick<LzmaCoding, 'dictionaryBytes' | 'size'>,
): AsyncGenerator<Uint8Array> {
  const decoder = decoderFor(bounds, dictionaryBytes, size)
  let needs: Needs = 'window'
  for (;;) {
    const [control = 0] = await source.exactly(1)
    if (control === 0) return
    const chunk = chunkOf(control, needs)
    if (chunk.forgetsWindow) decoder.forgetWindow()
    needs = chunk.kind === 'packed' ? null : needs && 'properties'
    if (chunk.kind === 'plain') yield* plainChunk(source, decoder)
    else yield* packedChunk(source, decoder, control, chunk.resets)
  }
}

/** What the next chunk must bring: a new window first, then properties, then whatever it likes. */
type Needs = 'window' | 'properties' | null

type Chunk =
  | { readonly kind: 'plain'; readonly forgetsWindow: boolean }
  | {
      readonly kind: 'packed'
      readonly forgetsWindow: boolean
      readonly resets: 'properties' | 'state' | null
    }

const PACKED = 0x80

/** Throws Damage where the first byte of a chunk is none, or the chunk does not bring what it must. */
function chunkOf(control: number, needs: Needs): Chunk {
  const isPacked = control >= PACKED
  if (!isPacked && control > 2) throw new Damage()
  const forgetsWindow = isPacked ? control >= 0xe0 : control === 1
  if (needs === 'window' && !forgetsWindow) throw new Damage()
  if (!isPacked) return { kind: 'plain', forgetsWindow }
  const resets = RESETS[(control >> 5) & 3] ?? null
  if (needs !== null && resets !== 'properties') throw new Damage()
  return { kind: 'packed', forgetsWindow, resets }
}

const RESETS = [null, 'state', 'properties', 'properties'] as const

async function* plainChunk(source: ByteSource, decoder: LzmaDecoder): AsyncGenerator<Uint8Array> {
  const [high = 0, low = 0] = await source.exactly(2)
  const bytes = await source.exactly(high * 256 + low + 1)
  for (let done = 0; done < bytes.length; ) {
    const piece = decoder.copy(bytes.subarray(done)).slice()
    done += piece.length
    yield piece
  }
}

async function* packedChunk(
  source: ByteSource,
  decoder: LzmaDecoder,
  control: number,
  resets: 'properties' | 'state' | null,
): AsyncGenerator<Uint8Array> {
  const [a = 0, b = 0, c = 0, d = 0] = await source.exactly(4)
  if (resets === 'properties') setProperties(decoder, (await source.exactly(1))[0] ?? 0, 4)
  else if (resets === 'state') decoder.resetState()
  const packed = await source.exactly(c * 256 + d + 1)
  const input = Buffer.concat([packed, new Uint8Array(LZMA_SYMBOL_BYTES)])
  decoder.setInput(input, 0)
  decoder.start()
  for (let left = (control & 0x1f) * 65_536 + a * 256 + b + 1; left > 0; ) {
    const piece = decoder.decode(Math.min(left, PIECE_BYTES), packed.length)
    if (piece.length === 0) throw new Damage()
    left -= piece.length
    yield piece.slice()
  }
  if (!decoder.endsAt(packed.length)) throw new Damage()
}

function decoderFor(bounds: Bounds, dictionaryBytes: number, size: number | null): LzmaDecoder {
  // Nothing can reach further back than the data is long.
  const bytes = Math.min(dictionaryBytes, size ?? dictionaryBytes)
  bounds.checkMemory('dictionary', bytes)
  return new LzmaDecoder(bytes)
}

/** @param mostLiteralBits LZMA2 allows fewer than LZMA */
function setProperties(decoder: LzmaDecoder, byte: number, mostLiteralBits = 12): void {
  const properties = lzmaProperties(byte)
  if (properties === null) throw new Damage()
  const { literalContext, literalPosition } = properties
  if (literalContext + literalPosition > mostLiteralBits) throw new Damage()
  decoder.setProperties(properties)
}
