/** How each source's own rows look to every source: the document's probe counts, summed once for all later questions. */
import type { LinkCode, PatternForm, PatternsDocument } from '../match/patterns.ts'
import {
  comparesTwo,
  fieldLetters,
  isCoarse,
  isHousemate,
  nameLetter,
  type Outcome,
  outcomes,
  type SlotPlan,
  type Trait,
  traitCondition,
  traitLetter,
} from './comparison.ts'
import type { LetterVector } from './latent-classes.ts'
import type { Variant } from './variant.ts'

/** One distinct way of looking to one source, and how many probe rows of each source (by position) look so. */
export interface Appearance {
  readonly source: number
  readonly mask: string
  readonly outcomes: readonly Outcome[]
  readonly rows: Float64Array
}

export interface EmissionTables {
  /** At position `from` = `source` the row itself is left out: what a record outside the extract looks like. */
  readonly appearances: readonly Appearance[]
  /** By trait: names and presence, and the fields that two sources or more hold. */
  readonly traits: ReadonlyMap<Trait, readonly LetterVector[]>
  /** Sources with which probe rows compare in more than one identifier. */
  readonly comparable: ReadonlySet<number>
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

export function emissionTables(
  document: PatternsDocument,
  plan: SlotPlan,
  variant: Variant,
): EmissionTables {
  const appearances = new Map<string, Appearance>()
  const probes = document.emission.map(({ form, links, ...probe }) => ({
    ...probe,
    form: formAt(document, form),
    links: ownLinks(links, plan, variant),
  }))
  const traits = ['name', 'presence', ...sharedFields(probes, plan, variant)]
  const tallies = new Map(traits.map((trait) => [trait, new Tally<Counted>()]))
  for (const probe of probes) {
    const { from, form, links, n } = probe
    countAppearances(appearances, document, probe, plan, traits, variant)
    for (const [trait, tally] of tallies) {
      const letters = links.map((code) => traitLetter(trait, code, plan)).join('')
      tally.count({ from, condition: traitCondition(trait, form, variant), letters }, n)
    }
  }
  return {
    appearances: [...appearances.values()],
    traits: new Map([...tallies].map(([trait, tally]) => [trait, tally.list()])),
    comparable: comparableSources(probes, plan),
    probes,
  }
}

function comparableSources(probes: readonly Probe[], plan: SlotPlan): ReadonlySet<number> {
  const comparable = new Set<number>()
  for (const { form, links } of probes) {
    for (const [source, code] of links.entries()) {
      if (code === null) continue
      const shows =
        nameLetter(code, plan) !== '-' ||
        fieldLetters(code, plan).some(({ slot }) => !isCoarse(slot))
      if (shows || comparesTwo(form.mask)) comparable.add(source)
    }
  }
  return comparable
}

/** Fields compared with two sources or more: a wrong one disagrees with all of them at once. */
function sharedFields(probes: readonly Probe[], plan: SlotPlan, { classes }: Variant): Trait[] {
  if (classes.field === 1) return []
  return plan.fields
    .map((position) => plan.slots[position] as string)
    .filter((slot) => {
      const comparing = new Set(
        probes.flatMap(({ links }) =>
          links.flatMap((code, source) => (traitLetter(slot, code, plan) === '-' ? [] : [source])),
        ),
      )
      return comparing.size > 1
    })
}

type Counted = Omit<LetterVector, 'rows'>

/** Rows counted by what they are. */
class Tally<Kind extends object> {
  readonly #kinds = new Map<string, { kind: Kind; rows: number }>()
  count(kind: Kind, rows: number): void {
    const key = Object.values(kind).join('|')
    const known = this.#kinds.get(key)
    if (known === undefined) this.#kinds.set(key, { kind, rows })
    else known.rows += rows
  }
  list(): (Kind & { readonly rows: number })[] {
    return [...this.#kinds.values()].map(({ kind, rows }) => ({ ...kind, rows }))
  }
}

function countAppearances(
  appearances: Map<string, Appearance>,
  document: PatternsDocument,
  probe: Probe,
  plan: SlotPlan,
  traits: readonly Trait[],
  variant: Variant,
): void {
  const { form } = probe
  probe.links.forEach((code, source) => {
    const key = `${source}|${form.filled}|${form.nameShape}|${code}`
    const appearance = appearances.get(key) ?? {
      source,
      mask: form.mask,
      outcomes: outcomes(source, form, code, plan, traits, variant),
      rows: new Float64Array(document.sources.length),
    }
    appearances.set(key, appearance)
    appearance.rows[probe.from] = (appearance.rows[probe.from] ?? 0) + probe.n
  })
}

/** Links to the person, not to a housemate. */
export function ownLinks(
  links: readonly LinkCode[],
  plan: SlotPlan,
  { refuseHousemates }: Variant,
): readonly LinkCode[] {
  if (!refuseHousemates) return links
  return links.map((code) => (code !== null && isHousemate(code, plan) ? null : code))
}

export function formAt(document: PatternsDocument, id: number): PatternForm {
  const form = document.forms[id]
  if (form === undefined) throw new RangeError(`no form ${id}`)
  return form
}
