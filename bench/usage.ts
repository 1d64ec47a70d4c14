/** Loaded before a contestant (`--import`): writes its time and memory to the file that BENCH_USAGE names when it ends. */
import { writeFileSync } from 'node:fs'

export interface Usage {
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakMegabytes: number
}

const file = process.env['BENCH_USAGE']
if (file !== undefined) {
  delete process.env['BENCH_USAGE']
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    const usage: Usage = {
      wallSeconds: performance.now() / 1000,
      cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
      peakMegabytes: maxRSS / 1024,
    }
    writeFileSync(file, JSON.stringify(usage))
  })
}
