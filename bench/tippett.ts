/** The Tippett plot of scored worlds as SVG: how often a ratio of at least x is given to sources that gave records, and to those that gave none. */
import type { SourceScore, WorldScore } from '../test/worlds/score.ts'

const WIDTH = 640
const HEIGHT = 400
const MARGIN = { left: 56, right: 16, top: 40, bottom: 48 }
/** Log10 ratios shown; everything beyond stands at the edge. */
const RANGE = [-3, 3] as const

interface Curve {
  readonly label: string
  readonly dash: string
  readonly ratios: readonly number[]
}

export function tippettPlot(scores: readonly WorldScore[]): string {
  const known = scores.flatMap(({ sources }) =>
    sources.filter(
      ({ role, log10Lr }) => (role === 'registry' || role === 'breach') && log10Lr !== null,
    ),
  )
  const curves: readonly Curve[] = [
    {
      label: 'gave records',
      dash: '',
      ratios: ratiosOf(known.filter(({ trueShare }) => trueShare > 0)),
    },
    {
      label: 'gave none',
      dash: '6 4',
      ratios: ratiosOf(known.filter(({ trueShare, isCopied }) => trueShare === 0 && !isCopied)),
    },
  ]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    '<title>Tippett plot of simulated worlds</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${MARGIN.left}" y="20">Part of source-worlds whose log10 ratio is at least x (threshold 2 dotted)</text>`,
    ...axes(),
    ...curves.flatMap(drawn),
    '</svg>\n',
  ].join('\n')
}

const ratiosOf = (sources: readonly SourceScore[]): readonly number[] =>
  sources.map(({ log10Lr }) => log10Lr ?? 0)

const xOf = (ratio: number): number => {
  const [low, high] = RANGE
  const held = Math.min(high, Math.max(low, ratio))
  return MARGIN.left + ((held - low) / (high - low)) * (WIDTH - MARGIN.left - MARGIN.right)
}
const yOf = (part: number): number =>
  MARGIN.top + (1 - part) * (HEIGHT - MARGIN.top - MARGIN.bottom)

function axes(): string[] {
  const bottom = yOf(0)
  const ticks = [-3, -2, -1, 0, 1, 2, 3].flatMap((x) => [
    `<line x1="${xOf(x)}" y1="${bottom}" x2="${xOf(x)}" y2="${bottom + 5}" stroke="black"/>`,
    `<text x="${xOf(x)}" y="${bottom + 20}" text-anchor="middle">${x}</text>`,
  ])
  const parts = [0, 0.25, 0.5, 0.75, 1].flatMap((y) => [
    `<line x1="${xOf(-3)}" y1="${yOf(y)}" x2="${xOf(3)}" y2="${yOf(y)}" stroke="#ddd"/>`,
    `<text x="${MARGIN.left - 8}" y="${yOf(y) + 4}" text-anchor="end">${y}</text>`,
  ])
  return [
    ...parts,
    ...ticks,
    `<line x1="${xOf(2)}" y1="${yOf(0)}" x2="${xOf(2)}" y2="${yOf(1)}" stroke="black" stroke-dasharray="2 3"/>`,
    `<text x="${xOf(0)}" y="${HEIGHT - 8}" text-anchor="middle">log10 likelihood ratio</text>`,
  ]
}

function drawn({ label, dash, ratios }: Curve, i: number): string[] {
  if (ratios.length === 0) return []
  const ascending = [...ratios].sort((one, other) => one - other)
  const steps = ascending.flatMap((ratio, at) => {
    const before = 1 - at / ascending.length
    const after = 1 - (at + 1) / ascending.length
    return [`${xOf(ratio)},${yOf(before)}`, `${xOf(ratio)},${yOf(after)}`]
  })
  const points = [`${xOf(RANGE[0])},${yOf(1)}`, ...steps, `${xOf(RANGE[1])},${yOf(0)}`].join(' ')
  const legend = MARGIN.top + 20 + 20 * i
  return [
    `<polyline points="${points}" fill="none" stroke="black" stroke-width="2" stroke-dasharray="${dash}"/>`,
    `<line x1="${xOf(-2.8)}" y1="${legend}" x2="${xOf(-2.3)}" y2="${legend}" stroke="black" stroke-width="2" stroke-dasharray="${dash}"/>`,
    `<text x="${xOf(-2.2)}" y="${legend + 4}">${label} (${ratios.length})</text>`,
  ]
}
