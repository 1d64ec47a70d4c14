/** JSON in the one form that can be hashed and signed: RFC 8785, members in the order of their UTF-16 units and no space. */
import { AppError } from './error.ts'
import { LIMITS } from './limits.ts'

/**
 * @param value what `JSON.parse` gives, or what `JSON.stringify` takes
 * @throws AppError INPUT_LIMIT where it is nested deeper than any document of ours
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > LIMITS.jsonDepth)
    throw new AppError('INPUT_LIMIT', `JSON is nested deeper than ${LIMITS.jsonDepth} levels`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, item]) => `${JSON.stringify(name)}:${canonicalJson(item, depth + 1)}`)
  return `{${members.join(',')}}`
}
