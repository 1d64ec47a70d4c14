/** Writes the software bill of materials (CycloneDX) of what is shipped, from the lock file: `node scripts/sbom.ts FILE`. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { name, version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const [file = `${name}-${version}.cdx.json`] = process.argv.slice(2)

const options = ['--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only']
const { status, stdout } = spawnSync('npm', ['sbom', ...options, '--omit=dev'], { cwd: root })
if (status !== 0) throw new Error('npm sbom failed')
const bill = JSON.parse(stdout.toString())
// npm calls it after the folder of the checkout.
bill.metadata.component.name = name
writeFileSync(file, `${JSON.stringify(bill, null, 2)}\n`)
