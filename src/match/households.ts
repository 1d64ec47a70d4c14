/** Records of a dump that share a phone: families in one reply are not independent trials. */
import type { PatternsDocument } from './patterns.ts'
import type { RecordSet } from './record-set.ts'
import { RowGroups, sharedRows } from './row-groups.ts'
import type { Slots } from './slots.ts'

export function households(
  slots: Slots,
  set: RecordSet,
): Pick<PatternsDocument['dump'], 'clusters' | 'sharedPhones'> {
  const groups = new RowGroups(set.records.count)
  const shared = new Set<number>()
  let phones = 0
  for (const rows of rowsByPhone(slots, set)) {
    phones += 1
    for (const row of rows) {
      shared.add(row)
      groups.join(rows[0] ?? 0, row)
    }
  }
  return { clusters: groups.count, sharedPhones: { phones, records: shared.size } }
}

/** The rows of each phone that two or more rows hold. */
export function rowsByPhone(slots: Slots, set: RecordSet): Uint32Array[] {
  const phones = set.tokens[slots.identifiers.indexOf('phone')]
  return phones === undefined ? [] : [...sharedRows(phones)]
}
