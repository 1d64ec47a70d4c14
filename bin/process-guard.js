/** Closes the ways in which Node itself would show what a command holds in memory: inspector, heap snapshots, reports. */

/** Options of Node that open a debugger or write memory, heap, profile or report to a file. */
const DIAGNOSTIC =
  /^--(?:inspect|debug|heapsnapshot|heap-prof|cpu-prof|prof\b|diagnostic-dir|report|experimental-report|abort-on-uncaught-exception|trace-event)[\w-]*/

/** The first such option that Node was started with, by its name alone, or `null`. */
export function diagnosticOption() {
  const words = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(/[\s"]+/)]
  // Node takes underscores for dashes.
  const names = words.map((word) => DIAGNOSTIC.exec(word.replaceAll('_', '-'))?.[0])
  return names.find((name) => name !== undefined) ?? null
}

/** No variable of the environment in a report, no report of its own accord, and no inspector on SIGUSR1. */
export function shutDiagnostics() {
  process.report.excludeEnv = true
  process.report.excludeNetwork = true
  process.report.reportOnFatalError = false
  process.report.reportOnSignal = false
  process.report.reportOnUncaughtException = false
  // With a listener of ours, Node does not open its inspector on this signal.
  if (process.platform !== 'win32') process.on('SIGUSR1', () => {})
}
