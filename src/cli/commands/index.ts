/** The list of commands; help and documentation follow it. A command's code is loaded when it is asked for. */
import type { Command } from 'commander'

export interface ListedCommand {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<{ readonly command: () => Command }>
}

/** What bare `leakcheck` does. */
export const STATUS: ListedCommand = {
  name: 'leakcheck',
  summary: 'what is in the case, what can be concluded, the next best file',
  load: () => import('./status.ts'),
}

export const COMMANDS = [
  {
    name: 'demo',
    summary: 'a whole invented case, from dumps to report',
    load: () => import('./demo.ts'),
  },
  { name: 'init', summary: 'start a case and its key', load: () => import('./init.ts') },
  {
    name: 'inspect',
    summary: 'what a file holds, as far as its first rows tell',
    load: () => import('./inspect.ts'),
  },
  {
    name: 'template',
    summary: 'an empty CSV for typing screenshots into',
    load: () => import('./template.ts'),
  },
  {
    name: 'ingest',
    summary: 'turn the identifiers of files into tokens in the case',
    load: () => import('./ingest.ts'),
  },
  {
    name: 'declare',
    summary: 'state a source of which no file is to be had',
    load: () => import('./declare.ts'),
  },
  {
    name: 'amend',
    summary: 'change what was stated of a source',
    load: () => import('./amend.ts'),
  },
  {
    name: 'sources',
    summary: 'the sources of the case and their files',
    load: () => import('./sources.ts'),
  },
  {
    name: 'match',
    summary: 'compare a dump with the other sources',
    load: () => import('./match.ts'),
  },
  { name: 'report', summary: 'a stored run as a document', load: () => import('./report.ts') },
  {
    name: 'verify',
    summary: 'check the case and its trail for damage',
    load: () => import('./verify.ts'),
  },
  {
    name: 'replay',
    summary: 'make a run again from its files and compare',
    load: () => import('./replay.ts'),
  },
  {
    name: 'check',
    summary: 'which sources hold an identifier',
    load: () => import('./check.ts'),
  },
  { name: 'log', summary: 'the audit trail', load: () => import('./log.ts') },
  { name: 'forget', summary: 'remove one source', load: () => import('./forget.ts') },
  {
    name: 'shred',
    summary: 'destroy the case key, and with it the case',
    load: () => import('./shred.ts'),
  },
  {
    name: 'hold',
    summary: 'while on, forget and shred refuse',
    load: () => import('./hold.ts'),
  },
  {
    name: 'key',
    summary: 'show, copy and protect the key of the case',
    load: () => import('./key.ts'),
  },
] as const satisfies readonly ListedCommand[]
