#!/usr/bin/env node
// Old Node crashes inside the SQLite driver, so the version is looked at before anything is loaded.
import { diagnosticOption, shutDiagnostics } from './process-guard.js'

const [major, minor] = process.versions.node.split('.').map(Number)
const option = diagnosticOption()
if (major < 24 || (major === 24 && minor < 12)) {
  refuse(
    `this is Node ${process.versions.node}, and leakcheck needs 24.12 or newer`,
    'in a checkout `npm exec leakcheck` runs on the Node that npm ci installed',
  )
} else if (option !== null) {
  refuse(
    `Node was started with ${option}, which can show what is in memory`,
    'take it out of NODE_OPTIONS and of the command line',
  )
} else {
  shutDiagnostics()
  await import('../dist/cli/main.js')
}

function refuse(message, hint) {
  process.stderr.write(`leakcheck: ${message}\nhint: ${hint}\n`)
  process.exitCode = 1
}
