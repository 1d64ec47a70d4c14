/** Files with one thing wrong each come back whole; with two, nearly all does and no row vanishes. */
import { describe, expect, test } from 'vitest'
import { torturedFiles } from './torture/files.ts'
import { readTortured } from './torture/reading.ts'
import { recovery } from './torture/recovery.ts'

const alone = torturedFiles('suite').filter(({ pollutions }) => pollutions.length <= 1)

describe('a table with one pollution', () => {
  test.each(Array.from(alone, (file) => [file.pollutions.join() || 'none', file] as const))(
    '%s',
    async (_, { text, rows }) => {
      const read = await readTortured(text)
      const { cells, recoveredCells } = recovery(rows, read.rows)
      expect(recoveredCells).toBe(cells)
    },
  )
})

test('of every ninth file with two, nearly all comes back, and no row vanishes', async () => {
  const pairs = torturedFiles('suite').filter(({ pollutions }) => pollutions.length === 2)
  let [cells, recovered] = [0, 0]
  for (const { text, rows, pollutions } of pairs.filter((_, at) => at % 9 === 0)) {
    const read = await readTortured(text)
    const result = recovery(rows, read.rows)
    cells += result.cells
    recovered += result.recoveredCells
    const written = rows.filter((row) => row.some((cell) => cell !== ''))
    const seen = read.rows.length + read.rejected
    expect({ pollutions, vanished: Math.max(0, written.length - seen) }).toEqual({
      pollutions,
      vanished: 0,
    })
  }
  expect(recovered / cells).toBeGreaterThan(0.996)
})
