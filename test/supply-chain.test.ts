/** What leakcheck is made of: a lock file that says exactly what is installed, a reason for each dependency, a bill of materials. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
  readonly hasInstallScript?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const root = new URL('../', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, root), 'utf8')
const manifest: Required<Pick<Locked, 'dependencies' | 'devDependencies'>> & Locked = JSON.parse(
  read('package.json'),
)
const lock: { lockfileVersion: number; packages: Record<string, Locked> } = JSON.parse(
  read('package-lock.json'),
)
const { '': own, ...packages } = lock.packages
const installed = Object.entries(packages).map(([path, locked]) => ({
  path,
  name: path.split('node_modules/').at(-1) ?? '',
  ...locked,
}))
const shipped = installed.filter(({ dev }) => dev !== true)
/** The one package that comes from the checkout: docs/decisions/0005. */
const VENDORED = 'node_modules/node-gyp'

const named = (those: readonly { path: string }[]): string[] => those.map(({ path }) => path)

describe('the lock file', () => {
  test('has what package.json asks for, in exact versions', () => {
    expect(own?.dependencies).toEqual(manifest.dependencies)
    expect(own?.devDependencies).toEqual(manifest.devDependencies)
    const asked = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    const loose = asked.filter(
      ([, version]) =>
        !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) && !version.startsWith('file:vendor/'),
    )
    expect(loose).toEqual([])
    for (const [name, version] of asked)
      if (!version.startsWith('file:'))
        expect(packages[`node_modules/${name}`]?.version).toBe(version)
  })

  test('has an exact version and a strong hash for every package', () => {
    const isWeak = ({ version = '', integrity = '' }: Locked) =>
      !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) || !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)
    expect(named(installed.filter(isWeak))).toEqual([])
    expect(installed.length).toBeGreaterThan(100)
  })

  test('takes nothing from elsewhere than the registry, and no link', () => {
    const isElsewhere = ({ resolved = 'https://registry.npmjs.org/' }: Locked) =>
      !resolved.startsWith('https://registry.npmjs.org/')
    expect(named(installed.filter(isElsewhere))).toEqual([VENDORED])
    const tarball = 'vendor/node-gyp-stand-in.tgz'
    expect(packages[VENDORED]?.resolved).toBe(`file:${tarball}`)
    const digest = createHash('sha512').update(readFileSync(new URL(tarball, root)))
    expect(packages[VENDORED]?.integrity).toBe(`sha512-${digest.digest('base64')}`)
    const tracked = spawnSync('git', ['ls-files', 'vendor'], { cwd: root })
    if (tracked.status === 0) expect(tracked.stdout.toString()).toContain(tarball)
    expect(named(installed.filter(({ link }) => link === true))).toEqual([])
  })

  test('ships no package that runs a script when it is installed', () => {
    expect(named(shipped.filter(({ hasInstallScript }) => hasInstallScript === true))).toEqual([])
  })
})

test('docs/dependencies.md has a reason for each dependency, and no other', () => {
  const rows = Array.from(read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| ([^|]+) \|/gm))
  const asked = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(rows.map(([, name]) => name).toSorted()).toEqual(asked.toSorted())
  expect(rows.filter(([, , why]) => (why ?? '').trim().length < 20)).toEqual([])
})

test('the bill of materials names every package that is shipped, with its hash and licence, and no other', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'leakcheck-sbom-')), 'sbom.json')
  expect(spawnSync('node', ['scripts/sbom.ts', file], { cwd: root }).status).toBe(0)
  const bill = JSON.parse(readFileSync(file, 'utf8'))
  expect([bill.bomFormat, bill.metadata.component.name]).toEqual(['CycloneDX', 'leakcheck'])
  const told = (bill.components as Record<string, unknown>[]).map((component) => ({
    purl: component['purl'],
    hashes: component['hashes'],
    licenses: component['licenses'],
  }))
  const wanted = shipped.map(({ name, version, integrity = '', license }) => ({
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    hashes: [
      { alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') },
    ],
    licenses: [{ license: { id: license } }],
  }))
  const byPurl = (a: { purl: unknown }, b: { purl: unknown }) =>
    String(a.purl) < String(b.purl) ? -1 : 1
  expect(told.toSorted(byPurl)).toEqual(wanted.toSorted(byPurl))
})
