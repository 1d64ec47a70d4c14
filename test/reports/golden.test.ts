/** Every format of the fixed runs, byte for byte. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renditions } from './renditions.ts'

const folder = new URL('golden/', import.meta.url)
const made = renditions()

test.each([...made.keys()])('%s is as committed', (name) => {
  expect(made.get(name)).toBe(readFileSync(new URL(name, folder), 'utf8'))
})

test('no golden file is left over', () => {
  expect(readdirSync(folder).sort()).toEqual([...made.keys()].sort())
})

test('the same run gives the same bytes', () => {
  expect(renditions()).toEqual(made)
})
