/** The processor time that work in this process costs, in milliseconds: however busy the machine is, it stays the same. */
export function cpuTime(): () => number {
  const started = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(started)
    return (user + system) / 1000
  }
}
