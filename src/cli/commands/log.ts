/** `leakcheck log` */
import { Command } from 'commander'
import { log } from '../../case/log.ts'
import { printable } from '../../core/printable.ts'
import type { TrailEvent } from '../../store/trail.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'

const EXAMPLES = `
Examples:
  leakcheck log
  leakcheck log --json | jq '.entries[] | select(.action == "check")'`

export function command(): Command {
  return withCommonOptions(new Command('log'))
    .summary('the audit trail')
    .description(
      'Prints the audit trail: what was done, when, by whom, and why. Needs no key; leakcheck verify says whether it holds.',
    )
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(flags: CommonFlags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const entries = await log(environment)
  output.result({ schema: 'leakcheck.log/1', entries }, () => entries.map(entryText).join('\n'))
}

/** Details worth a word on a line of their own, in this order. */
const DETAILS = ['source', 'role', 'run', 'verdict', 'format', 'lines', 'on', 'wrapping'] as const

function entryText(event: TrailEvent): string {
  const { sequence, at, operator, host, action, hash, reason } = event
  const details = DETAILS.flatMap((word) =>
    event[word] === undefined ? [] : [`${word} ${printable(String(event[word]))}`],
  )
  const file = fileName(event['file'])
  return [
    `${String(sequence).padStart(4)}  ${at.slice(0, 19)}Z  ${[action, ...file, ...details].join(', ')}`,
    `      ${hash.slice(0, 16)}  ${printable(String(operator))} on ${printable(String(host))}`,
    ...(typeof reason === 'string' ? [`      ${printable(reason)}`] : []),
  ].join('\n')
}

const fileName = (file: unknown): string[] =>
  typeof file === 'object' && file !== null && 'name' in file ? [printable(String(file.name))] : []
