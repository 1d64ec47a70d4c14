/** Reading typed arrays in loops whose bounds stand beside them; a read outside them gives NaN in the end, never 0. */

/** One function for each kind of array: a read that sees one kind only compiles to one instruction. */
export const at = (values: Float64Array, index: number): number => values[index] as number

export const indexAt = (indices: Int32Array, position: number): number =>
  indices[position] as number

export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] as number) + amount
}
