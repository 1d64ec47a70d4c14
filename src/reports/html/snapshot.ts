/** The snapshot, drawn: between which days the state of the registry that the records fit can have been taken. */
import { span } from '../conclusions.ts'
import type { ReportedDocument, ReportedSource } from '../reported.ts'
import type { CurvePoint, SnapshotCurves } from '../snapshot-curve.ts'
import { percent } from '../text.ts'
import { html, type Markup } from './markup.ts'
import { behindChart, dataTable } from './table.ts'

const DAY_MS = 86_400_000
const [WIDTH, LEFT, RIGHT] = [430, 16, 414]

export function snapshotSection(
  { sources, created }: ReportedDocument,
  curves: SnapshotCurves,
): Markup {
  const dated = sources.filter(({ snapshot }) => snapshot !== undefined)
  if (dated.length === 0) {
    return html`<p>The records do not date themselves: no snapshot of a supported registry could be bounded.</p>`
  }
  return html`${dated.map((source) => figure(source, curves[source.name] ?? [], created.slice(0, 10)))}`
}

/** Day numbers of the axis, and where each stands. */
interface Axis {
  readonly first: number
  readonly last: number
  readonly x: (day: number) => number
}

function figure(
  { name, snapshot }: ReportedSource,
  curve: readonly CurvePoint[],
  reported: string,
): Markup | null {
  if (snapshot === undefined) return null
  const from = firstDay(snapshot.earliest)
  const to = lastDay(snapshot.latest ?? reported)
  const axis = axisAround(from, Math.max(to, curve.at(-1)?.day ?? to))
  const isCurved = curve.length > 1
  const height = isCurved ? 170 : 74
  return html`<figure class="scale">
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${name}: ${span(snapshot)}">
${isCurved ? curveMarks(curve, axis, height - 34) : null}${windowMarks(span(snapshot), from, to, axis, height - 34, isCurved)}${ticks(axis, height - 34)}</svg>
<figcaption>The dump holds records of <strong>${name}</strong> up to ${snapshot.earliest} and none that is newer. Had they been copied later, newer ones would be expected among so many${snapshot.latest === null ? '; the registry’s dates set no end to it.' : html`: after ${snapshot.latest} all of them would be that old in fewer than one case of twenty.`}${isCurved ? ' The curve says how often, for a copy made on each day; the dotted line is one in twenty, 5 %.' : ''}</figcaption>
</figure>
${isCurved ? behindChart(curveTable(name, curve)) : null}`
}

function axisAround(from: number, to: number): Axis {
  const window = Math.max(1, to - from)
  const first = monthStart(from - Math.max(45, window / 2))
  const last = Math.max(to + Math.max(30, window / 4), first + 1)
  return { first, last, x: (day) => LEFT + ((RIGHT - LEFT) * (day - first)) / (last - first) }
}

function windowMarks(
  words: string,
  from: number,
  to: number,
  { x }: Axis,
  base: number,
  isCurved: boolean,
): Markup {
  const [left, width] = [x(from), Math.max(3, x(to) - x(from))]
  const middle = Math.min(Math.max(left + width / 2, LEFT + 70), RIGHT - 70)
  return html`<line class="rule" x1="${LEFT}" y1="${base}" x2="${RIGHT}" y2="${base}"/>
<rect class="mark" x="${left.toFixed(1)}" y="${isCurved ? base - 3 : base - 7}" width="${width.toFixed(1)}" height="${isCurved ? 6 : 14}" rx="2"/>
<text x="${middle.toFixed(1)}" y="14" text-anchor="middle" class="strong">${words}</text>
`
}

const CURVE_TOP = 26

/** From nothing before the newest record to one on its day, then down. */
function curveMarks(curve: readonly CurvePoint[], { x }: Axis, base: number): Markup {
  const y = (chance: number): number => base - (base - CURVE_TOP) * chance
  const points = curve.map(({ day, chance }) => `${x(day).toFixed(1)},${y(chance).toFixed(1)}`)
  const first = curve[0]
  const start = first === undefined ? '' : `${x(first.day).toFixed(1)},${base}`
  const dotted = y(0.05).toFixed(1)
  return html`<polygon class="area" points="${[start, ...points].join(' ')} ${x(curve.at(-1)?.day ?? 0).toFixed(1)},${base}"/>
<polyline class="curve" points="${[start, ...points].join(' ')}"/>
<line class="dotted" x1="${LEFT}" y1="${dotted}" x2="${RIGHT}" y2="${dotted}"/>
<text class="small soft" x="${LEFT}" y="${(Number(dotted) - 4).toFixed(1)}">5 %</text>
`
}

/** Half the width of a month's label: none is cut off at the edge. */
const LABEL_HALF = 28

function ticks(axis: Axis, base: number): readonly Markup[] {
  return months(axis).map((day) => {
    const x = axis.x(day).toFixed(1)
    const middle = Math.min(Math.max(axis.x(day), LABEL_HALF), WIDTH - LABEL_HALF).toFixed(1)
    return html`<line class="rule" x1="${x}" y1="${base - 4}" x2="${x}" y2="${base + 4}"/><text class="small soft" x="${middle}" y="${base + 22}" text-anchor="middle">${isoDay(day).slice(0, 7)}</text>\n`
  })
}

/** Rows of the table behind a curve. */
const MOST_ROWS = 8

function curveTable(name: string, curve: readonly CurvePoint[]): Markup {
  const step = Math.ceil(curve.length / MOST_ROWS)
  return dataTable(
    `${name}: how often so many records would all be that old, were it copied on the day.`,
    [{ head: 'day' }, { head: 'how often, %', isNumber: true }],
    curve
      .filter((_, i) => i % step === 0 || i === curve.length - 1)
      .map(({ day, chance }) => [isoDay(day), percent(chance)]),
  )
}

const dayOf = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY_MS)
const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
const monthStart = (day: number): number => dayOf(`${isoDay(day).slice(0, 7)}-01`)

/** A month, where no more is told, begins with its first day and ends with its last. */
const firstDay = (iso: string): number => (iso.length > 7 ? dayOf(iso) : dayOf(`${iso}-01`))
const lastDay = (iso: string): number =>
  iso.length > 7 ? dayOf(iso) : monthStart(dayOf(`${iso}-01`) + 32) - 1

/** First days of months, thinned to at most five. */
function months({ first, last }: Axis): readonly number[] {
  const starts: number[] = []
  for (let day = first; day <= last; day = monthStart(day + 32)) starts.push(day)
  const step = Math.ceil(starts.length / 5)
  return starts.filter((day, i) => i % step === 0 && day > first)
}
