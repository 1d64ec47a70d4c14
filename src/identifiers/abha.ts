/** ABHA, the health ID: 14 digits, shown as `xx-xxxx-xxxx-xxxx`; no check digit is published. */
import { numberRule } from './number-rule.ts'
import { valid } from './reading.ts'

export const abha = numberRule({ kind: 'abha', version: '1', length: 14, judge: valid })
