/** Writes docs/cli.md from the program's own help: `node scripts/docs.ts` writes it, `--check` tells whether it is out of date. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { COMMANDS } from '../src/cli/commands/index.ts'

const path = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

function help(args: readonly string[]): string {
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '80' }
  const { stdout, status } = spawnSync(
    process.execPath,
    [path('bin/leakcheck.js'), ...args, '--help'],
    { env },
  )
  if (status !== 0) throw new Error(`no help for leakcheck ${args.join(' ')}`)
  return stdout.toString().trimEnd()
}

/** A command's own sub-commands, as its help lists them. */
const subcommands = (text: string): string[] =>
  Array.from(
    text.split('\nCommands:\n')[1]?.matchAll(/^ {2}([a-z]+)/gm) ?? [],
    ([, name]) => name ?? '',
  ).filter((name) => name !== 'help')

function section(args: readonly string[]): string[] {
  const text = help(args)
  return [
    `## leakcheck ${args.join(' ')}`.trimEnd(),
    '',
    '```',
    text,
    '```',
    '',
    ...nested(args, text),
  ]
}

const nested = (args: readonly string[], text: string): string[] =>
  args.length === 1 ? subcommands(text).flatMap((name) => section([...args, name])) : []

const document = [
  '# Commands',
  '',
  'Made from the program’s own help by `npm run docs`; exit codes and JSON documents are in the README.',
  '',
  ...section([]).slice(0, -1),
  '',
  ...COMMANDS.flatMap(({ name }) => section([name])),
].join('\n')

if (process.argv.includes('--check')) {
  if (readFileSync(path('docs/cli.md'), 'utf8') !== document) {
    process.stderr.write('docs/cli.md is out of date: npm run docs\n')
    process.exitCode = 1
  }
} else {
  writeFileSync(path('docs/cli.md'), document)
}
