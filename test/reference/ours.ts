/** A world linked by leakcheck, from the store alone, and its counts in the sketch's words. */
import { join } from 'node:path'
import { chooseSources, matchInputs, rowRank } from '../../src/case/match-inputs.ts'
import { buildPatterns } from '../../src/match/build.ts'
import type { PatternForm, PatternsDocument } from '../../src/match/patterns.ts'
import { prepare } from '../../src/match/preparation.ts'
import { probeSet } from '../../src/match/probe-set.ts'
import type { CaseStore } from '../../src/store/case-store.ts'
import { LockedStore } from '../../src/store/case-store.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { caseOf } from '../worlds/case-of.ts'
import type { World } from '../worlds/world.ts'

export const PROBE_RECORDS = 400

export interface Counts {
  readonly distinct: number
  readonly linkable: number
  readonly links: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly emission: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** @param key of the case; a fresh one where not given */
export async function openedCase(world: World, key = CaseKey.generate()): Promise<CaseStore> {
  const environment = await caseOf(world, key)
  const path = join(environment.workingFolder, '.leakcheck', 'case.db')
  return LockedStore.open(path).unlock(key)
}

/** Probe records of each source with their masks, as `expected.py` reads them. */
export function chosenProbes(store: CaseStore): Record<string, [record: number, mask: string][]> {
  const { dump, sources } = matchInputs(store, chooseSources(store, {}))
  const { slots, numbers, masks, treatment } = prepare(dump, sources)
  const rank = rowRank(store)
  return Object.fromEntries(
    sources.map(({ name, parts }) => {
      const { origins } = probeSet(parts, slots, numbers, {
        size: PROBE_RECORDS,
        masks,
        treatment,
        rank,
        compared: [],
      })
      const masked = origins.map(({ part, record }): [number, string] => [
        record,
        masks[rank(part, record) % masks.length] ?? '',
      ])
      return [name, masked]
    }),
  )
}

export async function ourCounts(store: CaseStore): Promise<Counts> {
  const { dump, sources } = matchInputs(store, chooseSources(store, {}))
  const { document } = await buildPatterns(dump, sources, {
    rank: rowRank(store),
    probeRecords: PROBE_RECORDS,
    breathe: async () => {},
    onProgress: () => {},
  })
  const { distinct, unlinkable } = document.dump
  return {
    distinct,
    linkable: distinct - unlinkable,
    links: linkCounts(document),
    emission: emissionCounts(document),
  }
}

function linkCounts(document: PatternsDocument): Counts['links'] {
  return Object.fromEntries(
    document.sources.map(({ id, name }) => [
      name,
      counted(
        document.patterns.map(({ form, links, n }) => [
          outcome(document, form, links[id] ?? null),
          n,
        ]),
      ),
    ]),
  )
}

function emissionCounts(document: PatternsDocument): Counts['emission'] {
  return Object.fromEntries(
    document.sources.flatMap((from) =>
      document.sources.map((to) => [
        `${from.name}>${to.name}`,
        counted(
          document.emission
            .filter((probe) => probe.from === from.id)
            .map(({ form, links, n }) => [outcome(document, form, links[to.id] ?? null), n]),
        ),
      ]),
    ),
  )
}

function counted(outcomes: readonly (readonly [string, number])[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const [key, n] of outcomes) counts[key] = (counts[key] ?? 0) + n
  return counts
}

/** The sketch's name of each slot; slots that it does not compare are left out. */
const SKETCH_FIELDS: Readonly<Record<string, string>> = {
  name: 'name',
  yob: 'yob',
  dob: 'dob',
  gender: 'gender',
  district: 'district',
  address: 'address',
  pincode: 'pin',
  email: 'email',
  'reference-id': 'ref',
  'field:serial': 'seq',
  'date:registered': 'at',
  'date:dose': 'dose',
}
const LETTERS: Readonly<Record<string, string>> = { '1': 'E', '2': 'E', '4': 'D' }
const NAME_LETTERS: Readonly<Record<string, string>> = { '1': 'E', '2': 'C', '3': 'P', '4': 'D' }
/** Where all names are upper- or lower-case, "exact" and "same words" are not told apart. */
const TREATED_NAME_LETTERS: Readonly<Record<string, string>> = { ...NAME_LETTERS, '1': 'C' }
const PHOTO_IDS = ['aadhaar', 'pan', 'epic']

function outcome(
  { slots, forms, dump }: PatternsDocument,
  form: number,
  code: string | null,
): string {
  const { nameShape, mask } = forms[form] as PatternForm
  const head = `${nameShape}|${mask}|`
  if (code === null) return `${head}absent`
  const digit = (slot: string) => code[slots.indexOf(slot)] ?? '0'
  const phone = LETTERS[digit('phone')] ?? '-'
  const ids = PHOTO_IDS.map(digit)
  const id = ids.includes('1') ? 'E' : ids.includes('4') ? 'D' : ids.includes('9') ? 'K' : '-'
  const names = dump.treatment.case === null ? NAME_LETTERS : TREATED_NAME_LETTERS
  const fields = slots.flatMap((slot) => {
    const field = SKETCH_FIELDS[slot]
    const letter = (slot === 'name' ? names : LETTERS)[digit(slot)]
    return field === undefined || letter === undefined ? [] : [`${field}=${letter}`]
  })
  return `${head}${phone}${id} ${fields.sort().join(' ')}`
}
