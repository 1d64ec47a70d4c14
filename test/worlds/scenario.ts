/** What a scenario is: a leak of known truth among sources of which some are supplied. */
import type { ColumnKind, Role } from '../../src/core/kinds.ts'
import type { Person } from '../../src/demo/person.ts'
import type { Random } from '../../src/demo/random.ts'
import type { Entry, SourceType } from '../../src/demo/source-type.ts'
import type { NameHabit } from '../../src/demo/spelling.ts'
import type { Style } from '../../src/demo/table.ts'

/** The verdict codes of the contract. */
export type VerdictCode =
  | 'registry-derived'
  | 'mixture'
  | 'prior-breach'
  | 'unknown-source'
  | 'fabricated'
  | 'inconclusive'

export const UNKNOWN = '(unknown)'
export const FABRICATED = '(fabricated)'

/** One system and all of its records, oldest first. */
export interface Holding {
  readonly type: SourceType
  readonly entries: readonly Entry[]
}

/** Conditions that hold for every system of a world. */
export interface Conditions {
  readonly names?: Partial<NameHabit>
  /** Every system copies its names from this service. */
  readonly verifiedBy?: 'aadhaar' | 'pan'
  /** The same people are in everything: how much membership leans on who is online. */
  readonly correlated?: boolean
}

/** What a scenario draws from; holdings are made when first asked for. */
export interface Setting {
  readonly random: Random
  readonly people: readonly Person[]
  /** Rows wanted in the dump. */
  readonly rows: number
  readonly portal: Holding
  /** Day on which the supplied export of the portal was drawn. */
  readonly taken: number
  /** Three of the eight breach types; the first holds most telephones. */
  readonly breaches: readonly [Holding, Holding, Holding]
  /** A breach type that is not among the three, and that nobody supplies. */
  readonly hidden: SourceType
  hold(type: SourceType, people?: readonly Person[]): Holding
}

/** Rows of the dump from one origin: a supplied source's name, `(unknown)` or `(fabricated)`. */
export interface Part {
  readonly origin: string
  readonly entries: readonly Entry[]
}

export interface Supply {
  readonly name: string
  readonly role: Exclude<Role, 'dump'>
  readonly holding: Holding
  /** How an export relates to its registry; nothing said counts as an extract. */
  readonly completeness?: 'complete' | 'extract' | number
  readonly verifiedBy?: 'aadhaar' | 'pan'
  /** The stated range of days of a breach, ISO; otherwise the month after its last record. */
  readonly occurred?: string
}

/** What the leaker did to the rows. */
export interface Dress {
  /** Kinds of the columns; otherwise drawn from what the parts hold. */
  readonly columns?: readonly ColumnKind[]
  /** `common`: only columns that the portal has too, births cut to years. */
  readonly shape?: 'own' | 'common' | 'union'
  readonly references?: boolean
  readonly case?: 'upper' | 'lower'
  readonly firstNames?: boolean
  readonly masked?: boolean
  /** Odds of a slip in a name and, by half, of a wrong digit in a number. */
  readonly damage?: number
  readonly keepOrder?: boolean
  readonly style?: Partial<Style>
}

export interface Leak {
  readonly parts: readonly Part[]
  /** Otherwise the whole portal and the three breaches. */
  readonly supplies?: readonly Supply[]
  readonly dress?: Dress
  /** The day up to which the leaked copy of a registry reaches. */
  readonly snapshot?: { readonly source: string; readonly day: number }
  /** Sources of which the dump holds true copies that another system passed on. */
  readonly copies?: readonly string[]
  /** Overrides the scenario's where a draw decides. */
  readonly verdicts?: readonly VerdictCode[]
}

export interface Scenario {
  readonly name: string
  /** One sentence: what happened. */
  readonly about: string
  /** The codes that are right of it; with `inconclusive` among them where the files cannot tell. */
  readonly verdicts: readonly VerdictCode[]
  /** Codes of findings that must show with any verdict but `inconclusive`. */
  readonly findings?: readonly string[]
  readonly conditions?: Conditions
  /** Rows of the dump for the rows asked for; as many as asked for by default. */
  readonly rows?: (wanted: number) => number
  leak(setting: Setting): Leak
}
