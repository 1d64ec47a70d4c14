/** Sources whose identifiers another version of a normaliser made: none of their tokens can be found, and silence must not look like absence. */
import { AppError } from '../core/error.ts'
import { isIdentifierKind } from '../core/kinds.ts'
import type { MatchDump, MatchSource } from '../match/preparation.ts'
import type { PartReader } from '../store/part-reader.ts'

/** @throws AppError USAGE where an identifier that the dump and a source both fill was stored by different versions */
export function refuseOtherVersions(dump: MatchDump, sources: readonly MatchSource[]): void {
  const ours = versionsOf(dump.parts)
  for (const { name, parts } of sources) {
    const theirs = versionsOf(parts)
    const kind = [...ours.keys()].find((one) => {
      const [own, other] = [ours.get(one), theirs.get(one)]
      return own !== undefined && other !== undefined && own.union(other).size > 1
    })
    if (kind === undefined) continue
    throw new AppError(
      'USAGE',
      `${kind} of ${name} and of ${dump.name} was stored by different versions of its normaliser`,
      { hint: 'forget the older one and ingest it again, or leave it out with --against' },
    )
  }
}

/** The versions of each identifier kind that some record fills. */
function versionsOf(parts: readonly PartReader[]): ReadonlyMap<string, ReadonlySet<string>> {
  const versions = new Map<string, Set<string>>()
  for (const { layout, filled } of parts) {
    for (const { kind, version } of layout.identifiers) {
      if (!isIdentifierKind(kind) || !filled.includes(kind)) continue
      versions.set(kind, (versions.get(kind) ?? new Set()).add(version))
    }
  }
  return versions
}
