/** `leakcheck log` */
import { Command, Option } from 'commander'
import { log } from '../../case/log.ts'
import { writeNew } from '../../case/new-file.ts'
import { keepStamp, requestStamp } from '../../case/time-stamp.ts'
import { printable } from '../../core/printable.ts'
import type { StoredStamp } from '../../store/stamps.ts'
import type { TrailEvent } from '../../store/trail.ts'
import { type CommonFlags, type Context, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly tsq?: string
  readonly tsr?: string
}

const EXAMPLES = `
Examples:
  leakcheck log
  leakcheck log --json | jq '.entries[] | select(.action == "check")'
  leakcheck log --tsq head.tsq
  curl -H 'Content-Type: application/timestamp-query' --data-binary @head.tsq AUTHORITY -o head.tsr
  leakcheck log --tsr head.tsr                      checked, and kept in the case`

export function command(): Command {
  return withCommonOptions(new Command('log'))
    .summary('the audit trail')
    .description(
      'Prints the audit trail: what was done, when, by whom, and why. Needs no key; leakcheck verify says whether it holds.',
    )
    .addOption(
      new Option(
        '--tsq <file>',
        'write a request (RFC 3161) for a time stamp over the newest entry',
      ).conflicts('tsr'),
    )
    .option('--tsr <file>', 'check the reply to such a request, and keep it')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: Flags): Promise<void> {
  const context = contextOf(flags)
  if (flags.tsq !== undefined) return request(context, flags.tsq)
  if (flags.tsr !== undefined) return keep(context, flags.tsr)
  const { environment, output } = context
  const { entries, stamps } = await log(environment)
  output.result({ schema: 'leakcheck.log/1', entries, stamps }, () =>
    entries.map((entry) => entryText(entry, stamps)).join('\n'),
  )
}

async function request({ environment, output }: Context, file: string): Promise<void> {
  const { bytes, over } = await requestStamp(environment)
  writeNew(file, bytes, 'output')
  output.result(
    { schema: 'leakcheck.stamp-request/1', over },
    () => `the request is over trail ${over.sequence} ${over.hash}; send it to an authority`,
  )
}

async function keep({ environment, output }: Context, file: string): Promise<void> {
  const { stamp, hash, head } = await keepStamp(environment, file)
  output.result({ schema: 'leakcheck.stamp/1', ...stamp, hash, head }, () =>
    [
      `trail entry ${stamp.sequence} existed at ${stamp.time}, says ${printable(stamp.signer)}`,
      `  certificate ${stamp.certificate}`,
      'Whether its signer is an authority is not checked here: compare the certificate, or have',
      `  openssl ts -verify -digest ${hash} -in FILE -CAfile ROOT`,
    ].join('\n'),
  )
  output.note(trailLine(head))
}

/** Details worth a word on a line of their own, in this order. */
const DETAILS = [
  'source',
  'role',
  'run',
  'verdict',
  'format',
  'lines',
  'on',
  'wrapping',
  'isSame',
  'of',
] as const

function entryText(event: TrailEvent, stamps: readonly StoredStamp[]): string {
  const { sequence, at, operator, host, action, hash, reason } = event
  const details = DETAILS.flatMap((word) =>
    event[word] === undefined ? [] : [`${word} ${printable(String(event[word]))}`],
  )
  const stamp = stamps.find((one) => one.sequence === sequence)
  const file = fileName(event['file'])
  return [
    `${String(sequence).padStart(4)}  ${at.slice(0, 19)}Z  ${[action, ...file, ...details].join(', ')}`,
    `      ${hash.slice(0, 16)}  ${printable(String(operator))} on ${printable(String(host))}`,
    ...(typeof reason === 'string' ? [`      ${printable(reason)}`] : []),
    ...(stamp === undefined ? [] : [`      stamped ${stamp.time} by ${printable(stamp.signer)}`]),
  ].join('\n')
}

const fileName = (file: unknown): string[] =>
  typeof file === 'object' && file !== null && 'name' in file ? [printable(String(file.name))] : []
