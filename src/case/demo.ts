/** `demo`: the files of the invented case, and the commands that a responder would type over them. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '../core/error.ts'
import { inventCase } from '../demo/june-2023.ts'
import type { Environment } from './environment.ts'

const SEED = 2023
const FOLDER = 'leakcheck-demo'

export interface Demo {
  readonly folder: string
  /** Command lines without the program's name, to be run in the folder. */
  readonly commands: readonly (readonly string[])[]
  readonly report: string
}

/** Writes the invented files into a new folder. @throws AppError USAGE where the folder is there already */
export function prepareDemo({ workingFolder }: Environment, folder: string | undefined): Demo {
  const path = resolve(workingFolder, folder ?? FOLDER)
  if (existsSync(path)) {
    throw new AppError('USAGE', 'the folder of the demo is there already', {
      hint: 'leakcheck demo OTHER-FOLDER',
    })
  }
  const { files } = inventCase(SEED)
  for (const { name, text } of files) {
    mkdirSync(dirname(join(path, name)), { recursive: true })
    writeFileSync(join(path, name), text)
  }
  const report = 'report.html'
  const commands = [
    ['init', '--key', 'demo.key'],
    ...files.map(({ name, ingest }) => ['ingest', name, ...ingest]),
    [],
    ['match', '--calibrate', '100'],
    ['report', '-o', report],
  ]
  return { folder: path, commands, report: join(path, report) }
}
