#!/usr/bin/env node
// Old Node crashes inside the SQLite driver, so the version is looked at before anything is loaded.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 24 || (major === 24 && minor >= 12)) {
  await import('../dist/cli/main.js')
} else {
  process.stderr.write(
    `leakcheck: this is Node ${process.versions.node}, and leakcheck needs 24.12 or newer\n` +
      'hint: in a checkout `npm exec leakcheck` runs on the Node that npm ci installed\n',
  )
  process.exitCode = 1
}
