/** The line that `ingest`, `match` and `report` end with: written down elsewhere, it proves that nothing was rewritten. */
import type { TrailHead } from '../../store/trail.ts'

export const trailLine = ({ sequence, hash }: TrailHead): string =>
  `trail ${sequence} ${hash.slice(0, 16)}`
