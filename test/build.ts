/** Builds dist/ once before the tests: the commands are tested as users run them. */
import { spawnSync } from 'node:child_process'

export function setup(): void {
  const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the build failed')
}
