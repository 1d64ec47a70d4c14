/** The package as somebody installs it: packed, put into another folder without running a script, and run there. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'leakcheck-package-'))
const installed = join(folder, 'node_modules/leakcheck')

function npm(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd })
  if (status !== 0) throw new Error(`npm ${args[0]} failed: ${stderr}`)
  return stdout.toString()
}

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(installed, 'bin/leakcheck.js'), ...args], {
    cwd: folder,
    env: { XDG_DATA_HOME: join(folder, 'data') },
  })

/** The lock file of the checkout, as that of a folder whose one dependency is the packed leakcheck. */
function lockFile(tarball: string, bytes: Buffer): string {
  const { '': own, ...packages } = JSON.parse(
    readFileSync(join(ROOT, 'package-lock.json'), 'utf8'),
  ).packages
  const shipped = Object.entries<{ dev?: boolean }>(packages).filter(([, { dev }]) => dev !== true)
  const dependencies = { leakcheck: `file:${tarball}` }
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
  const { version, bin, engines } = own
  return JSON.stringify({
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { dependencies },
      'node_modules/leakcheck': {
        version,
        resolved: `file:${tarball}`,
        integrity,
        bin,
        engines,
        dependencies: own.dependencies,
      },
      ...Object.fromEntries(shipped),
    },
  })
}

beforeAll(() => {
  const packed = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const [{ filename: tarball }] = JSON.parse(npm(ROOT, ...packed))
  const bytes = readFileSync(join(folder, tarball))
  const manifest = { private: true, dependencies: { leakcheck: `file:${tarball}` } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'package-lock.json'), lockFile(tarball, bytes))
  npm(folder, 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund')
})

test('holds what runs and nothing else: no source, no test, no tool', () => {
  expect(readdirSync(installed).toSorted()).toEqual([
    'README.md',
    'bin',
    'build',
    'dist',
    'package.json',
    'schemas',
  ])
  expect(readdirSync(join(installed, 'build'))).toEqual(['kernels.wasm'])
  expect(readdirSync(join(folder, 'node_modules'))).not.toContain('vitest')
  expect(existsSync(join(installed, 'dist/cli/main.js'))).toBe(true)
})

test('runs: a version, a case, a verdict', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  expect(run('--version').stdout.toString()).toBe(`${version}\n`)
  expect(run('demo', 'demo', '--quiet').stdout.toString()).toContain('VERDICT  mixture')
  expect(run('verify', '--case', 'demo', '--key', 'demo/demo.key').status).toBe(0)
})
