/** Bytes as text, piece by piece: the encoding decided where it first matters, what cannot be decoded counted. */
import { TextDecoder } from 'node:util'
import {
  countLost,
  declaredEncoding,
  firstBeyondAscii,
  hasMark,
  isGood,
  utf8OrWindows,
} from './encoding.ts'
import { type LineRange, LineRanges } from './line-ranges.ts'
import { hasRuns, isMojibake, MojibakeRepair, repaired } from './mojibake.ts'
import { RunWatch } from './run-watch.ts'

/** Bytes by which UTF-8 is told from Windows-1252, from the first one beyond ASCII on. */
export const JUDGED_BYTES = 64 * 1024

/** Text, or whole lines of it as UTF-8 in which no character was lost. */
export type TextPiece = string | Uint8Array<ArrayBuffer>

export class DecodedText implements AsyncIterable<string> {
  /** Decided once a byte beyond ASCII was seen; until then, and for plain ASCII, `utf-8`. */
  encoding = 'utf-8'
  /** Places at which bytes fit no encoding; their text holds U+FFFD instead. */
  undecodable = 0
  /** Whether the bytes end in the middle of a character. */
  endsInCharacter = false
  /** `null` until the first letters beyond ASCII: for each time that UTF-8 was taken for Windows-1252, a repair. */
  #repairs: readonly MojibakeRepair[] | null = null
  readonly #bytes: AsyncIterable<Uint8Array>
  readonly #encoding: string | null

  /**
   * @param head     the first bytes of `bytes`, by which UTF-16 is recognised
   * @param overrule a standard encoding name, or `null` to find out
   */
  constructor(bytes: AsyncIterable<Uint8Array>, head: Uint8Array, overrule: string | null) {
    this.#bytes = bytes
    this.#encoding = overrule ?? declaredEncoding(head)
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    let decoder = this.#encoding === null ? null : this.#decoder(this.#encoding)
    const isDecided = this.#encoding !== null
    for await (const chunk of isDecided ? withMark(this.#bytes) : judgeable(this.#bytes)) {
      if (decoder === null && firstBeyondAscii(chunk) >= 0) {
        decoder = this.#decoder(utf8OrWindows(chunk.subarray(0, JUDGED_BYTES)))
      }
      yield* this.#piece((decoder ?? ASCII).decode(chunk, { stream: decoder !== null }))
    }
    const cut = decoder?.decode() ?? ''
    this.endsInCharacter = cut !== ''
    yield* this.#piece(cut)
    yield* this.#rest()
  }

  /** The same text, whole lines of good UTF-8 as their bytes. */
  async *pieces(): AsyncGenerator<TextPiece> {
    const lines = new LineRanges()
    const watch = new RunWatch()
    const loose = new TextDecoder('utf-8', { ignoreBOM: true })
    let decoder = loose
    for await (const chunk of this.#judged()) {
      if (this.encoding === 'utf-8' && this.#repairs === null) this.#watch(watch.text(chunk))
      if (this.encoding === 'utf-8') {
        for (const range of lines.add(chunk)) yield* this.#rangePiece(range, loose)
        continue
      }
      for (const range of lines.end()) yield* this.#rangePiece(range, loose)
      // What is repaired is UTF-8 still.
      if (decoder === loose && this.#repairs === null) decoder = new TextDecoder(this.encoding)
      yield* this.#piece(decoder.decode(chunk, { stream: true }))
    }
    for (const range of lines.end()) yield* this.#rangePiece(range, loose)
    const cut = decoder.decode()
    this.endsInCharacter = cut !== ''
    yield* this.#piece(cut)
    yield* this.#rest()
  }

  /** The bytes, without the mark of UTF-8, and the encoding decided as far as it matters for them. */
  async *#judged(): AsyncGenerator<Uint8Array> {
    let isDecided = this.#encoding !== null
    let isMarked = true
    this.encoding = this.#encoding ?? 'utf-8'
    for await (const chunk of isDecided ? withMark(this.#bytes) : judgeable(this.#bytes)) {
      if (!isDecided && firstBeyondAscii(chunk) >= 0) {
        this.encoding = utf8OrWindows(chunk.subarray(0, JUDGED_BYTES))
        isDecided = true
      }
      // A decoder drops the mark where it begins.
      const isMark = isDecided && isMarked && this.encoding === 'utf-8' && hasMark(chunk)
      isMarked = !isDecided
      yield isMark ? chunk.subarray(MARK_BYTES) : chunk
    }
  }

  *#rangePiece({ bytes, isWhole }: LineRange, loose: TextDecoder): Generator<TextPiece> {
    if (isWhole && isGood(bytes)) yield bytes
    else yield* this.#repaired(loose.decode(bytes, { stream: bytes.at(-1) !== LINE_FEED }))
  }

  #watch(text: string | null): void {
    if (text !== null && hasRuns(text)) this.#judge(text)
  }

  #decoder(encoding: string): TextDecoder {
    this.encoding = encoding
    return new TextDecoder(encoding)
  }

  *#piece(decoded: string): Generator<string> {
    if (this.#repairs === null && hasRuns(decoded)) this.#judge(decoded)
    yield* this.#repaired(decoded)
  }

  *#repaired(decoded: string): Generator<string> {
    const text = (this.#repairs ?? []).reduce((piece, repair) => repair.write(piece), decoded)
    this.undecodable += countLost(text)
    if (text !== '') yield text
  }

  /** What the repairs still hold. */
  *#rest(): Generator<string> {
    const text = (this.#repairs ?? []).reduce(
      (piece, repair) => repair.write(piece) + repair.end(),
      '',
    )
    this.undecodable += countLost(text)
    if (text !== '') yield text
  }

  /** Some texts were read and saved so twice. */
  #judge(text: string): void {
    if (!isMojibake(text)) this.#repairs = []
    else if (isMojibake(repaired(text)))
      this.#repairs = [new MojibakeRepair(), new MojibakeRepair()]
    else this.#repairs = [new MojibakeRepair()]
    if (this.#repairs.length > 0) this.encoding += ', read as windows-1252 before'
  }
}

const LINE_FEED = 0x0a
const MARK_BYTES = 3
const ASCII = new TextDecoder('utf-8')

/** The same bytes; the first chunk holds a whole mark, if there is one. */
async function* withMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array | null = new Uint8Array(0)
  for await (const chunk of bytes) {
    const whole: Uint8Array = held === null ? chunk : Buffer.concat([held, chunk])
    held = held === null || whole.length >= MARK_BYTES ? null : whole
    if (held === null) yield whole
  }
  if (held !== null) yield held
}

/** The same bytes, cut anew: at the first byte beyond ASCII begins a chunk of `JUDGED_BYTES` or all that is left. */
async function* judgeable(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] | null = []
  let heldBytes = 0
  for await (const chunk of bytes) {
    const start: number = held === null || heldBytes > 0 ? 0 : firstBeyondAscii(chunk)
    if (held === null || start < 0) {
      yield chunk
      continue
    }
    if (start > 0) yield chunk.subarray(0, start)
    held.push(chunk.subarray(start))
    heldBytes += chunk.length - start
    if (heldBytes >= JUDGED_BYTES) {
      yield Buffer.concat(held)
      held = null
    }
  }
  if (held !== null && heldBytes > 0) yield Buffer.concat(held)
}
