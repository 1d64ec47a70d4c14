/** Judgements and grounds of which a test says only what matters to it. */
import type { Judgement } from '../../src/provenance/judgement.ts'
import type { Grounds } from '../../src/provenance/verdict.ts'

export const judgement = (more: Partial<Judgement>): Judgement => ({
  subject: { source: 0 },
  source: 0,
  identified: true,
  share: 0,
  interval: [0, 0.01],
  floorLog10Lr: -1,
  modelLog10Lr: -1,
  tippingPoint: null,
  log10Lr: -1,
  cap: 2.3,
  withheld: null,
  gated: false,
  supported: false,
  bounded: true,
  ...more,
})

export const grounds = (more: Partial<Grounds>): Grounds => ({
  registries: [judgement({})],
  others: [],
  parts: [],
  unseenRegistries: [],
  notIndependent: [],
  ...more,
})
