/** A tortured file through our reader: the rows of all its tables, and how many it says that it did not take. */
import { csv } from '../../../src/readers/csv.ts'
import { pieces, readAll } from '../reading.ts'
import type { Row } from './tables.ts'

/** What stands in a file beside its rows. */
const NO_ROWS = new Set(['preamble', 'repeated-header'])

export async function readTortured(
  text: string,
): Promise<{ readonly rows: readonly Row[]; readonly rejected: number }> {
  const { rows, rejected } = await readAll(csv, pieces(text))
  const counts = Object.entries(rejected).map(([reason, count]) =>
    NO_ROWS.has(reason) ? 0 : count,
  )
  return { rows, rejected: counts.reduce((sum, count) => sum + count, 0) }
}
