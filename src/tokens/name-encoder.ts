/** A name's comparison forms as fingerprints: folded words in order, the exact spelling, each word. */
import type { CaseClass, NameForm } from '../attributes/attribute.ts'
import type { KeyDerivation } from './derive.ts'
import { type EncodedName, NAME_CASE } from './record.ts'
import { Fingerprinter } from './tokenise.ts'

const WORD_BITS = 23

export class NameEncoder {
  readonly #folded: Fingerprinter
  readonly #exact: Fingerprinter
  readonly #word: Fingerprinter

  constructor(derivation: KeyDerivation, version: string) {
    this.#folded = new Fingerprinter(derivation, 'name/folded', version)
    this.#exact = new Fingerprinter(derivation, 'name/exact', version)
    this.#word = new Fingerprinter(derivation, 'name/word', version)
  }

  encode({ exact, words, caseClass }: NameForm): EncodedName {
    return {
      caseClass: NAME_CASE[caseClass satisfies CaseClass],
      folded: this.#folded.bits(words.join(' '), 32) >>> 0,
      exact: this.#exact.bits(exact, 16),
      words: words.map(
        (word) => (this.#word.bits(word, WORD_BITS) << 1) | (isOneLetter(word) ? 1 : 0),
      ),
    }
  }
}

const isOneLetter = (word: string): boolean => [...word].length === 1
