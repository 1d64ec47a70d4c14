/** Attribute blocks: the columns of up to 1,024 records, packed as docs/store.md says, and opened again. */
import { bytesOf } from '../kernels/entries.ts'
import { type AttributeColumn, HELD, type PartLayout } from '../tokens/record.ts'
import type {
  AttributeData,
  BlockData,
  DateData,
  IdentifierData,
  NameData,
  TextData,
} from '../tokens/record-columns.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

export type {
  AttributeData,
  BlockData,
  IdentifierData,
  NameData,
} from '../tokens/record-columns.ts'

export { NO_DAY } from '../tokens/record-columns.ts'

export const BLOCK_RECORDS = 1024
const WORD_COUNT_BITS = 5

export function encodeBlock(layout: PartLayout, block: BlockData): Buffer {
  const { count } = block
  const writer = new ByteWriter()
  writeHeld(writer, block)
  for (const { visible } of block.identifiers) {
    for (const form of visible) writer.words(form.subarray(0, count))
  }
  for (const { unchecked } of block.identifiers) writeUnchecked(writer, unchecked, count)
  for (const column of block.attributes) writeAttribute(writer, column, count)
  if (layout.fingerprint) writer.words(block.fingerprints!.subarray(0, 2 * count))
  return writer.finish()
}

function writeHeld(writer: ByteWriter, { count, identifiers }: BlockData): void {
  for (let from = 0; from < identifiers.length; from += 4) {
    const packed = new Uint8Array(count)
    identifiers.slice(from, from + 4).forEach(({ held }, i) => {
      for (let row = 0; row < count; row++) packed[row]! |= held[row]! << (2 * i)
    })
    writer.raw(packed)
  }
}

function writeUnchecked(
  writer: ByteWriter,
  unchecked: IdentifierData['unchecked'],
  count: number,
): void {
  const rows: number[] = []
  for (let row = 0; row < count; row++) if (unchecked[row] !== 0) rows.push(row)
  writer.column([rows.length], 2)
  for (const row of rows) {
    writer.column([row], 2)
    writer.column([unchecked[row]!], 4)
  }
}

function writeAttribute(writer: ByteWriter, column: AttributeData, count: number): void {
  switch (column.shape) {
    case 'name':
      writeNames(writer, column, count)
      break
    case 'coded':
      writeCodes(writer, column.codes.subarray(0, count))
      break
    case 'text':
      writeTexts(writer, column, count)
      break
    case 'date':
      writeDates(writer, column, count)
  }
}

function writeTexts(writer: ByteWriter, { canonical, exact }: TextData, count: number): void {
  writer.words(canonical.subarray(0, count))
  writer.words(exact.subarray(0, count))
}

function writeDates(writer: ByteWriter, { day, precision }: DateData, count: number): void {
  writer.words(day.subarray(0, count))
  writer.raw(precision.subarray(0, count))
}

function writeNames(writer: ByteWriter, names: NameData, count: number): void {
  const { caseClass, start, words } = names
  const heads = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    heads[i] = (caseClass[i]! << WORD_COUNT_BITS) | (start[i + 1]! - start[i]!)
  }
  writer.raw(heads)
  writer.words(names.folded.subarray(0, count))
  writer.words(names.exact.subarray(0, count))
  writer.column(words.subarray(start[0], start[count]), 3)
}

function writeCodes(writer: ByteWriter, codes: Uint32Array): void {
  const largest = codes.reduce((max, code) => Math.max(max, code), 0)
  const width = largest < 2 ** 8 ? 1 : largest < 2 ** 16 ? 2 : 4
  writer.column([width], 1)
  if (width === 4) writer.words(codes)
  else writer.raw(width === 1 ? Uint8Array.from(codes) : bytesOf(Uint16Array.from(codes)))
}

export function decodeBlock(layout: PartLayout, bytes: Buffer, count: number): BlockData {
  const reader = new ByteReader(bytes)
  const groups = Array.from({ length: Math.ceil(layout.identifiers.length / 4) }, () =>
    reader.u8(count),
  )
  const held = layout.identifiers.map((_, i) =>
    groups[i >> 2]!.map((byte) => (byte >> (2 * (i & 3))) & HELD.unchecked),
  )
  const visible = layout.identifiers.map(({ maskForms }) => maskForms.map(() => reader.u16(count)))
  const identifiers = layout.identifiers.map((_, i) => ({
    held: held[i]!,
    visible: visible[i]!,
    unchecked: readUnchecked(reader, count),
  }))
  const attributes = layout.attributes.map((column) => readAttribute(reader, column, count))
  return {
    count,
    identifiers,
    attributes,
    fingerprints: layout.fingerprint ? reader.u32(count * 2) : null,
  }
}

function readUnchecked(reader: ByteReader, count: number): Uint32Array {
  const marks = new Uint32Array(count)
  const marked = reader.u16(1)[0]!
  for (let i = 0; i < marked; i++) {
    const row = reader.u16(1)[0]!
    marks[row] = reader.u32(1)[0]!
  }
  return marks
}

function readAttribute(reader: ByteReader, column: AttributeColumn, count: number): AttributeData {
  switch (column.shape) {
    case 'name':
      return readNames(reader, count)
    case 'coded':
      return { shape: 'coded', codes: readCodes(reader, count) }
    case 'text':
      return { shape: 'text', canonical: reader.u32(count), exact: reader.u32(count) }
    case 'date':
      return { shape: 'date', day: reader.i32(count), precision: reader.u8(count) }
  }
}

function readNames(reader: ByteReader, count: number): NameData {
  const heads = reader.u8(count)
  const folded = reader.u32(count)
  const exact = reader.u16(count)
  const start = new Uint32Array(count + 1)
  heads.forEach((head, i) => {
    start[i + 1] = start[i]! + (head & (2 ** WORD_COUNT_BITS - 1))
  })
  const caseClass = heads.map((head) => head >> WORD_COUNT_BITS)
  return { shape: 'name', caseClass, folded, exact, start, words: reader.u24(start[count]!) }
}

function readCodes(reader: ByteReader, count: number): Uint32Array {
  const width = reader.u8(1)[0]!
  if (width === 1) return Uint32Array.from(reader.u8(count))
  return width === 2 ? Uint32Array.from(reader.u16(count)) : reader.u32(count)
}
