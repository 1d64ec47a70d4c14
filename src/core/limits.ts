/** Every limit on input, in one place; a crossed limit is a counted reject or exit 3, never a silent cut. */

export const LIMITS = {
  cellBytes: 64 * 1024,
  identifierCharacters: 64,
  nameCodePoints: 256,
  nameWords: 16,
  recordBytes: 1024 * 1024,
  /** Paths of nested JSON are columns too. */
  columns: 4096,
  preambleLines: 64,
  valuesPerCell: 32,
  personsPerMessage: 64,
  rowsPerFile: 2 ** 32 - 1,
  jsonDepth: 64,
  jsonKeysPerObject: 4096,
  jsonPathsPerFile: 4096,
  jsonNumberDigits: 64,
  /** Containers in each other: a gzip of a tar is two. */
  archiveDepth: 3,
  archiveEntries: 10_000,
  /** Unpacked bytes to a packed one, once more than `archiveRatioFreeBytes` are unpacked. */
  archiveRatio: 250,
  archiveRatioFreeBytes: 16 * 1024 * 1024,
  archiveBytes: 2 ** 40,
  /** How far back xz and LZMA data may reach, and so the memory that it takes. */
  lzmaDictionaryBytes: 64 * 1024 * 1024,
  zstdWindowBytes: 2 ** 27,
  /** Names and places of the members of a 7z archive. */
  sevenZipHeaderBytes: 16 * 1024 * 1024,
  /** What a tar archive says of one member beside its header. */
  tarExtraBytes: 1024 * 1024,
  /** An archive that cannot be read at any place (standard input, packed once more) is held in memory up to this. */
  heldArchiveBytes: 256 * 1024 * 1024,
  /** A program of another's that reads for us and gives nothing for so long is ended. */
  silentMs: 30_000,
  xmlDepth: 256,
  /** Of a JSON report that `verify` reads. */
  reportBytes: 256 * 1024 * 1024,
  sharedStringBytes: 64 * 1024 * 1024,
  /** Cells that a sheet stands for by saying how often one is repeated, beside one for each byte of its XML. */
  repeatedCells: 1_000_000,
  /** A key file, wrapped for many recipients too. */
  keyFileBytes: 64 * 1024,
  /** A reply of a time-stamping authority. */
  stampBytes: 1024 * 1024,
  /** Rows that share one token in one source beyond which they are counted as crowded and not linked (join bomb). */
  rowsPerToken: 64,
} as const
