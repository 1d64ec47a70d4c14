/** Shapes of the JSON that stands in clear in the store: what another program wrote there is told as damage, not stumbled over. */

export type Shape = (value: unknown) => boolean

export const text: Shape = (value) => typeof value === 'string'
export const number: Shape = Number.isFinite
export const flag: Shape = (value) => typeof value === 'boolean'
/** An ISO day, or a time that begins with one. */
export const day: Shape = (value) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value))

export const either =
  (...words: readonly string[]): Shape =>
  (value) =>
    words.some((word) => word === value)

export const nullOr =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value)

export const listOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(shape)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with such values under any names. */
export const mapOf =
  (shape: Shape): Shape =>
  (value) =>
    isObject(value) && Object.values(value).every(shape)

/** An object with at least these; `optional` ones may be left out. */
export const object =
  (
    fields: Readonly<Record<string, Shape>>,
    optional: Readonly<Record<string, Shape>> = {},
  ): Shape =>
  (value) =>
    isObject(value) &&
    Object.entries(fields).every(([name, shape]) => shape(value[name])) &&
    Object.entries(optional).every(([name, shape]) => !(name in value) || shape(value[name]))
