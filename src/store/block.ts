/** Attribute blocks: the columns of up to 1,024 records, packed as docs/store.md says, and opened again. */
import {
  type AttributeColumn,
  type EncodedDate,
  type EncodedName,
  type EncodedRecord,
  type EncodedValue,
  HELD,
  type PartLayout,
} from '../tokens/record.ts'
import type { Hash64 } from '../tokens/siphash.ts'
import { ByteReader, ByteWriter } from './bytes.ts'

export const BLOCK_RECORDS = 1024
export const NO_DAY = -(2 ** 31)
const WORD_COUNT_BITS = 5

export interface IdentifierData {
  /** A `Held` value a record. */
  readonly held: Uint8Array
  /** By mask form, then record; 0 none. */
  readonly visible: readonly Uint16Array[]
  /** By record; 0 none. */
  readonly unchecked: Uint32Array
}

export interface NameData {
  readonly shape: 'name'
  readonly caseClass: Uint8Array
  readonly folded: Uint32Array
  readonly exact: Uint16Array
  /** The words of record i are `words[start[i]]` up to `words[start[i + 1]]`. */
  readonly start: Uint32Array
  readonly words: Uint32Array
}
/** Dictionary codes: 0 blank, c = entry c − 1. */
export interface CodedData {
  readonly shape: 'coded'
  readonly codes: Uint32Array
}
export interface TextData {
  readonly shape: 'text'
  readonly canonical: Uint32Array
  readonly exact: Uint32Array
}
export interface DateData {
  readonly shape: 'date'
  readonly day: Int32Array
  readonly precision: Uint8Array
}
export type AttributeData = NameData | CodedData | TextData | DateData

/** An opened block, columns in the order of the layout. */
export interface BlockData {
  readonly count: number
  readonly identifiers: readonly IdentifierData[]
  readonly attributes: readonly AttributeData[]
  /** Low and high halves a record, or `null` where the layout has no fingerprint. */
  readonly fingerprints: Uint32Array | null
}

/** Gives the code of a value in the dictionary of an attribute (position in the layout). */
export type Coder = (attribute: number, value: EncodedValue) => number

export function encodeBlock(
  layout: PartLayout,
  records: readonly EncodedRecord[],
  code: Coder,
): Buffer {
  const writer = new ByteWriter()
  writeHeld(writer, layout, records)
  layout.identifiers.forEach((identifier, i) => {
    identifier.maskForms.forEach((_, form) => {
      writer.column(
        records.map((record) => record.identifiers[i]!.visible[form] ?? 0),
        2,
      )
    })
  })
  for (const i of layout.identifiers.keys()) writeUnchecked(writer, records, i)
  for (const [i, column] of layout.attributes.entries())
    writeAttribute(writer, column, i, records, code)
  if (layout.fingerprint)
    writer.column(
      records.flatMap((record) => halves(record.fingerprint)),
      4,
    )
  return writer.finish()
}

const halves = (hash: Hash64): [number, number] => [hash.low, hash.high]

function writeHeld(
  writer: ByteWriter,
  layout: PartLayout,
  records: readonly EncodedRecord[],
): void {
  for (let from = 0; from < layout.identifiers.length; from += 4) {
    const packed = records.map((record) =>
      record.identifiers
        .slice(from, from + 4)
        .reduce((byte, { held }, i) => byte | (held << (2 * i)), 0),
    )
    writer.column(packed, 1)
  }
}

function writeUnchecked(
  writer: ByteWriter,
  records: readonly EncodedRecord[],
  identifier: number,
): void {
  const marked = records.flatMap((record, row) => {
    const mark = record.identifiers[identifier]!.unchecked
    return mark === 0 ? [] : [{ row, mark }]
  })
  writer.column([marked.length], 2)
  for (const { row, mark } of marked) {
    writer.column([row], 2)
    writer.column([mark], 4)
  }
}

function writeAttribute(
  writer: ByteWriter,
  column: AttributeColumn,
  position: number,
  records: readonly EncodedRecord[],
  code: Coder,
): void {
  const forms = records.map((record) => record.attributes[position] ?? null)
  switch (column.shape) {
    case 'name':
      writeNames(writer, forms as readonly (EncodedName | null)[])
      break
    case 'coded':
      writeCodes(
        writer,
        (forms as readonly (EncodedValue | null)[]).map((value) =>
          value === null ? 0 : code(position, value),
        ),
      )
      break
    case 'text':
      writeTexts(writer, forms as readonly (EncodedValue | null)[])
      break
    case 'date':
      writeDates(writer, forms as readonly (EncodedDate | null)[])
  }
}

function writeTexts(writer: ByteWriter, values: readonly (EncodedValue | null)[]): void {
  for (const form of ['canonical', 'exact'] as const) {
    writer.column(
      values.map((value) => (value === null ? 0 : value[form].low || 1)),
      4,
    )
  }
}

function writeDates(writer: ByteWriter, dates: readonly (EncodedDate | null)[]): void {
  writer.column(
    dates.map((date) => date?.day ?? NO_DAY),
    4,
  )
  writer.column(
    dates.map((date) => date?.precision ?? 0),
    1,
  )
}

function writeNames(writer: ByteWriter, names: readonly (EncodedName | null)[]): void {
  const heads = names.map((name) =>
    name === null ? 0 : (name.caseClass << WORD_COUNT_BITS) | name.words.length,
  )
  writer.column(heads, 1)
  writer.column(
    names.map((name) => name?.folded ?? 0),
    4,
  )
  writer.column(
    names.map((name) => name?.exact ?? 0),
    2,
  )
  writer.column(
    names.flatMap((name) => name?.words ?? []),
    3,
  )
}

function writeCodes(writer: ByteWriter, codes: readonly number[]): void {
  const largest = codes.reduce((max, code) => Math.max(max, code), 0)
  const width = largest < 2 ** 8 ? 1 : largest < 2 ** 16 ? 2 : 4
  writer.column([width], 1)
  writer.column(codes, width)
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
