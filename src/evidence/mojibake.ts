/** UTF-8 that was read as Windows-1252 and saved again (`à¤†` for `आ`): told where it is certain, and turned back. Pure. */
import { TextDecoder } from 'node:util'

/** The bytes that Windows-1252 reads as other characters than Latin-1 does. */
const WINDOWS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 32 }, (_, at) => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + at)),
    0x80 + at,
  ]),
)
const LETTERS = `\u0080-\u00ff${[...WINDOWS.keys()].filter((letter) => letter > '\u00ff').join('')}`
const RUN = new RegExp(`[${LETTERS}]+`, 'g')
const LAST_RUN = new RegExp(`[${LETTERS}]+$`)
/** The first bytes, in UTF-8, of the letters that make runs. */
export const RUN_LEADS: readonly number[] = [
  ...new Set([...WINDOWS.keys(), '\u0080', '\u00c0'].map((letter) => Buffer.from(letter)[0] ?? 0)),
]
/** A longer run is let go where a piece ends. */
const LONGEST_RUN = 4096
/** Runs that must be UTF-8 before a text is believed to be so, and the share of all runs. */
const FEWEST = 3
const NEARLY_ALL = 0.98

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What a run of letters was before, or `null` where its bytes are no UTF-8. */
function before(run: string): string | null {
  const bytes = Uint8Array.from(run, (letter) => WINDOWS.get(letter) ?? letter.charCodeAt(0))
  try {
    return strict.decode(bytes)
  } catch {
    return null
  }
}

/** Whether a text holds such runs, and hardly any other letters of that kind: `Ã©` beside `é` proves nothing. */
export function isMojibake(text: string): boolean {
  const runs = text.match(RUN) ?? []
  const turned = runs.filter((run) => before(run) !== null).length
  return turned >= FEWEST && turned >= NEARLY_ALL * runs.length
}

/** Whether a text says anything of the matter. */
export const hasRuns = (text: string): boolean => text.search(RUN) >= 0

/** Turns such runs back, whatever the pieces they arrive in; what is no UTF-8 stays as it is. */
export class MojibakeRepair {
  #held = ''

  write(piece: string): string {
    const text = this.#held + piece
    const last = LAST_RUN.exec(text.slice(-LONGEST_RUN))?.[0] ?? ''
    this.#held = last.length < LONGEST_RUN ? last : ''
    return repaired(text.slice(0, text.length - this.#held.length))
  }

  end(): string {
    const text = this.#held
    this.#held = ''
    return repaired(text)
  }
}

export const repaired = (text: string): string => text.replace(RUN, (run) => before(run) ?? run)
