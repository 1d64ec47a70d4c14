/** Tables of genuine columns and look-alikes, headed and not, damaged and shifted: what is taken for an identifier is one. */
import { expect, test } from 'vitest'
import { decideColumns } from '../../src/columns/decide.ts'
import { isIdentifierKind } from '../../src/core/kinds.ts'
import { generatedTable } from './generated.ts'

const TABLES = 40

test.each(Array.from({ length: TABLES }, (_, at) => at))('table %i', (at) => {
  const { columns, rows } = generatedTable(`suite ${at}`)
  const headers = columns.map(({ header }) => header)
  const decisions = decideColumns({ headers, sample: rows, overrides: new Map() })
  const wrong = columns.filter(({ kind }, index) => {
    const taken = decisions[index]?.kind ?? null
    return taken !== null && isIdentifierKind(taken) && taken !== kind
  })
  expect(wrong).toEqual([])
})

test('a few shifted rows make no identifiers of a column of two letters', () => {
  const rows = Array.from({ length: 120 }, (_, at) => ['MF'[at % 2] ?? ''])
  const shifted = ['234123412346', '999941057058', '499118665246', '800000000000'].map((id) => [id])
  const [decision] = decideColumns({
    headers: [null],
    sample: [...rows, ...shifted],
    overrides: new Map(),
  })
  expect(isIdentifierKind(decision?.kind ?? '')).toBe(false)
})
