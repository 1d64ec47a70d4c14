/** `--from` and `--device`: whence the files of a source came, kept sealed; forms and `sources` show it to whoever has the key. */
import { isDeepStrictEqual } from 'node:util'
import type { CaseStore } from '../store/case-store.ts'
import { type Custody, putCustody, readCustody } from '../store/custody.ts'
import { operatorWords } from './reason.ts'

/** As typed; undefined where not given. */
export interface CustodyOptions {
  readonly from?: string | undefined
  readonly device?: string | undefined
}

/** Only what was given. @throws AppError USAGE, REASON_UNSAFE */
export const custodyOf = ({ from, device }: CustodyOptions): Custody => ({
  ...(from === undefined ? {} : { from: operatorWords('--from', from) }),
  ...(device === undefined ? {} : { device: operatorWords('--device', device) }),
})

/** Whether a source would be said to come from elsewhere than was said before. */
export function isSaidOtherwise({ db, sealer }: CaseStore, source: number, said: Custody): boolean {
  const known = readCustody(db, sealer, source)
  return !isDeepStrictEqual({ ...known, ...said }, known)
}

/** Adds to what is known, within the caller's transaction. */
export function keepCustody({ db, sealer }: CaseStore, source: number, said: Custody): void {
  if (Object.keys(said).length === 0) return
  putCustody(db, sealer, source, { ...readCustody(db, sealer, source), ...said })
}
