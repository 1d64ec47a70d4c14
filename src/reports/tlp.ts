/** The Traffic Light Protocol 2.0 (FIRST, 2022): who may see a report. */

export const TLP_LEVELS = ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
export type Tlp = (typeof TLP_LEVELS)[number]

/** Counts of who holds whom can tell on persons to somebody who has the dump: they stay in the organisation. */
export const DEFAULT_TLP: Tlp = 'amber+strict'

export const tlpLabel = (tlp: Tlp): string => `TLP:${tlp.toUpperCase()}`
