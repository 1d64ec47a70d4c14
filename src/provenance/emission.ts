/** How each source's own rows look to every source: the document's probe counts, summed once for all later questions. */
import type { Emission, LinkCode, PatternForm, PatternsDocument } from '../match/patterns.ts'
import { type Outcome, outcomes, type SlotPlan } from './comparison.ts'

/** One distinct way of looking to one source, and how many probe rows of each source (by position) look so. */
export interface Appearance {
  readonly source: number
  readonly mask: string
  readonly outcomes: readonly Outcome[]
  readonly rows: Float64Array
}

/** Probe rows of `from` by whether they carry a phone or photo ID and in which sources a row is linked (`1`) or not (`0`). */
export interface Presence {
  readonly from: number
  readonly identified: boolean
  readonly linked: string
  readonly rows: number
}

export interface EmissionTables {
  /** At position `from` = `source` the row itself is left out: what a record outside the extract looks like. */
  readonly appearances: readonly Appearance[]
  readonly presences: readonly Presence[]
  /** The rows themselves, of which pretend dumps are made. */
  readonly probes: readonly Probe[]
}

/** Probe rows that look the same; at position `from`, `links` leaves the row itself out, and `self` is its own link. */
export interface Probe {
  readonly from: number
  readonly form: PatternForm
  readonly self: string
  readonly links: readonly LinkCode[]
  readonly rawHit: string
  readonly n: number
}

export function emissionTables(document: PatternsDocument, plan: SlotPlan): EmissionTables {
  const appearances = new Map<string, Appearance>()
  const presences = new Map<string, { -readonly [K in keyof Presence]: Presence[K] }>()
  for (const probe of document.emission) {
    const form = formAt(document, probe.form)
    countAppearances(appearances, document, probe, form, plan)
    const identified = /[pi]/.test(form.mask)
    const linked = probe.links.map((code) => (code === null ? '0' : '1')).join('')
    const key = `${probe.from}|${identified}|${linked}`
    const presence = presences.get(key)
    if (presence) presence.rows += probe.n
    else presences.set(key, { from: probe.from, identified, linked, rows: probe.n })
  }
  const probes = document.emission.map(({ form, ...probe }) => ({
    ...probe,
    form: formAt(document, form),
  }))
  return { appearances: [...appearances.values()], presences: [...presences.values()], probes }
}

function countAppearances(
  appearances: Map<string, Appearance>,
  document: PatternsDocument,
  probe: Emission,
  form: PatternForm,
  plan: SlotPlan,
): void {
  probe.links.forEach((code, source) => {
    const key = `${source}|${form.mask}|${form.nameShape}|${code}`
    const appearance = appearances.get(key) ?? {
      source,
      mask: form.mask,
      outcomes: outcomes(source, form, code, plan),
      rows: new Float64Array(document.sources.length),
    }
    appearances.set(key, appearance)
    appearance.rows[probe.from] = (appearance.rows[probe.from] ?? 0) + probe.n
  })
}

export function formAt(document: PatternsDocument, id: number): PatternForm {
  const form = document.forms[id]
  if (form === undefined) throw new RangeError(`no form ${id}`)
  return form
}
