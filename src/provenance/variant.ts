/** The deliberate differences from the first form of the method, each of which can be taken back for comparison. */

export interface Variant {
  /** Latent classes of each trait: 2, or 1 to take the trait as independent from source to source. */
  readonly classes: { readonly name: 1 | 2; readonly presence: 1 | 2; readonly field: 1 | 2 }
  /** Whether a link to somebody else in the household is refused (see `isHousemate`). */
  readonly refuseHousemates: boolean
  /** Whether photo IDs are compared apart by the kind that the dump shows. */
  readonly photoIdsByKind: boolean
  /** Whether presence is compared within one set of filled columns, and not only of filled identifiers. */
  readonly presenceByColumns: boolean
  /** Whether columns can be joined only from a source in which an identifier of the record is found. */
  readonly joinsNeedHits: boolean
  /** Whether a column that agrees with no source may have been added for show. */
  readonly columnsCanBeInvented: boolean
  /** Whether a condition with too few rows is bounded by the same comparison under other conditions. */
  readonly poolConditions: boolean
}

export const CURRENT: Variant = {
  classes: { name: 2, presence: 1, field: 2 },
  refuseHousemates: true,
  photoIdsByKind: true,
  presenceByColumns: true,
  joinsNeedHits: true,
  columnsCanBeInvented: true,
  poolConditions: true,
}

/** As the method was first tried. */
export const FIRST: Variant = {
  classes: { name: 1, presence: 1, field: 1 },
  refuseHousemates: false,
  photoIdsByKind: false,
  presenceByColumns: false,
  joinsNeedHits: false,
  columnsCanBeInvented: false,
  poolConditions: false,
}
