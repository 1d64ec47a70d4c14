/** Every threshold and prior of the method, each with its reason; "tuned" means set on simulated worlds, never on a case. */

/** Log10 likelihood ratio from which a source counts as supported: the evidence is 100 times likelier with it. */
export const SUPPORT_LOG10_LR = 2

/**
 * Log10 units taken off a positive ratio for what the model leaves out (tuned). Over some 200 simulated worlds, ratios before it of
 * sources that gave nothing reached 2.9, 3.4 and 4.9; those of sources that gave a third or more of the records began at 10 where they
 * were found at all. docs/method.md lists where the method fails.
 */
export const MODEL_ERROR = 4

/** A supported source with a smaller share is not named in a verdict: 1 % of 1,000 records is ten. */
export const LEAST_SHARE = 0.01

/**
 * Part of a source's records that may be damaged beyond recognition, so that they look like nobody's (tuned: 1–2 % in most worlds
 * whose unknown share was none, 5 % in one).
 */
export const DAMAGED_PART = 0.05

/** A share known to no better than this (width of its 95 % interval) is printed as an interval alone: half of all is no estimate. */
export const WIDEST_ESTIMATE = 0.5

/** Unknown or invented records count as a part of their own from this lower bound of their share. */
export const ESTABLISHED_PART = 0.1

/** A registry is left out of a verdict only where its whole share interval lies below this (contract). */
export const EXCLUDED_SHARE = 0.1

/** Below this upper bound a registry does not explain the records alone. */
export const WHOLE_SHARE = 0.95

/** Names cut to one word fit too many people: no ratio above 10 without reference ids (four false ones in twelve worlds). */
export const ONE_WORD_CAP = 1

/** Drop of the log likelihood at the ends of a 95 % profile interval: half the 0.95 quantile of chi-square, 1 d.f. */
export const PROFILE_DROP = 1.92

export const PRIOR = {
  /** Pseudo-rows on every cell, so that nothing is impossible. */
  cell: 0.02,
  /** A source's own rows: agree rate and pseudo-rows of belief in it. Dumps of real leaks lose or retype under 1–2 %. */
  ownPresence: { agree: 0.99, rows: 200, least: 0.96 },
  ownClass: { agree: 0.985, rows: 100, least: 0.95 },
  ownField: { agree: 0.99, rows: 60, least: 0.95 },
  /** A source's rows against another source: measured, so strong; but who was selected into the dump is not known. */
  measuredRows: 300,
  measuredPresenceRows: 20,
  pooledRows: 3,
  /** Columns of a join that only the second source holds agree with it as its own rows would. */
  joinedField: { agree: 0.99, rows: 60, least: 0.95 },
  joinedRows: 100,
  /** The unknown source leans on the average of the known ones; its presence anywhere is free (Jeffreys' half row). */
  unknownRows: 10,
  unknownPresenceRows: 0.5,
  /** In the headline ratio the prior is gone: with it a ratio of 10^43 survived a lifted ceiling (tuned). */
  weakUnknown: 0.05,
  /** Invented rows agree with a real one about twice in a thousand, and are found in at most one row of a hundred. */
  fabricatedRows: 50,
  fabricatedAgree: 0.002,
  fabricatedCeiling: 0.01,
} as const

export const CEILING = {
  /** Fewest linked probe rows from which a rate is measured. */
  leastRows: 40,
  /** An undisclosed source may disagree this many times less often than the best known corpus; more, if only one is known. */
  divisor: 3,
  divisorOneCorpus: 5,
  /** Rare values: agreement up to this rate is always open to an unknown source. */
  least: 0.05,
  /** The model ratio, not the headline: an unknown source is about as good as the best known one. */
  modelMargin: 0.01,
  /** Half-width given away below the worst known corpus, and the factor on it. */
  floorMargin: 0.05,
  floorFactor: 0.8,
  /** No other corpus measured: [centre, ceiling] by what the value is. */
  unmeasuredName: [0.9, 0.99],
  unmeasuredAttribute: [0.97, 0.995],
  /** Ceilings below this are of values that a system mints itself. */
  minted: 0.5,
} as const

