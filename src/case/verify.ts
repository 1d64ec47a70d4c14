/** `verify`: is the case whole, and does it follow from its trail? */
import { AppError } from '../core/error.ts'
import { trailRows } from '../store/trail.ts'
import { type Verified, verifyStore } from '../store/verify.ts'
import { breathe, type Environment } from './environment.ts'
import { withUncheckedCase } from './open-case.ts'

export interface Verification extends Verified {
  /** Whether the deposited line was found; `null` where none was given. */
  readonly headFound: boolean | null
}

/** @param head `N:HASH` as a command printed it; the hash may be cut to its first characters */
export function verify(environment: Environment, head: string | null): Promise<Verification> {
  return withUncheckedCase(environment, async (store) => {
    const verified = await verifyStore(store, () => breathe(environment.signal))
    return { ...verified, headFound: head === null ? null : holdsHead(trailRows(store.db), head) }
  })
}

function holdsHead(rows: ReturnType<typeof trailRows>, head: string): boolean {
  const [, sequence, hash] = /^(\d{1,15}):([0-9a-f]{4,64})$/.exec(head) ?? []
  if (sequence === undefined || hash === undefined) {
    throw new AppError('USAGE', '--head is no trail line', {
      hint: 'write it as printed: --head 41:9f3c…',
    })
  }
  const row = rows.find((candidate) => candidate.sequence === Number(sequence))
  return row?.hash.toString('hex').startsWith(hash) ?? false
}
