/** The style of an HTML page: what runs along every printed page cannot end its string, and the policy allows this style only. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { policyOf, styleOf } from '../../src/reports/html/style.ts'
import { DOCUMENTS } from './documents.ts'
import { renditions } from './renditions.ts'

test('the marking and the number of the page stand on every printed page', () => {
  const style = styleOf('TLP:AMBER+STRICT  run 3')
  expect(style).toContain('@top-right{content:"TLP:AMBER+STRICT  run 3";')
  expect(style).toContain('counter(page) " / " counter(pages)')
  expect(renditions().get('mixture.html')).toContain(
    `TLP:AMBER+STRICT  run ${DOCUMENTS.mixture.run}`,
  )
})

test.each(['"', '}', '\\', '\n', '<'])('a running head with %j is refused', (sign) => {
  expect(() => styleOf(`TLP${sign}`)).toThrow(RangeError)
})

test('the policy allows this style and no other', () => {
  const style = styleOf('DRAFT')
  const digest = createHash('sha256').update(style).digest('base64')
  expect(policyOf(style)).toContain(`style-src 'sha256-${digest}'`)
  expect(policyOf(style)).toContain("default-src 'none'")
  expect(policyOf(styleOf('other'))).not.toContain(digest)
})
