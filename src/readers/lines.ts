/** Text cut into lines, whatever the pieces it arrives in; a line over the limit of a record is `null`. */
import { LIMITS } from '../core/limits.ts'
import { splitLines } from './csv-lines.ts'

export class Lines {
  #held = ''
  /** Whether what comes next, up to a line end, belongs to a line that is left out. */
  #skips = false

  /** The lines that are whole with this piece. */
  write(piece: string): (string | null)[] {
    const text = this.#held + piece
    // The second half of a line end may come with the next piece.
    const end = text.endsWith('\r') ? text.length - 1 : text.length
    const lines: (string | null)[] = splitLines(text.slice(0, end)).map(bounded)
    const rest = lines.pop() ?? null
    const isFirstLeftOut = this.#skips && lines.length > 0
    this.#skips &&= lines.length === 0
    if (isFirstLeftOut) lines.shift()
    if (rest === null && !this.#skips) {
      lines.push(null)
      this.#skips = true
    }
    this.#held = (this.#skips ? '' : (rest ?? '')) + text.slice(end)
    return lines
  }

  /** The line that no line end closed; none where the text ends with one. */
  end(): string[] {
    const rest = this.#held.replace(/\r$/, '')
    return this.#skips || rest === '' ? [] : [rest]
  }
}

const bounded = (line: string): string | null => (line.length > LIMITS.recordBytes ? null : line)
