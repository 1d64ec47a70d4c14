/** The snapshot, drawn: between which days the state of the registry that the records fit can have been taken. */
import type { ProvenanceDocument, SourceResult } from '../../provenance/document.ts'
import { span } from '../reading.ts'
import { html, type Markup } from './markup.ts'

const DAY_MS = 86_400_000
const [WIDTH, LEFT, RIGHT] = [430, 16, 414]

export function snapshotSection({ sources, created }: ProvenanceDocument): Markup {
  const dated = sources.filter(({ snapshot }) => snapshot !== undefined)
  if (dated.length === 0) {
    return html`<p>The records do not date themselves: no snapshot of a supported registry could be bounded.</p>`
  }
  return html`${dated.map((source) => timeline(source, created.slice(0, 10)))}`
}

function timeline({ name, snapshot }: SourceResult, reported: string): Markup | null {
  if (snapshot === undefined) return null
  const end = snapshot.latest ?? reported
  const window = Math.max(1, dayOf(end) - dayOf(snapshot.earliest))
  const first = monthStart(dayOf(snapshot.earliest) - Math.max(45, window))
  const last = Math.max(dayOf(end) + Math.max(45, window), first + 1)
  const x = (day: number): number => LEFT + ((RIGHT - LEFT) * (day - first)) / (last - first)
  const [from, to] = [x(dayOf(snapshot.earliest)), x(dayOf(end))]
  const words = `${name}: ${span(snapshot)}`
  return html`<figure class="scale">
<svg viewBox="0 0 ${WIDTH} 74" role="img" aria-label="${words}">
<line class="rule" x1="${LEFT}" y1="40" x2="${RIGHT}" y2="40"/>
${ticks(first, last).map((day) => html`<line class="rule" x1="${x(day).toFixed(1)}" y1="36" x2="${x(day).toFixed(1)}" y2="44"/><text class="small soft" x="${x(day).toFixed(1)}" y="62" text-anchor="middle">${isoDay(day).slice(0, 7)}</text>\n`)}<rect class="mark" x="${from.toFixed(1)}" y="33" width="${Math.max(3, to - from).toFixed(1)}" height="14" rx="2"/>
<text x="${((from + to) / 2).toFixed(1)}" y="22" text-anchor="middle" class="strong">${span(snapshot)}</text>
</svg>
<figcaption>The records fit the state of <strong>${name}</strong> as of ${span(snapshot)}: its newest matching record was there already, and the next one would be expected among them. Fewer than one such run in twenty would miss the date.</figcaption>
</figure>`
}

const dayOf = (iso: string): number => Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY_MS)
const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
const monthStart = (day: number): number => dayOf(`${isoDay(day).slice(0, 7)}-01`)

/** First days of months, thinned to at most five. */
function ticks(first: number, last: number): readonly number[] {
  const months: number[] = []
  for (let day = first; day <= last; day = monthStart(day + 32)) months.push(day)
  const step = Math.ceil(months.length / 5)
  return months.filter((day, i) => i % step === 0 && day > first)
}
