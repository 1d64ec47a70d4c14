/** XML as it streams: elements by their local names, no document type, no entities but the five, bounded depth and texts. */
import { SaxesParser } from 'saxes'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'

export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  text(text: string): void
  close(name: string): void
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Reads a document whole. False where it is no XML or ends early. Throws INPUT_LIMIT. */
export async function* readXml(
  bytes: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  ended: (whole: boolean) => void,
): AsyncGenerator<void> {
  const decoder = new TextDecoder()
  const parser = new BoundedParser(handler)
  let intact = true
  for await (const chunk of bytes) {
    intact = parser.write(decoder.decode(chunk, { stream: true }))
    if (!intact) break
    yield
  }
  ended(intact && parser.end())
}

class BoundedParser {
  readonly #parser = new SaxesParser<{ xmlns: false; position: false }>({
    xmlns: false,
    position: false,
  })
  #depth = 0
  /** Characters since anything was understood. */
  #pending = 0

  constructor(handler: XmlHandler) {
    const parser = this.#parser
    parser.on('opentag', ({ name, attributes }) => {
      this.#pending = 0
      if (++this.#depth > LIMITS.xmlDepth) throw tooLarge('the nesting')
      handler.open(localName(name), attributes)
    })
    parser.on('closetag', ({ name }) => {
      this.#pending = 0
      this.#depth--
      handler.close(localName(name))
    })
    parser.on('text', (text) => handler.text(text))
    parser.on('cdata', (text) => handler.text(text))
    parser.on('doctype', () => {
      throw new AppError('INPUT_UNREADABLE', 'the XML has a document type, which is not read')
    })
    // The library's own message quotes the text, and stays here.
    parser.on('error', () => {
      throw new Error('no XML')
    })
  }

  write(text: string): boolean {
    this.#pending += text.length
    if (this.#pending > 2 * LIMITS.recordBytes) throw tooLarge('a text')
    return isIntact(() => this.#parser.write(text))
  }

  end(): boolean {
    return isIntact(() => this.#parser.close())
  }
}

const tooLarge = (what: string): AppError =>
  new AppError('INPUT_LIMIT', `${what} in the XML is over the limit`)

/** Whether something ended without an error; errors of ours are thrown on. */
function isIntact(step: () => void): boolean {
  try {
    step()
    return true
  } catch (error) {
    if (error instanceof AppError) throw error
    return false
  }
}
