/** E-mail address: domain in lower case, the local part as written, and folded as a second form. */
import { foldCase } from './cell-text.ts'
import type { IdentifierCell, IdentifierRule, VisiblePart } from './identifier.ts'
import { starred } from './masks.ts'
import { INVALID, PLACEHOLDER, readText } from './reading.ts'

const WRAPPED = /^(?:mailto:)?<?([^<>]*)>?$/i
const SHAPE =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}]{2,}$/u
/** The first letter of the local part and the whole domain, as most APIs mask an address. */
const MASKED = /^([^@*])?[^@]*\*{2,}[^@]*@([^@*]+\.[^@*]+)$/
const FORM = 'first1domain'
const FILLERS: ReadonlySet<string> = new Set(
  'a@a.com a@b.com abc@abc.com abc@gmail.com abc@xyz.com example@example.com na@gmail.com na@na.com no@email.com no@no.com noemail@gmail.com none@none.com null@null.com test@gmail.com test@test.com xyz@gmail.com'.split(
    ' ',
  ),
)

export const email: IdentifierRule = {
  kind: 'email',
  version: '1',
  parse: (text) => readText(text, read),
  maskForms: [FORM],
  visible: (canonical) => visible(canonical.charAt(0), canonical.slice(canonical.indexOf('@') + 1)),
}

const visible = (first: string, domain: string): VisiblePart[] =>
  domain === '' ? [] : [{ form: FORM, text: `${foldCase(first)}@${domain.toLowerCase()}` }]

function read(clean: string): IdentifierCell {
  const address = WRAPPED.exec(clean)?.[1]?.trim() ?? clean
  const [, first, domain = ''] = MASKED.exec(starred(address)) ?? []
  if (domain !== '') {
    return {
      state: 'masked',
      visible: first === undefined ? null : (visible(first, domain)[0] ?? null),
    }
  }
  if (!SHAPE.test(address)) return INVALID
  const at = address.indexOf('@')
  const canonical = address.slice(0, at) + address.slice(at).toLowerCase()
  const folded = foldCase(address)
  if (FILLERS.has(folded)) return PLACEHOLDER
  return folded === canonical
    ? { state: 'valid', canonical }
    : { state: 'valid', canonical, also: [{ kind: 'email', canonical: folded }] }
}
