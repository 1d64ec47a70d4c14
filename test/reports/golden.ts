/** Writes the golden files anew: `node test/reports/golden.ts`, by hand, after reading what changed. No test runs it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { renditions } from './renditions.ts'

const folder = new URL('golden/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, text] of renditions()) writeFileSync(new URL(name, folder), text)
