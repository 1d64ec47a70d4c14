/** Makes the people and systems of one world: whom each reaches and how it writes differ from seed to seed. */
import { dayOf } from '../../src/demo/days.ts'
import { inventPeople } from '../../src/demo/people.ts'
import type { Person } from '../../src/demo/person.ts'
import { PORTAL } from '../../src/demo/portal.ts'
import { Random } from '../../src/demo/random.ts'
import type { SourceType } from '../../src/demo/source-type.ts'
import { collect } from '../../src/demo/sources.ts'
import type { NameHabit } from '../../src/demo/spelling.ts'
import { BREACH_TYPES } from './breach-types.ts'
import type { Conditions, Holding, Scenario, Setting } from './scenario.ts'

/** Types of which most rows have a telephone: the first breach of a world is one of them. */
const CALLABLE = BREACH_TYPES.filter(({ name }) => name !== 'voter-roll' && name !== 'payroll')
const FIRST_EXPORT = dayOf('2023-03-01')
const LAST_EXPORT = dayOf('2023-06-12')

export function makeSetting(scenario: Scenario, seed: number, size: Size): Setting {
  const random = new Random(`${scenario.name}/${seed}`)
  const people = inventPeople(random.fork('people'), size.people)
  const conditions = scenario.conditions ?? {}
  const taken = random.between(FIRST_EXPORT, LAST_EXPORT)
  const hold = (type: SourceType, among = people): Holding => {
    const bent = bend(type, conditions, random.fork(`bend/${type.name}`))
    const entries = collect(among, bent, random.fork(`collect/${type.name}`))
    return { type: bent, entries: entries.filter(({ day }) => day <= taken) }
  }
  const [first, second, third, hidden] = chooseBreaches(random.fork('breaches'))
  return {
    random: random.fork('leak'),
    people,
    rows: scenario.rows?.(size.rows) ?? size.rows,
    portal: hold(PORTAL),
    taken,
    breaches: [hold(first), hold(second), hold(third)],
    hidden,
    hold,
  }
}

export interface Size {
  readonly people: number
  readonly rows: number
}

function chooseBreaches(random: Random): [SourceType, SourceType, SourceType, SourceType] {
  const first = random.pick(CALLABLE)
  const hidden = random.pick(CALLABLE.filter((type) => type !== first))
  const rest = BREACH_TYPES.filter((type) => type !== first && type !== hidden)
  const [second, third] = random.shuffle(rest)
  return [first, second as SourceType, third as SourceType, hidden]
}

/** This world's own version of a system: coverage, care and people vary around the type's. */
function bend(type: SourceType, conditions: Conditions, random: Random): SourceType {
  const care = 0.5 + 1.2 * random.unit()
  const { names, verifiedBy = type.verifiedBy, correlated } = conditions
  return {
    ...type,
    coverage: Math.min(0.9, type.coverage * (0.8 + 0.45 * random.unit())),
    names: { ...bendNames(type.names, care), ...names },
    ...(verifiedBy === undefined ? {} : { verifiedBy }),
    faults: {
      digit: type.faults.digit * care,
      birth: type.faults.birth * care,
      place: type.faults.place * care,
    },
    ...(correlated ? { appeal: (person: Person) => type.appeal(person) * person.online ** 3 } : {}),
  }
}

const bendNames = (names: NameHabit, care: number): NameHabit => ({
  ...names,
  respelled: names.respelled * care,
  slips: names.slips * care,
  honorific: names.honorific * care,
  middleKept: Math.min(1, names.middleKept * (0.8 + 0.3 * care)),
})
