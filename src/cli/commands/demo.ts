/** `leakcheck demo` */
import { Command } from 'commander'
import { prepareDemo } from '../../case/demo.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { silently } from '../output.ts'

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
  process.chdir(demo.folder)
  process.env['LEAKCHECK_CASE'] = '.leakcheck'
  process.env['LEAKCHECK_KEY_FILE'] = 'demo.key'
  for (const args of demo.commands) {
    output.note(`\n$ leakcheck ${args.map(quoted).join(' ')}`)
    await silently(output.isJson, () => runCommand(args))
  }
  output.result({ schema: 'leakcheck.demo/1', folder: demo.folder, report: demo.report }, () =>
    ['', `The case is in ${demo.folder}`, `The report is ${demo.report}`].join('\n'),
  )
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`)

/** The commands that the demo runs, bare `leakcheck` under the empty name. */
const USED: Readonly<Record<string, () => Promise<{ readonly command: () => Command }>>> = {
  '': () => import('./status.ts'),
  init: () => import('./init.ts'),
  ingest: () => import('./ingest.ts'),
  match: () => import('./match.ts'),
  report: () => import('./report.ts'),
}

/** The real command, as the program itself runs it. */
async function runCommand([name = '', ...args]: readonly string[]): Promise<void> {
  const used = await USED[name]?.()
  await used?.command().parseAsync(args, { from: 'user' })
}
