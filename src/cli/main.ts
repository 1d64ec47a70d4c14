/** The program: finds the command, runs it, and turns every failure into one line, a hint and an exit code. */
import { Command, CommanderError } from 'commander'
import { AppError, EXIT } from '../core/error.ts'
import { steady } from '../core/printable.ts'
import { COMMANDS, STATUS } from './commands/index.ts'
import { interruption, VERSION } from './context.ts'

process.on('SIGINT', interrupt)
process.on('SIGTERM', interrupt)
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe has seen enough; damage that was found is told all the same.
  process.exit(error.code === 'EPIPE' ? (process.exitCode ?? EXIT.done) : EXIT.failed)
})
process.stderr.on('error', () => {
  // Nobody reads our words; the exit code still says how it ended.
})

async function run(args: readonly string[]): Promise<void> {
  try {
    const program = await buildProgram(args)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode = explain(error)
  }
}

/** Loads the one command that is asked for; the others are only named, for the help. */
async function buildProgram(args: readonly string[]): Promise<Command> {
  const [first] = args
  if (first === undefined || (first.startsWith('-') && !isProgramOption(first)))
    return (await STATUS.load()).command()
  const program = new Command('leakcheck')
    .description(
      'Whose records are in this leak? Cross-checks a dump with a portal’s registry and older breaches.',
    )
    .version(VERSION)
    .addHelpText('after', '\nBare `leakcheck` in a case says what is in it and what to do next.')
  for (const { name, summary, load } of COMMANDS) {
    if (name === first) program.addCommand((await load()).command())
    else program.command(name).summary(summary)
  }
  return quietly(program)
}

const isProgramOption = (word: string): boolean =>
  ['--help', '-h', '--version', '-V'].includes(word)

/** Errors of the argument parser are thrown, and told by us: its own texts repeat what was typed. */
function quietly(program: Command): Command {
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: () => {} })
  for (const command of program.commands) if (command.commands.length > 0) quietly(command)
  return program
}

function interrupt(): void {
  // A second signal does not wait for the command to notice the first.
  if (interruption.signal.aborted) process.exit(EXIT.interrupted)
  interruption.abort(new AppError('INTERRUPTED', 'interrupted'))
}

/** Prints an error and returns the exit code. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return explainUsage(error)
  if (error instanceof AppError) return fail(error.message, error.hint, error.exit, error)
  if (interruption.signal.aborted) return explain(interruption.signal.reason)
  return fail(
    'something broke that should not have',
    'run it again with LEAKCHECK_DEBUG=1 and report what it prints',
    EXIT.failed,
    error,
  )
}

const USAGE_TEXTS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': 'there is no such command',
  'commander.unknownOption': 'there is no such option',
  'commander.missingArgument': 'an argument is missing',
  'commander.optionMissingArgument': 'an option needs a value',
  'commander.missingMandatoryOptionValue': 'an option that is needed is missing',
  'commander.invalidArgument': 'an option has a value that it does not take',
  'commander.excessArguments': 'there are too many arguments',
  'commander.conflictingOption': 'two options exclude each other',
}

function explainUsage(error: CommanderError): number {
  if (error.exitCode === 0) return EXIT.done
  return fail(
    USAGE_TEXTS[error.code] ?? 'the command line is not understood',
    'see --help',
    EXIT.usage,
    error,
  )
}

function fail(message: string, hint: string, exit: number, error: unknown): number {
  process.stderr.write(`leakcheck: ${steady(message)}\nhint: ${steady(hint)}\n`)
  if (process.env['LEAKCHECK_DEBUG'] === '1') process.stderr.write(framesOf(error))
  return exit
}

/** Places in the code only: the message of an error that is not ours may repeat what was typed or read. */
function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const frames = error.stack?.split('\n').filter((line) => /^ {4}at /.test(line)) ?? []
  return `${[error.name, ...frames].join('\n')}\n`
}

await run(process.argv.slice(2))
