/** `leakcheck demo` */
import { spawnSync } from 'node:child_process'
import { Command } from 'commander'
import { prepareDemo } from '../../case/demo.ts'
import { AppError } from '../../core/error.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'

const EXAMPLES = `
Examples:
  leakcheck demo                                    in ./leakcheck-demo
  leakcheck demo /tmp/june-2023`

export function command(): Command {
  return withCommonOptions(new Command('demo'))
    .summary('a whole invented case, from dumps to report')
    .description(
      'Invents a case in the likeness of June 2023 and runs the real commands over it. All people in it are made up.',
    )
    .argument('[dir]', 'a new folder for it')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(folder: string | undefined, flags: CommonFlags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const demo = prepareDemo(environment, folder)
  for (const args of demo.commands) {
    output.note(`\n$ leakcheck ${args.map(quoted).join(' ')}`)
    runCommand(demo.folder, args, output.isJson)
  }
  output.result({ schema: 'leakcheck.demo/1', folder: demo.folder, report: demo.report }, () =>
    ['', `The case is in ${demo.folder}`, `The report is ${demo.report}`].join('\n'),
  )
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`)

/** The real command, as a process of its own; with `--json` its output is not mixed into ours. */
function runCommand(folder: string, args: readonly string[], isJson: boolean): void {
  const program = process.argv[1] ?? ''
  const env = { ...process.env, LEAKCHECK_KEY_FILE: 'demo.key', LEAKCHECK_CASE: '.leakcheck' }
  const { status } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', isJson ? 'ignore' : 'inherit', 'inherit'],
  })
  if (status !== 0)
    throw new AppError('USAGE', 'a command of the demo failed', { hint: 'its words stand above' })
}