/** Agreement open to an independent source on values that a system mints itself: numbers, and days of events. */
export const MINTED_NUMBER = 0.003
export const MINTED_DAY = 0.05

/** Natural-log cost of each filled column that a source does not hold: one row in a thousand may be filled from elsewhere. */
export const MISSING_COLUMN = Math.log(1e-3)

/** A column counts as invented from so many comparisons on, of which fewer than this part agree: a forger hits by accident only. */
export const INVENTED_COLUMN = { compared: 20, agreeing: 0.01 } as const

/** Natural-log cost where a stated date or field rules the source out: a million to one, so that a wrong date shows. */
export const RULED_OUT = Math.log(1e-6)

/** Times closer than any supplied corpus that an undisclosed source is made in search of the tipping point. */
export const TIPPING_FACTORS = [5, 8, 12, 20, 35, 60, 100] as const

/** Likelihood climbs; natural-log units, tuned for speed where the result does not change. */
export const CLIMB = {
  steps: 150,
  tolerance: 1e-3,
  /** A climb may pause early; only from here on is a small gain an end. */
  leastSteps: 10,
  /** Every start climbs the first leg, the better half of them the second; then the leaders climb to the top. */
  legSteps: [12, 12],
  leaders: 4,
  /** Climbs whose shares all lie within this of each other are on the same hill. */
  sameShares: 0.005,
  /** Shares are printed to three digits, and a flat top moves them: the last climb goes further. */
  polishSteps: 600,
  polishTolerance: 1e-6,
  profileSteps: 80,
  profileTolerance: 5e-3,
  bisections: 9,
  /** Weights of the components that a start does not favour. */
  lightStart: 0.02,
  leastStart: 1e-4,
} as const

export const GUARD = {
  /** Posterior-weighted unexplained rows without which nothing is said of invented ones. */
  fabricatedRows: 5,
  /** Rows from which a corpus' absent-everywhere rate is measured. */
  absentRows: 100,
  /** Odds by which the worst corpus' absent-everywhere rate is raised: an unknown population may be worse covered. */
  absentOdds: 3,
  /** Unexplained rows may agree with a registry's names this much less than the worst corpus does. */
  nameMargin: 0.15,
  nameRows: 20,
  measuredRows: 40,
} as const

export const SIBLING = {
  /** Matching reference ids from which a record is known to be minted by the registry. */
  referenceIds: 20,
  rows: 15,
  corpusRows: 30,
  tail: 0.1,
  /** Part of the near rows that may differ in the name alone by damage. */
  damage: 0.02,
  /** Above this rate the corpora themselves differ in the name alone: the test has no power. */
  powerless: 0.97,
  unexplained: 0.03,
} as const

export const SNAPSHOT = {
  /** Posterior from which a record counts as the registry's, and records from which a snapshot is dated. */
  posterior: 0.9,
  rows: 20,
  /** Chance that all records of a later snapshot were registered this early. */
  chance: 0.05,
} as const

export const STRATUM = { rows: 50, z: 5 } as const

export const SELECTION = { rows: 20, hitLow: 0.8, expectedHigh: 0.6 } as const

/** When two sources are held to share rows: the ratio against an undisclosed rival this many times closer than any corpus. */
export const INDEPENDENCE = { log10Lr: 20, factor: 20, share: 0.4 } as const

export const PRETEND = {
  /** Records of a pretend dump at most: beyond this a ratio only grows, and the probes hold little more. */
  records: 1000,
  /** Climbs of pretend dumps end at gains of this, natural log: their ratios are needed to a tenth of a log10. */
  tolerance: 1e-2,
  /** Smallest part of a mixed pretend dump. */
  leastPart: 0.3,
} as const

/** Latent classes: where their fit starts, and the pseudo-rows that hold it there where rows are few. */
export const LATENT = {
  startWeights: [0.7, 0.3],
  /** Natural log odds between a class and the whole. */
  startStep: 1,
  priorRows: 10,
  steps: 40,
} as const
