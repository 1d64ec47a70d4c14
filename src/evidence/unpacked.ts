/** Packed bytes as they unpack, within bounds; damage ends them early and is told at their end. */
import { Damage } from '../core/damage.ts'
import type { Bounds } from './bounds.ts'
import { ByteSource } from './byte-source.ts'
import { brokenOff, type Ending, WHOLE } from './ending.ts'

export interface Unpacked {
  readonly bytes: AsyncIterable<Uint8Array>
  /** Known once `bytes` is exhausted. */
  ending(): Ending
}

/** Gives the unpacked bytes in bounded pieces. Throws Damage where the packed ones break off or break a rule. */
export type Decode = (source: ByteSource, bounds: Bounds) => AsyncGenerator<Uint8Array>

/** @param name of the container, for messages */
export function unpack(
  name: string,
  decode: Decode,
  packed: AsyncIterable<Uint8Array>,
  bounds: Bounds,
): Unpacked {
  let ending: Ending = WHOLE
  const source = new ByteSource(packed)
  async function* bytes(): AsyncGenerator<Uint8Array> {
    let unpacked = 0
    try {
      for await (const piece of decode(source, bounds)) {
        unpacked += piece.length
        bounds.countBytes(piece.length, source.position, unpacked)
        yield piece
      }
    } catch (error) {
      if (!(error instanceof Damage)) throw error
      ending = brokenOff(
        `the ${name} data breaks off or is damaged`,
        `packed byte ${source.position}`,
      )
    }
  }
  return { bytes: bytes(), ending: () => ending }
}
