/** `--map COLUMN=KIND`, of every command that reads files. */
import type { ColumnMapping } from '../../columns/decide-table.ts'
import { AppError } from '../../core/error.ts'
import { isColumnKind } from '../../core/kinds.ts'

/** Gathers an option that may be given several times. */
export const collect = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  value,
]

export function mapping(text: string): ColumnMapping {
  const at = text.lastIndexOf('=')
  const kind = text.slice(at + 1)
  if (at > 0 && isColumnKind(kind)) return { column: text.slice(0, at), kind }
  throw new AppError('USAGE', '--map is not COLUMN=KIND with a known kind', {
    hint: '--map "Mob No"=phone',
  })
}
