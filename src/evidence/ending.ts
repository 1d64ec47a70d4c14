/** How a file, or the reading of it, came to its end. Anything but `whole` is never taken for a whole file. */
export type Ending =
  | { readonly whole: true }
  /** `why` and `where` are words of ours: what broke, and the byte, line or message at which it did. */
  | { readonly whole: false; readonly why: string; readonly where: string }

export const WHOLE: Ending = { whole: true }

export const brokenOff = (why: string, where: string): Ending => ({ whole: false, why, where })
