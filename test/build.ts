/** Builds build/kernels.wasm and dist/ once, before any test runs the program as its user would. */
import { spawnSync } from 'node:child_process'

export function setup(): void {
  const { status } = spawnSync(process.execPath, ['scripts/prepare.js'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('the build failed')
}
