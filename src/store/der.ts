/** One node of a DER structure that somebody else wrote, read strictly: what is not there or not of its type is thrown as an error. */
import { type BaseBlock, fromBER } from 'asn1js'

const CLASS = { universal: 1, context: 3 } as const
const TAG = { integer: 2, octets: 4, oid: 6, sequence: 16, generalizedTime: 24 } as const
const LIMITS = { maxDepth: 32, maxNodes: 4096, parseEmbedded: false } as const

const TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/

export class DerNode {
  /** Tag, length and content, as they stood in the input. */
  readonly raw: Buffer
  readonly children: readonly DerNode[]
  readonly #content: Buffer
  readonly #class: number
  readonly #tag: number

  private constructor(block: BaseBlock) {
    const { idBlock, lenBlock, valueBlock, valueBeforeDecodeView: view } = block
    this.raw = Buffer.from(view.buffer, view.byteOffset, view.byteLength)
    this.#content = this.raw.subarray(idBlock.blockLength + lenBlock.blockLength)
    this.#class = idBlock.tagClass
    this.#tag = idBlock.tagNumber
    const inner = 'value' in valueBlock ? valueBlock.value : []
    this.children =
      idBlock.isConstructed && Array.isArray(inner) ? inner.map((child) => new DerNode(child)) : []
  }

  /** @throws Error where the bytes are not one whole structure */
  static parse(bytes: Uint8Array): DerNode {
    const { offset, result } = fromBER(bytes, LIMITS)
    if (offset !== bytes.length || result.error !== '') throw new Error('not one DER structure')
    return new DerNode(result)
  }

  static must(node: DerNode | undefined): DerNode {
    if (node === undefined) throw new Error('a part of the DER structure is missing')
    return node
  }

  child(position: number): DerNode {
    return DerNode.must(this.children[position])
  }

  isContext(tag: number): boolean {
    return this.#class === CLASS.context && this.#tag === tag
  }

  get isSequence(): boolean {
    return this.#class === CLASS.universal && this.#tag === TAG.sequence
  }

  integer(): bigint {
    const bytes = this.#of(TAG.integer)
    if (bytes.length === 0) throw new Error('an empty number')
    return BigInt.asIntN(8 * bytes.length, BigInt(`0x${bytes.toString('hex')}`))
  }

  octets(): Buffer {
    return this.#of(TAG.octets)
  }

  /** In dotted numbers. */
  oid(): string {
    const parts: number[] = []
    let part = 0
    for (const byte of this.#of(TAG.oid)) {
      part = part * 128 + (byte & 0x7f)
      if (byte < 0x80) {
        parts.push(part)
        part = 0
      }
    }
    const [first = 0, ...rest] = parts
    const root = Math.min(2, Math.floor(first / 40))
    return [root, first - 40 * root, ...rest].join('.')
  }

  /** A GeneralizedTime, which RFC 3161 wants in UTC. */
  time(): Date {
    const [, year, month, day, hour, minute, second, fraction = ''] =
      TIME.exec(this.#of(TAG.generalizedTime).toString('latin1')) ?? []
    const time = new Date(
      `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`,
    )
    if (Number.isNaN(time.getTime())) throw new Error('not a time')
    return time
  }

  #of(tag: number): Buffer {
    if (this.#class !== CLASS.universal || this.#tag !== tag || this.children.length > 0)
      throw new Error('a part of the DER structure is of another type')
    return this.#content
  }
}
