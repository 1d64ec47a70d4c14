/** Columns of a dump that somebody added for show: what they hold agrees with no source that has such a column. */
import { columnOf, fieldLetters } from './comparison.ts'
import { INVENTED_COLUMN } from './constants.ts'
import type { Question } from './question.ts'

/** Such a column says nothing against a source that lacks it; with a source that holds it the records simply disagree. */
export function inventedColumns({ patterns, plan, variant }: Question): ReadonlySet<string> {
  if (!variant.columnsCanBeInvented) return new Set()
  const counts = new Map<string, { compared: number; agreeing: number }>()
  for (const { links, n } of patterns) {
    for (const { slot, letter } of links.flatMap((code) =>
      code === null ? [] : fieldLetters(code, plan),
    )) {
      const count = counts.get(columnOf(slot)) ?? { compared: 0, agreeing: 0 }
      counts.set(columnOf(slot), count)
      count.compared += n
      if (letter === 'E') count.agreeing += n
    }
  }
  const invented = [...counts].filter(
    ([, { compared, agreeing }]) =>
      compared >= INVENTED_COLUMN.compared && agreeing < INVENTED_COLUMN.agreeing * compared,
  )
  return new Set(invented.map(([column]) => column))
}
