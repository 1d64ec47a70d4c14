/**
 * Where the time of an ingest goes: `node bench/registry-csv.ts 1000000 > FILE && node bench/stages.ts FILE` reads the file on one
 * thread, stage by stage, and prints processor time a row. One thread, so that nothing waits for another.
 */
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decideColumns } from '../src/columns/decide.ts'
import { LineRanges } from '../src/evidence/line-ranges.ts'
import { Kernels } from '../src/kernels/module.ts'
import { layoutOf } from '../src/readers/csv-layout.ts'
import { sniffDialect } from '../src/readers/csv-sniff.ts'
import { BoxWriter } from '../src/store/box-writer.ts'
import { createDatabase } from '../src/store/database.ts'
import { PartWriter } from '../src/store/part-writer.ts'
import { Sealer } from '../src/store/seal.ts'
import { addFile, addPart, addSource } from '../src/store/sources.ts'
import { CaseKey } from '../src/tokens/case-key.ts'
import { kernelPlan } from '../src/tokens/kernel-plan.ts'
import { PairHasher } from '../src/tokens/pair-hasher.ts'
import { RangeEncoder } from '../src/tokens/range-encoder.ts'
import { RecordEncoder } from '../src/tokens/record-encoder.ts'

const HEAD_BYTES = 64 * 1024
const spent = new Map<string, number>()
let inner = 0

/** Adds the time of some work to a stage; that of stages within it is theirs. */
function timed<T>(stage: string, work: () => T): T {
  const start = process.threadCpuUsage()
  const before = inner
  const result = work()
  const { user, system } = process.threadCpuUsage(start)
  const total = user + system
  spent.set(stage, (spent.get(stage) ?? 0) + total - (inner - before))
  inner = before + total
  return result
}

const STAGES: Readonly<Record<string, string>> = {
  countLines: 'scan',
  scan: 'scan',
  phones: 'normalise identifiers',
  aadhaars: 'normalise identifiers',
  pans: 'normalise identifiers',
  tokens: 'HMAC',
  shownParts: 'fingerprints',
  names: 'names',
  codes: 'codes',
  ranks: 'ranks of the probe',
}

/** The kernels, each timed. */
function timedKernels(): Kernels {
  const kernels = Kernels.load()
  const run = kernels.run as unknown as Record<string, unknown>
  const wrapped = Object.fromEntries(
    Object.entries(run).map(([name, own]) => {
      const stage = STAGES[name]
      if (stage === undefined || typeof own !== 'function') return [name, own]
      return [name, (...place: number[]) => timed(stage, () => own(...place))]
    }),
  )
  Object.defineProperty(kernels, 'run', { value: wrapped })
  return kernels
}

const [path = ''] = process.argv.slice(2)
const bytes = timed('read', () => readFileSync(path))
timed('hash of the file', () => createHash('sha256').update(bytes).digest())
const lines = new LineRanges()
const ranges = timed('cut into ranges', () => [...lines.add(bytes), ...lines.end()])

const sniffed = sniffDialect(bytes.toString('utf8', 0, HEAD_BYTES))
const layout = layoutOf(sniffed)
const sample = sniffed.sample.map(({ cells }) => cells).slice(1)
const headers = layout.header?.names.slice() ?? []
const decisions = decideColumns({ headers, sample, overrides: new Map() })
const key = CaseKey.generate()
const { layout: part } = new RecordEncoder(key.derivation, decisions, {
  fingerprint: false,
  asked: false,
})
const plan = kernelPlan(decisions, part, { dialect: sniffed.dialect, layout })
if (plan === null) throw new Error('kernels do not read this file')
const encoder = new RangeEncoder(timedKernels(), key.derivation, decisions, plan, {
  encoder: 0,
  fingerprint: false,
  quick: null,
})

const folder = mkdtempSync(join(tmpdir(), 'leakcheck-stages-'))
const db = createDatabase(join(folder, 'case.db'))
db.exec('BEGIN')
const source = addSource(db, 'portal', 'registry', {})
const file = addFile(db, { source, name: 'f', options: '{}', ingested: '' })
const id = addPart(db, file, 0, part)
const writer = new PartWriter(
  part,
  new BoxWriter(db, new Sealer(key), id),
  id,
  new PairHasher(key.derivation),
)
let rows = 0
for (const range of ranges) {
  const encoded = timed('columns', () => encoder.encode(range.bytes))
  if (encoded === null) throw new Error('a range cannot be read apart')
  rows += encoded.account.summary.rows
  timed('blocks, and tokens spilled', () => writer.appendRange(encoded.range))
}
timed('tokens sorted, segments written', () => writer.finish())
timed('commit', () => db.exec('COMMIT'))
db.close()
rmSync(folder, { recursive: true })

const total = [...spent.values()].reduce((sum, own) => sum + own, 0)
process.stdout.write(`| stage | ns a row | share |\n| --- | --- | --- |\n`)
for (const [stage, own] of spent) {
  const share = ((100 * own) / total).toFixed(1)
  process.stdout.write(`| ${stage} | ${((1000 * own) / rows).toFixed(0)} | ${share} % |\n`)
}
process.stdout.write(`| all, ${rows} rows | ${((1000 * total) / rows).toFixed(0)} | |\n`)
