/** The `ingest` command for a file that was looked at, to be copied into a shell. Pure. */
import type { ColumnMapping } from '../columns/decide-table.ts'
import { isHarmless } from '../core/harmless-name.ts'
import { printable } from '../core/printable.ts'

interface Chosen {
  readonly mappings: readonly ColumnMapping[]
  readonly format?: string | undefined
  readonly encoding?: string | undefined
}

/**
 * @param path  as the user typed it; one that may hold an identifier is not repeated
 * @param whole whether the file ends as it should, as far as is known
 */
export function ingestLine(
  path: string,
  format: string,
  { mappings, format: named, encoding }: Chosen,
  whole: boolean,
): string {
  const isShown = isHarmless(path) && printable(path) === path
  const own = path.split(/[\\/]/).at(-1)?.split('.')[0] ?? ''
  const isNamed = isShown && own !== '' && path !== '-'
  const words = [
    'leakcheck ingest',
    isShown ? quoted(path) : 'FILE',
    '--as dump',
    ...(isNamed ? [] : [`--name ${format.startsWith('telegram') ? 'bot-export' : 'dump'}`]),
    ...mappings.map(({ column, kind }) =>
      isHarmless(column) ? `--map ${quoted(`${column}=${kind}`)}` : `--map COLUMN=${kind}`,
    ),
    ...(named === undefined ? [] : [`--format ${named}`]),
    ...(encoding === undefined ? [] : [`--encoding ${quoted(encoding)}`]),
    ...(whole ? [] : ['--allow-partial']),
  ]
  return words.join(' ')
}

const PLAIN = /^[\w./=:@%+-]+$/

const quoted = (word: string): string =>
  PLAIN.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
