/** UAN, the provident-fund number: 12 digits that begin with 10; no check digit is published. */
import { numberRule } from './number-rule.ts'
import { INVALID, valid } from './reading.ts'

export const uan = numberRule({
  kind: 'uan',
  version: '1',
  length: 12,
  judge: (digits) => (digits.startsWith('10') ? valid(digits) : INVALID),
})
