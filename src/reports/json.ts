/**
 * The provenance document, as `match --json` prints it, with what stands around it; what could steer a terminal is written
 * as an escape.
 */
import { createHash, type KeyObject } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import { asciiSafe } from '../core/printable.ts'
import type { Cover } from './cover.ts'
import { isPreliminary } from './reading.ts'
import type { ReportedDocument } from './reported.ts'
import { signatureOf } from './signature.ts'
import { tlpLabel } from './tlp.ts'

export const json = (document: ReportedDocument, cover: Cover): string =>
  written(reportOf(document, cover))

/** @param key private Ed25519 key */
export function signedJson(document: ReportedDocument, cover: Cover, key: KeyObject): string {
  const report: object = JSON.parse(json(document, cover))
  return written({ ...report, signature: signatureOf(report, key) })
}

/** What stands around the document in a report. */
type Around = Readonly<Record<string, unknown>>

/**
 * SHA-256 over the canonical form of everything but the digest itself and the signature, hexadecimal: it shows a slip, not a
 * forger, who makes it anew.
 */
export function digestOf({ report, ...members }: { readonly report: Around }): string {
  const { digest: _digest, ...around } = report
  return createHash('sha256')
    .update(canonicalJson({ ...members, report: around }))
    .digest('hex')
}

function reportOf(document: ReportedDocument, cover: Cover): object {
  const whole = { ...document, ...aroundOf(document, cover) }
  return { ...whole, report: { ...whole.report, digest: digestOf(whole) } }
}

function aroundOf(document: ReportedDocument, cover: Cover) {
  const { tlp, commitment, trail, earlier, forgotten, changes, evidence } = cover
  return {
    report: {
      schema: 'leakcheck.report/1',
      tlp: tlpLabel(tlp),
      preliminary: isPreliminary(document),
      commitment,
      trail,
      earlier,
      forgotten,
      ...(changes === null ? {} : { changes }),
    },
    ...(evidence === null ? {} : { evidence }),
  }
}

const written = (report: object): string => `${asciiSafe(JSON.stringify(report, null, 2))}\n`
