/** Identifiers that follow from content, so that the same run gives the same bytes: UUID version 5 (RFC 9562, 5.5). */
import { createHash } from 'node:crypto'

/** Of our own objects; drawn once at random. */
const NAMESPACE = 'b8f0f6f4-52f0-4b7c-9d0e-6a3d6f0f5c11'

/** Of STIX cyber-observables, and of nothing else (STIX 2.1, 2.9). */
export const OBSERVABLE_NAMESPACE = '00abedb4-aa42-466c-9c01-fed23315a9b7'

export function uuid5(name: string, namespace: string = NAMESPACE): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  return digest.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
