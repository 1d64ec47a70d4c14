/** What stands around a run in a report: who may see it, which runs came before it, and what its agreement is measured against. */
import type { VerdictCode } from '../provenance/document.ts'
import type { Tlp } from './tlp.ts'
import type { Yardsticks } from './yardstick.ts'

/** A run that was made before: whoever reads a verdict should know how many were tried. */
export interface EarlierRun {
  readonly run: number
  readonly created: string
  readonly dump: string
  readonly code: VerdictCode
}

export interface Cover {
  readonly tlp: Tlp
  /** Oldest first. */
  readonly earlier: readonly EarlierRun[]
  readonly yardsticks: Yardsticks
}
