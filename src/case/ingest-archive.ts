/** An archive into a source: every member a file of it, what is not understood refused or left out and told. */
import { AppError } from '../core/error.ts'
import { brokenOff, type Ending } from '../evidence/ending.ts'
import { type EvidenceFile, Unreadable } from '../evidence/file.ts'
import type { ReceivedArchive } from '../store/sources.ts'
import type { IngestedFile } from './ingest.ts'
import { brokenFile, type ReadFile } from './read-file.ts'
import {
  type FileOptions,
  finish,
  type Ingesting,
  type Stored,
  type Taken,
  take,
} from './take-file.ts'

export async function ingestArchive(ingesting: Ingesting): Promise<Stored> {
  const { received, options } = ingesting
  const read: ReadFile[] = []
  const known: IngestedFile[] = []
  let notUnderstood = 0
  for await (const member of received.files()) {
    const taken = await understood(options, member.label, () => takeMember(ingesting, member, read))
    if (taken === null) notUnderstood++
    else if (taken.kind === 'read') read.push(taken.file)
    else known.push(taken.file)
  }
  const { sha256, bytes, ending, skipped = {} } = await received.finish()
  const end = ending.whole && notUnderstood > 0 ? NOT_ALL : ending
  if (!end.whole && !options.allowPartial) throw brokenFile(received.label, end)
  if (read.length + known.length === 0) {
    throw new AppError('INPUT_UNREADABLE', `${received.label} holds no file that is understood`)
  }
  const left = notUnderstood === 0 ? skipped : { ...skipped, 'not-understood': notUnderstood }
  const archive = { name: received.label, sha256, bytes, skipped: left }
  return finish(
    ingesting,
    read.map((file) => ofArchive(file, archive, end)),
    known,
  )
}

const NOT_ALL = brokenOff('not all members are understood', 'those that are left out')

/** A member that is not understood is left out where the user allows it; `null` then. */
async function understood<T>(
  { allowPartial }: FileOptions,
  label: string,
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INPUT_UNREADABLE') throw error
    if (allowPartial) return null
    const message = error.message.startsWith(label) ? error.message : `${label}: ${error.message}`
    throw new AppError('INPUT_UNREADABLE', message, {
      hint: `${error.hint}; or --allow-partial, which leaves out what is not understood`,
    })
  }
}

async function takeMember(
  ingesting: Ingesting,
  member: EvidenceFile | Unreadable,
  read: readonly ReadFile[],
): Promise<Taken> {
  if (member instanceof Unreadable) throw member.error
  return await take(ingesting, member, read)
}

/** What broke off in an archive is missing from all of it: nothing that came in it is called complete. */
const ofArchive = (file: ReadFile, received: ReceivedArchive, end: Ending): ReadFile => ({
  ...file,
  account: {
    ...file.account,
    received,
    ...(end.whole || !file.account.complete
      ? {}
      : { complete: false, ending: { why: end.why, where: end.where } }),
  },
})
