/** What every command gets: the environment of the case, and where its words go. */

import { readFileSync } from 'node:fs'
import { homedir, hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { Environment } from '../case/environment.ts'
import { AppError } from '../core/error.ts'
import { Output } from './output.ts'
import { passphrase } from './passphrase.ts'
import { ProgressBar } from './progress.ts'

/** Options of every command. */
export interface CommonFlags {
  readonly case?: string
  readonly key?: string
  readonly json?: boolean
  readonly quiet?: boolean
  readonly color: boolean
  readonly wait?: string | boolean
}

export interface Context {
  readonly environment: Environment
  readonly output: Output
}

const DEFAULT_WAIT_SECONDS = 600

export const VERSION: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version

export function withCommonOptions(command: Command): Command {
  return command
    .addOption(new Option('--case <dir>', 'the folder of the case (or LEAKCHECK_CASE)'))
    .addOption(new Option('--key <file>', 'the key file (or LEAKCHECK_KEY_FILE)'))
    .addOption(new Option('--json', 'the result as JSON on standard output'))
    .addOption(new Option('--quiet', 'no words on standard error but errors'))
    .addOption(new Option('--no-color', 'no colour (or NO_COLOR)'))
    .addOption(new Option('--wait [seconds]', 'wait for a case that is in use'))
}

/** Ends a command's work when the user interrupts it. */
export const interruption = new AbortController()

/** The passphrase is taken out of the environment, so that no child and no report of Node's can show it. */
const secrets = {
  file: process.env['LEAKCHECK_PASSPHRASE_FILE'],
  text: process.env['LEAKCHECK_PASSPHRASE'],
  newFile: process.env['LEAKCHECK_NEW_PASSPHRASE_FILE'],
}
delete process.env['LEAKCHECK_PASSPHRASE']

export function contextOf(flags: CommonFlags): Context {
  const { env, stderr } = process
  const isLoud = flags.quiet !== true
  const colour = flags.color && env['NO_COLOR'] === undefined && process.stdout.isTTY === true
  const output = new Output({ json: flags.json === true, quiet: !isLoud, colour })
  const bar = new ProgressBar(isLoud && stderr.isTTY === true)
  interruption.signal.addEventListener('abort', () => bar.clear())
  process.once('beforeExit', () => bar.clear())
  return { output, environment: environmentOf(flags, bar) }
}

function environmentOf(flags: CommonFlags, bar: ProgressBar): Environment {
  const { env } = process
  const data = env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share')
  return {
    workingFolder: process.cwd(),
    keyFolder: join(data, 'leakcheck', 'keys'),
    caseFolder: flags.case ?? env['LEAKCHECK_CASE'] ?? null,
    keyFile: flags.key ?? env['LEAKCHECK_KEY_FILE'] ?? null,
    passphrase: (purpose) => passphrase(secrets, purpose),
    now: () => new Date(),
    operator: userInfo().username,
    host: hostname(),
    version: VERSION,
    waitMs: waitMs(flags.wait),
    signal: interruption.signal,
    onProgress: bar.show,
  }
}

function waitMs(wait: string | boolean | undefined): number {
  if (wait === undefined || wait === false) return 0
  const seconds = wait === true ? DEFAULT_WAIT_SECONDS : Number(wait)
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000
  throw new AppError('USAGE', '--wait takes seconds', { hint: '--wait 60' })
}
