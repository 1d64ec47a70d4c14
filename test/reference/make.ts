/**
 * Makes golden/*.json by the sketch of the method (Python with numpy): `node test/reference/make.ts SKETCH.py`.
 * Probe records depend on the case's random key, so the key of each golden world is kept beside its counts.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { writeWorld } from '../worlds/files.ts'
import { chosenProbes, openedCase } from './ours.ts'
import { referenceWorlds } from './worlds.ts'

const [sketch = ''] = process.argv.slice(2)
const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url))

for (const world of referenceWorlds()) {
  const folder = mkdtempSync(join(tmpdir(), 'leakcheck-reference-'))
  writeWorld(world, folder)
  const store = await openedCase(world)
  writeFileSync(join(folder, 'probes.json'), JSON.stringify(chosenProbes(store)))
  const { stdout, stderr, status } = spawnSync('python3', [beside('expected.py'), sketch, folder])
  if (status !== 0) throw new Error(stderr.toString())
  const expected = { key: store.key.exposeLine().trim(), ...JSON.parse(stdout.toString()) }
  writeFileSync(beside(`golden/${world.scenario}.json`), `${JSON.stringify(expected)}\n`)
}
