/** What columns tell of each other: one column of names shows itself, and an ID type makes the numbers beside it mixed. */
import { isMixedKind, mixedShare } from './id-number.ts'
import { type Column, DECIDED, type Verdict } from './verdict.ts'

/** Of several headerless columns that look like names only the first is taken, and none beside one that a header names. */
export function oneShownName(verdicts: readonly Verdict[], columns: readonly Column[]): Verdict[] {
  const isName = (i: number): boolean => verdicts[i]?.kind === 'name'
  const isNamed = (i: number): boolean => columns[i]?.entry != null
  const names = columns.map((_, i) => i).filter(isName)
  const kept = names.find(isNamed) ?? names[0]
  return verdicts.map((verdict, i) =>
    isName(i) && i !== kept && !isNamed(i)
      ? { kind: null, score: 0, why: 'another column holds the names' }
      : verdict,
  )
}

const MIXED_ALONE = 0.8
const MORE_THAN_ONE_KIND = 0.05

/** A column that no header names is a mixed one if, type by type beside it, more of it can be read than as any one kind. */
export function mixedIds(verdicts: readonly Verdict[], columns: readonly Column[]): Verdict[] {
  const types = columns[verdicts.findIndex(({ kind }) => kind === 'id-type')]?.sample.cells
  if (types === undefined) return [...verdicts]
  return verdicts.map((verdict, i) => {
    const column = columns[i]
    const open = verdict.kind === null || isMixedKind(verdict.kind)
    if (column === undefined || column.entry !== null || !open) return verdict
    const single = column.evidence.find(({ kind }) => kind === verdict.kind)?.covered ?? 0
    const share = mixedShare(column.sample.cells, types)
    return share >= MIXED_ALONE && share > single + MORE_THAN_ONE_KIND
      ? { kind: 'id-number', score: DECIDED, why: 'values, by the ID type beside them' }
      : verdict
  })
}
