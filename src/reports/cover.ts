/** What stands around a run in a report: who may see it, what binds it to its evidence, and which runs came before it. */
import type { VerdictCode } from '../provenance/document.ts'
import type { Changes } from './changes.ts'
import type { OpenedEvidence } from './evidence.ts'
import type { Count } from './reported.ts'
import type { SnapshotCurves } from './snapshot-curve.ts'
import type { Tlp } from './tlp.ts'
import type { Waterfall } from './waterfall.ts'
import type { Yardsticks } from './yardstick.ts'

/** A run that was made before: whoever reads a verdict should know how many were tried. */
export interface EarlierRun {
  readonly run: number
  readonly created: string
  readonly dump: string
  readonly code: VerdictCode
}

/** A source under the run that is no longer in the case. */
export interface ForgottenSource {
  readonly source: string
  /** ISO day. */
  readonly on: string
}

/** An entry of the audit trail; the hash is hexadecimal. */
export interface TrailLine {
  readonly sequence: number
  readonly hash: string
}

/** What a bot was asked whose answers are the dump. */
export interface AskedBot {
  readonly asked: Count
  /** Questions that it answered with "no data found". */
  readonly missed: Count
}

export interface Cover {
  readonly tlp: Tlp
  /** ISO day on which the dump was first seen, as stated. */
  readonly seen: string | null
  /** `null` where the dump is no record of a bot's answers. */
  readonly bot: AskedBot | null
  /** Oldest first. */
  readonly earlier: readonly EarlierRun[]
  readonly forgotten: readonly ForgottenSource[]
  readonly yardsticks: Yardsticks
  readonly curves: SnapshotCurves
  /** Ratios taken apart, for the formats that show them. */
  readonly waterfalls: readonly Waterfall[]
  /** To the evidence, hexadecimal; `null` for a run that kept none. */
  readonly commitment: string | null
  /** Head of the trail when the run was stored: the report of a run is the same whenever it is made. */
  readonly trail: TrailLine | null
  /** What is new since an earlier run, where that was asked for. */
  readonly changes: Changes | null
  /** Only in JSON, and only where it was asked for. */
  readonly evidence: OpenedEvidence | null
}
