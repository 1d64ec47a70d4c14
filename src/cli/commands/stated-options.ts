/** The options that state something of a source, or whence it came, shared by `ingest`, `declare` and `amend`. */
import type { Command } from 'commander'
import type { CustodyOptions } from '../../case/custody.ts'
import type { StatedOptions } from '../../case/stated.ts'

export type StatedFlags = StatedOptions
export type CustodyFlags = CustodyOptions

export function withStatedOptions(command: Command): Command {
  return command
    .option(
      '--taken <date>',
      'when a registry export was drawn (2022-01-20, 2022-01, 2022 or 2019..2021)',
    )
    .option('--occurred <date>', 'when a breach happened')
    .option('--published <date>', 'when a breach or dump was published')
    .option('--seen <date>', 'when a dump was first seen')
    .option('--stated-by <text>', 'whose word a date or a field list is')
    .option('--complete', 'the export holds the whole registry')
    .option('--sampled <fraction>', 'the export is a random sample: 0.3 for 30 %')
    .option('--extract <text>', 'the export is a part of the registry, and which')
    .option('--collects <kinds>', 'every kind the portal has a field for, separated by commas')
    .option('--verified-by <service>', 'names and birth dates come from aadhaar, pan or none')
}

/** Where the files of a source came from: a declared source has none. */
export const withCustodyOptions = (command: Command): Command =>
  command
    .option('--from <text>', 'where or from whom the files were had; kept sealed')
    .option('--device <text>', 'the device or medium they came on; kept sealed')
