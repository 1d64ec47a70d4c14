/** Figures in words, the same in every format: shares, ratios, the scale, and what stands at the head of a report. */
import type { Contributed, InputFile, Share } from '../provenance/document.ts'
import { WEAKEST_SUPPORT } from '../provenance/verbal-scale.ts'
import { percent, ratioWords as ratioInWords } from '../provenance/words.ts'
import { isPublic, PUBLIC_NOTICE, type ReportedDocument } from './reported.ts'
import { percentRange } from './text.ts'

/** Whether the figure is the most that the tests of this case can support. */
export const isCapped = ({ log10Lr, cappedAt }: Contributed): boolean =>
  log10Lr !== null && cappedAt !== null && log10Lr >= cappedAt

/** A share as precise as it is known: `70 %`; what is not zero never reads 0 %. */
export const shareEstimate = ({ identified, estimate }: Share): string =>
  identified && estimate !== null ? percent(estimate) : 'not identified'

export const shareRange = ({ interval }: Share): string => percentRange(interval)

/** `70 % (66 % to 74 %)` */
export const shareWords = (share: Share): string => `${shareEstimate(share)} (${shareRange(share)})`

/** A ratio as every format writes it, or why there is none. */
export const ratioWords = ({ log10Lr, cappedAt, withheld }: Contributed): string =>
  log10Lr === null ? `withheld: ${withheld ?? 'no reason given'}` : ratioInWords(log10Lr, cappedAt)

/** The ratio with its words: `moderately strong support (ratio more than 200)`. */
export const weightWords = (contributed: Contributed): string =>
  contributed.verbal === null
    ? ratioWords(contributed)
    : `${contributed.verbal} (ratio ${ratioWords(contributed)})`

/** Two runs with the same words here gave their figures by the same method. */
export const methodWords = ({
  version,
  constants,
}: Pick<ReportedDocument['method'], 'version' | 'constants'>): string =>
  `${version} (constants ${constants})`

/** What was read in part, or by a sample of it, can only give a first answer. */
export const isPreliminary = ({ inputs }: Pick<ReportedDocument, 'inputs'>): boolean =>
  inputs.some(({ complete, quick }) => !complete || quick !== undefined)

const PRELIMINARY =
  'PRELIMINARY. At least one file was read only in part, or as a quick cut: counts will grow, and what was not found may lie in the rest.'

const TRANSCRIBED =
  'TRANSCRIBED. Records of at least one file were typed by hand from screenshots: the screenshots are the evidence, and the typing can be checked only against them.'

export const isTranscribed = ({ inputs }: Pick<ReportedDocument, 'inputs'>): boolean =>
  inputs.some(({ transcribed }) => transcribed === true)

/** How a file was read, in words of the format's own for a whole one and for a part. */
export const readWords = (
  { complete, transcribed }: Pick<InputFile, 'complete' | 'transcribed'>,
  whole: string,
  inPart: string,
): string => `${complete ? whole : inPart}${transcribed === true ? ', transcribed' : ''}`

/** What stands at the head of a report, before anything is said. */
export const notices = (document: ReportedDocument): readonly string[] => [
  ...(isPreliminary(document) ? [PRELIMINARY] : []),
  ...(isTranscribed(document) ? [TRANSCRIBED] : []),
  ...(isPublic(document) ? [PUBLIC_NOTICE] : []),
]

/** Lower ends of the bands of the verbal scale, log10; their words come from the scale itself. */
export const SCALE_ENDS = [6, 4, 3, 2, 1, WEAKEST_SUPPORT] as const

/** How many bands of support a ratio has climbed, from 0 to all of them. */
export const rungsClimbed = (log10Lr: number): number =>
  SCALE_ENDS.filter((end) => log10Lr >= end).length
