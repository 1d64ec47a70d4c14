/** Time stamps after RFC 3161: the request over a hash, and a reply checked offline, with no certificate fetched from anywhere. */
import {
  createHash,
  type KeyObject,
  constants as PADDING,
  verify,
  X509Certificate,
} from 'node:crypto'
import {
  Boolean as DerBoolean,
  Integer,
  Null,
  ObjectIdentifier,
  OctetString,
  Sequence,
} from 'asn1js'
import { AppError } from '../core/error.ts'
import { DerNode } from './der.ts'

const OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  signedData: '1.2.840.113549.1.7.2',
  stampInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  rsaPss: '1.2.840.113549.1.1.10',
  forTimeStamping: '1.3.6.1.5.5.7.3.8',
} as const

const DIGESTS: Readonly<Record<string, string>> = {
  [OID.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** What an authority has signed. */
export interface TimeStamp {
  /** The hash that was stamped, SHA-256. */
  readonly imprint: Buffer
  /** ISO time. */
  readonly time: string
  /** The subject of the signer's certificate: foreign text. */
  readonly signer: string
  /** SHA-256 of that certificate, hexadecimal. */
  readonly certificate: string
}

/** A request for a stamp over `hash` (32 bytes, SHA-256) that asks for the signer's certificate, in DER. */
export function stampRequest(hash: Uint8Array): Buffer {
  const algorithm = new Sequence({
    value: [new ObjectIdentifier({ value: OID.sha256 }), new Null()],
  })
  const imprint = new Sequence({ value: [algorithm, new OctetString({ valueHex: hash })] })
  const request = new Sequence({
    value: [new Integer({ value: 1 }), imprint, new DerBoolean({ value: true })],
  })
  return Buffer.from(request.toBER())
}

/**
 * Checks a reply: granted, of the right form, signed over what it says by the certificate that it names, which is for time stamps and
 * was valid then. Whether its signer is an authority is not checked.
 * @throws AppError STAMP_INVALID
 */
export function checkedStamp(reply: Uint8Array): TimeStamp {
  try {
    return read(reply)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw refused('it is no reply of a time-stamping authority', cause)
  }
}

const refused = (why: string, cause?: unknown): AppError =>
  new AppError('STAMP_INVALID', `the time stamp does not hold: ${why}`, { cause })

function must(holds: boolean, why: string): void {
  if (!holds) throw refused(why)
}

function read(reply: Uint8Array): TimeStamp {
  const [status, token] = DerNode.parse(reply).children
  const granted = DerNode.must(status).child(0).integer()
  must((granted === 0n || granted === 1n) && token !== undefined, 'it was not granted')
  const content = DerNode.must(token)
  must(content.child(0).oid() === OID.signedData, 'it is not signed data')
  const signed = content.child(1).child(0)
  const encapsulated = signed.child(2)
  must(encapsulated.child(0).oid() === OID.stampInfo, 'what is signed is no time stamp')
  const info = encapsulated.child(1).child(0).octets()
  const signers = DerNode.must(signed.children.at(-1)).children
  must(signers.length === 1, 'it has not one signer')
  const certificates = signed.children
    .filter((node) => node.isContext(0))
    .flatMap(({ children }) => children.map(({ raw }) => new X509Certificate(raw)))
  const signer = signerOf(DerNode.must(signers[0]), info, certificates)
  const { imprint, time } = stampInfo(info)
  const [from, to] = [Date.parse(signer.validFrom), Date.parse(signer.validTo)]
  must(from <= time.getTime() && time.getTime() <= to, 'the certificate was not valid at that time')
  return {
    imprint,
    time: time.toISOString(),
    signer: signer.subject.split('\n').join(', '),
    certificate: createHash('sha256').update(signer.raw).digest('hex'),
  }
}

function stampInfo(bytes: Buffer): { imprint: Buffer; time: Date } {
  const info = DerNode.parse(bytes)
  const [algorithm, hash] = info.child(2).children
  must(info.child(0).integer() === 1n, 'it is of another version')
  must(algorithm?.child(0).oid() === OID.sha256, 'it is over another kind of hash')
  const imprint = DerNode.must(hash).octets()
  must(imprint.length === 32, 'it is over another kind of hash')
  return { imprint, time: info.child(4).time() }
}

/** The certificate that signed. @throws AppError STAMP_INVALID */
function signerOf(
  signer: DerNode,
  info: Buffer,
  certificates: readonly X509Certificate[],
): X509Certificate {
  const signed = signer.child(3)
  must(signed.isContext(0), 'it has no signed attributes')
  const digest = digestOf(signer.child(2))
  must(
    attribute(signed, OID.contentType)?.oid() === OID.stampInfo,
    'its attributes are not its own',
  )
  const told = attribute(signed, OID.messageDigest)?.octets()
  const made = createHash(digest).update(info).digest()
  must(told?.equals(made) === true, 'what is signed was changed')
  const certificate = named(signed, certificates)
  must(
    certificate.keyUsage?.includes(OID.forTimeStamping) === true,
    'the certificate is for something else',
  )
  // Attributes are signed as a SET, though they stand under a tag of their own.
  const set = Buffer.concat([Buffer.of(0x31), signed.raw.subarray(1)])
  const isPss = signer.child(4).child(0).oid() === OID.rsaPss
  const signature = signer.child(5).octets()
  must(isSigned(certificate.publicKey, digest, isPss, set, signature), 'the signature is wrong')
  return certificate
}

function isSigned(
  key: KeyObject,
  digest: string,
  isPss: boolean,
  signed: Buffer,
  signature: Buffer,
): boolean {
  const algorithm = /^ed(25519|448)$/.test(key.asymmetricKeyType ?? '') ? null : digest
  const padding = isPss ? { padding: PADDING.RSA_PKCS1_PSS_PADDING } : {}
  return verify(algorithm, signed, { key, ...padding }, signature)
}

/** The first value of a signed attribute. */
const attribute = (attributes: DerNode, oid: string): DerNode | undefined =>
  attributes.children
    .find((node) => node.child(0).oid() === oid)
    ?.child(1)
    .child(0)

/** The certificate whose hash the signed attributes hold: another one cannot be put in its place. */
function named(attributes: DerNode, certificates: readonly X509Certificate[]): X509Certificate {
  const second = attribute(attributes, OID.signingCertificateV2)?.child(0).child(0)
  const first = attribute(attributes, OID.signingCertificate)?.child(0).child(0)
  const [algorithm, hash] = second === undefined ? ['sha1', first?.child(0)] : identified(second)
  if (hash === undefined) throw refused('it does not name its signer’s certificate')
  const wanted = hash.octets()
  const found = certificates.find(({ raw }) =>
    createHash(algorithm).update(raw).digest().equals(wanted),
  )
  if (found === undefined) throw refused('the signer’s certificate is not in it')
  return found
}

/** ESSCertIDv2: the hash algorithm may be left out, and is SHA-256 then. */
function identified(id: DerNode): [string, DerNode | undefined] {
  const [first, second] = id.children
  if (first?.isSequence !== true) return ['sha256', first]
  return [digestOf(first), second]
}

/** The name of a hash algorithm. @throws AppError STAMP_INVALID */
function digestOf(identifier: DerNode): string {
  const name = DIGESTS[identifier.child(0).oid()]
  if (name === undefined) throw refused('it uses another hash than SHA-2')
  return name
}
