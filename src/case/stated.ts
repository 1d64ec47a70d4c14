/** What a user states of a source, from options to what the store keeps. */
import { AppError } from '../core/error.ts'
import { isColumnKind, type Role } from '../core/kinds.ts'
import type { Completeness, Stated } from '../store/sources.ts'
import { operatorWords } from './reason.ts'
import { statedRange } from './stated-dates.ts'

/** As typed; undefined where not given. */
export interface StatedOptions {
  readonly taken?: string | undefined
  readonly occurred?: string | undefined
  readonly published?: string | undefined
  readonly seen?: string | undefined
  readonly statedBy?: string | undefined
  readonly complete?: boolean | undefined
  readonly sampled?: string | undefined
  readonly extract?: string | undefined
  readonly collects?: string | undefined
  readonly verifiedBy?: string | undefined
}

const DATES = ['taken', 'occurred', 'published', 'seen'] as const
const DATES_OF_ROLE: Readonly<Record<Role, readonly (typeof DATES)[number][]>> = {
  registry: ['taken'],
  breach: ['occurred', 'published'],
  dump: ['seen', 'published'],
}

/** Only what was given. @throws AppError USAGE */
export function statedOf(role: Role, options: StatedOptions): Stated {
  const dates = DATES.flatMap((name) => {
    const text = options[name]
    if (text === undefined) return []
    if (!DATES_OF_ROLE[role].includes(name)) {
      throw new AppError('USAGE', `--${name} says nothing of a ${role}`, {
        hint: `a ${role} has ${DATES_OF_ROLE[role].map((date) => `--${date}`).join(' and ')}`,
      })
    }
    return [[name, statedRange(`--${name}`, text)] as const]
  })
  const completeness = completenessOf(role, options)
  return {
    ...Object.fromEntries(dates),
    ...(options.statedBy === undefined
      ? {}
      : { statedBy: operatorWords('--stated-by', options.statedBy) }),
    ...(completeness === null ? {} : { completeness }),
    ...(options.collects === undefined ? {} : { collects: kindList(options.collects) }),
    ...(options.verifiedBy === undefined ? {} : { verifiedBy: verifier(options.verifiedBy) }),
  }
}

function completenessOf(
  role: Role,
  { complete, sampled, extract }: StatedOptions,
): Completeness | null {
  const given = [complete === true, sampled !== undefined, extract !== undefined].filter(
    Boolean,
  ).length
  if (given === 0) return null
  if (given > 1)
    throw new AppError('USAGE', '--complete, --sampled and --extract exclude each other')
  if (role !== 'registry')
    throw new AppError('USAGE', '--complete, --sampled and --extract describe a registry export')
  if (complete === true) return { kind: 'complete' }
  if (extract !== undefined) return { kind: 'extract', text: operatorWords('--extract', extract) }
  const fraction = Number(sampled)
  if (!(fraction > 0 && fraction <= 1)) {
    throw new AppError('USAGE', '--sampled takes a fraction above 0 and up to 1', {
      hint: '--sampled 0.3 for 30 %',
    })
  }
  return { kind: 'sampled', fraction }
}

function kindList(text: string): string[] {
  const kinds = text.split(',').map((kind) => kind.trim())
  if (!kinds.every(isColumnKind)) {
    throw new AppError('USAGE', '--collects names a kind that leakcheck does not know', {
      hint: 'for example --collects phone,name,yob,gender,id-number,reference-id',
    })
  }
  return kinds
}

function verifier(text: string): 'aadhaar' | 'pan' | 'none' {
  if (text === 'aadhaar' || text === 'pan' || text === 'none') return text
  throw new AppError('USAGE', '--verified-by takes aadhaar, pan or none')
}
