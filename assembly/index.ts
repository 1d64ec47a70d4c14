/** The kernels that read the bytes of a range: one module, no imports, memory laid out by its caller. */
export { aadhaars } from './aadhaars'
export { codes, putCode } from './codes'
export { names } from './names'
export { pans } from './pans'
export { phones } from './phones'
export { recordFingerprints } from './records'
export { countLines, scan } from './scan'
export { ranks, shownParts } from './shown-parts'
export { absorbPad, tokens } from './tokens'

/** Where memory is free for the caller. */
export function heapBase(): usize {
  return __heap_base
}
