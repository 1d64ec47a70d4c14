/** The list of identifier kinds; `--map`, slots and documentation follow it. */
import type { IdentifierKind } from '../core/kinds.ts'
import { aadhaar } from './aadhaar.ts'
import { abha } from './abha.ts'
import { drivingLicence } from './driving-licence.ts'
import { email } from './email.ts'
import { epic } from './epic.ts'
import { gstin } from './gstin.ts'
import type { IdentifierRule } from './identifier.ts'
import { pan } from './pan.ts'
import { passport } from './passport.ts'
import { phone } from './phone.ts'
import { referenceId } from './reference-id.ts'
import { uan } from './uan.ts'
import { vid } from './vid.ts'

export const IDENTIFIERS = {
  phone,
  aadhaar,
  vid,
  pan,
  gstin,
  epic,
  passport,
  'driving-licence': drivingLicence,
  abha,
  uan,
  'reference-id': referenceId,
  email,
} as const satisfies Record<IdentifierKind, IdentifierRule>

export const identifierRule = (kind: IdentifierKind): IdentifierRule => IDENTIFIERS[kind]
