/** The list of scenarios; a scenario is one entry of one of these files. */
import type { Scenario } from '../scenario.ts'
import { NARROW_SCENARIOS } from './narrow.ts'
import { OLDER_SCENARIOS } from './older.ts'
import { PORTAL_SCENARIOS } from './portal.ts'
import { SUPPLY_SCENARIOS } from './supply.ts'
import { UNKNOWN_SCENARIOS } from './unknown.ts'

export const SCENARIOS = [
  ...PORTAL_SCENARIOS,
  ...OLDER_SCENARIOS,
  ...UNKNOWN_SCENARIOS,
  ...NARROW_SCENARIOS,
  ...SUPPLY_SCENARIOS,
] as const satisfies readonly Scenario[]

export type ScenarioName = (typeof SCENARIOS)[number]['name']

const BY_NAME = new Map<ScenarioName, Scenario>(SCENARIOS.map((one) => [one.name, one]))

export function scenarioNamed(name: ScenarioName): Scenario {
  const scenario = BY_NAME.get(name)
  if (!scenario) throw new Error(`no scenario of this name: ${name}`)
  return scenario
}
