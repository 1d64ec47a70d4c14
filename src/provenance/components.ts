/** Where a record may come from: each source, a join, outside a sampled extract, a source nobody supplied, or nowhere. */
import { columnsOf } from './comparison.ts'
import { type Question, registriesOf, sourceAt } from './question.ts'

export type Component =
  | { readonly kind: 'source'; readonly source: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'fabricated' }
  /** Records of the registry with columns of another source joined to them. */
  | {
      readonly kind: 'joined'
      readonly source: number
      readonly other: number
      /** Columns that only the other source can have filled. */
      readonly columns: ReadonlySet<string>
    }
  /** Records of the registry that the supplied extract does not hold. */
  | { readonly kind: 'outside'; readonly source: number }

/** Whom a share or a ratio is about. */
export type Subject = { readonly source: number } | 'unknown' | 'fabricated'

export function componentsOf(question: Question): readonly Component[] {
  const { considered } = question
  const sources = considered.map((source) => ({ kind: 'source', source }) as const)
  const filled = columnsOf(question.patterns.flatMap(({ form }) => form.filled))
  const joined = registriesOf(question).flatMap((source) =>
    considered.flatMap((other) => {
      const columns = joinedColumns(question, filled, source, other)
      return columns.size > 0 ? [{ kind: 'joined', source, other, columns } as const] : []
    }),
  )
  const outside = considered
    .filter((source) => isPart(question, source))
    .map((source) => ({ kind: 'outside', source }) as const)
  return [...sources, { kind: 'unknown' }, { kind: 'fabricated' }, ...joined, ...outside]
}

/** Whether the supplied rows are a sample or an extract of what the source holds. */
function isPart(question: Question, source: number): boolean {
  const { role, completeness, partial } = sourceAt(question, source)
  if (completeness.kind === 'sampled') return completeness.fraction < 1
  return completeness.kind === 'extract' || (role === 'registry' && partial)
}

/** Columns that the dump fills and that the other source holds but the registry does not. */
function joinedColumns(
  question: Question,
  filled: ReadonlySet<string>,
  registry: number,
  other: number,
): ReadonlySet<string> {
  if (sourceAt(question, other).role === 'registry') return new Set()
  return columnsOf(sourceAt(question, other).fields)
    .intersection(filled)
    .difference(columnsOf(sourceAt(question, registry).fields))
}

/** Positions of the components that count as the subject's own. */
export function membersOf(components: readonly Component[], subject: Subject): readonly number[] {
  return components.flatMap((component, position) => {
    if (typeof subject === 'string') return component.kind === subject ? [position] : []
    return 'source' in component && component.source === subject.source ? [position] : []
  })
}
