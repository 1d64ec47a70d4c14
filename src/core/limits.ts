/** Every limit on input, in one place; a crossed limit is a counted reject or exit 3, never a silent cut. */

export const LIMITS = {
  cellBytes: 64 * 1024,
  identifierCharacters: 64,
  nameCodePoints: 256,
  nameWords: 16,
  recordBytes: 1024 * 1024,
  columns: 4096,
  preambleLines: 64,
  valuesPerCell: 32,
  personsPerMessage: 64,
  rowsPerFile: 2 ** 32 - 1,
  jsonDepth: 64,
  jsonKeysPerObject: 4096,
  jsonPathsPerFile: 4096,
  jsonNumberDigits: 64,
  archiveEntries: 10_000,
  /** An archive that cannot be read at any place (standard input, packed once more) is held in memory up to this. */
  heldArchiveBytes: 256 * 1024 * 1024,
  xmlDepth: 256,
  /** Of a JSON report that `verify` reads. */
  reportBytes: 256 * 1024 * 1024,
  sharedStringBytes: 64 * 1024 * 1024,
  /** Rows that share one token in one source beyond which they are counted as crowded and not linked (join bomb). */
  rowsPerToken: 64,
} as const
