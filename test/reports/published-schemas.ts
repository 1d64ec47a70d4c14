/** The published schemas of STIX and MISP, which are not part of the project; a test says that it was skipped where they are absent. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const SCHEMAS =
  process.env['LEAKCHECK_SCHEMAS'] ?? join(import.meta.dirname, '../../../shared/schemas')
export const hasSchemas = existsSync(join(SCHEMAS, 'stix-2.1')) && existsSync(join(SCHEMAS, 'misp'))

export const readJson = (path: string) => JSON.parse(readFileSync(join(SCHEMAS, path), 'utf8'))

export const jsonFiles = (folder: string): string[] =>
  readdirSync(join(SCHEMAS, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
