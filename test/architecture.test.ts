/** The rules of the house, each checked on the source as it stands. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../src', import.meta.url))
const ORDER = [
  'core',
  'kernels',
  'evidence',
  'readers',
  'identifiers',
  'attributes',
  'columns',
  'tokens',
  'store',
  'match',
  'provenance',
  'reports',
  'demo',
  'case',
  'cli',
]

const files = readdirSync(SRC, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({
    name,
    folder: name.split('/')[0] ?? '',
    text: readFileSync(join(SRC, name), 'utf8'),
  }))

const imports = files.flatMap(({ name, folder, text }) =>
  Array.from(text.matchAll(/from '(\.[^']+)'|import\('(\.[^']+)'\)/g), ([, stated, lazy]) => ({
    name,
    folder,
    to: relative(SRC, join(SRC, name, '..', stated ?? lazy ?? '')).split('/')[0] ?? '',
  })),
)

const filesWith = (pattern: RegExp): string[] =>
  files.filter(({ text }) => pattern.test(text)).map(({ name }) => name)
const foldersOf = (names: readonly string[]): string[] =>
  [...new Set(names.map((name) => name.split('/')[0] ?? ''))].sort()

describe('the house', () => {
  test('every folder has its place', () => {
    expect(
      foldersOf(files.map(({ name }) => name)).filter((folder) => !ORDER.includes(folder)),
    ).toEqual([])
  })

  test('a folder imports only from those above it', () => {
    const upwards = imports.filter(({ folder, to }) => ORDER.indexOf(to) > ORDER.indexOf(folder))
    expect(upwards).toEqual([])
  })

  test('only store/ imports the database driver, and one reader that of the platform', () => {
    expect(foldersOf(filesWith(/from 'better-sqlite3'/))).toEqual(['store'])
    expect(filesWith(/from 'node:sqlite'/)).toEqual(['readers/sqlite-tables.ts'])
  })

  test('only cli/ imports commander and chalk, and writes to the terminal', () => {
    expect(foldersOf(filesWith(/from '(commander|chalk)'/))).toEqual(['cli'])
    expect(foldersOf(filesWith(/process\.(stdout|stderr|exit\b|exitCode|argv|env)/))).toEqual([
      'cli',
    ])
  })

  test('plaintext is opened only on its way to a token', () => {
    const allowed = ['columns', 'readers', 'tokens']
    expect(
      foldersOf(filesWith(/\.expose\(\)/)).filter((folder) => !allowed.includes(folder)),
    ).toEqual([])
  })

  test('the key’s secret line is written by one file only', () => {
    expect(filesWith(/\.exposeLine\(\)/).filter((name) => !name.startsWith('case/key'))).toEqual([])
  })

  test('pure folders know no files, clock, randomness or platform', () => {
    const pure = ['identifiers', 'attributes', 'columns', 'match', 'provenance']
    const impure = /from 'node:|Math\.random|Date\.now|new Date\(\)|performance\.now/
    expect(filesWith(impure).filter((name) => pure.includes(name.split('/')[0] ?? ''))).toEqual([])
  })

  test('no trace enters the statistics', () => {
    const readers = filesWith(/\btraces?\b/i).filter((name) => name.startsWith('provenance/'))
    expect(readers).toEqual([])
  })

  test('every module opens with a sentence that says what it owns', () => {
    expect(files.filter(({ text }) => !text.startsWith('/**')).map(({ name }) => name)).toEqual([])
  })
})
