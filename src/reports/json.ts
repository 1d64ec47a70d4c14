/** The provenance document itself, as `match --json` prints it; what could steer a terminal is written as an escape. */
import type { ProvenanceDocument } from '../provenance/document.ts'

export const json = (document: ProvenanceDocument): string =>
  `${asciiSafe(JSON.stringify(document, null, 2))}\n`

/** JSON says the same with `\u202e` as with the character itself. */
const asciiSafe = (text: string): string =>
  text.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (sign) =>
    Array.from(
      { length: sign.length },
      (_, i) => `\\u${sign.charCodeAt(i).toString(16).padStart(4, '0')}`,
    ).join(''),
  )
