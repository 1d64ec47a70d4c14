// Builds build/kernels.wasm and dist/ after `npm ci`; an install without development dependencies has no compilers and
// ships both already.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const STEPS = [
  ['node_modules/assemblyscript/bin/asc.js', 'assembly/index.ts', '--target', 'release'],
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'],
]

for (const [compiler, ...args] of existsSync('src') ? STEPS : []) {
  if (!existsSync(compiler)) continue
  const { status } = spawnSync(process.execPath, [compiler, ...args], { stdio: 'inherit' })
  process.exitCode ||= status ?? 1
}
