/** `verify REPORT.json`: does every figure of a report follow from the evidence in it, and who signed it? No case is opened. */
import { readFileSync, statSync } from 'node:fs'
import { AppError } from '../core/error.ts'
import { LIMITS } from '../core/limits.ts'
import { printable } from '../core/printable.ts'
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { ForgottenSource } from '../reports/cover.ts'
import { countFigures, type Difference, differences } from '../reports/differences.ts'
import { commitment, type OpenedEvidence } from '../reports/evidence.ts'
import { digestOf } from '../reports/json.ts'
import { isPreliminary } from '../reports/reading.ts'
import { PUBLIC_SCHEMA } from '../reports/reported.ts'
import { fingerprint, isSignedBy, type Signature } from '../reports/signature.ts'
import type { Environment } from './environment.ts'
import { markForgotten } from './history.ts'
import { type MethodPair, otherMethods } from './method-version.ts'
import { recompute, runAgain } from './recompute.ts'
import { checkingKey, keyOf } from './signing-key.ts'

export interface ReportCheck {
  /** File of the public key of whoever should have signed it. */
  readonly key: string | null
  /** The pretend dumps are run again too. */
  readonly isFull: boolean
}

export interface ReportVerification {
  readonly run: number
  readonly dump: string
  /** Figures that were computed again; `null` without evidence. */
  readonly recomputed: number | null
  /** Pretend dumps that were run again; `null` where they were taken as recorded. */
  readonly rerun: number | null
  /** Whether the evidence is the one that the report commits to; `null` without evidence. */
  readonly committed: boolean | null
  readonly signature: SignatureCheck
  /** What does not follow, by the name of the figure. */
  readonly differences: readonly Difference[]
  readonly faults: readonly string[]
  /** What stands in the report and takes more than its evidence to compute. */
  readonly notChecked: readonly string[]
  /** The version that made it, where that is another than this one. */
  readonly madeWith: string | null
  /** Its method and this one's, where the two differ: what does not follow here may follow by the other. */
  readonly methods: MethodPair | null
}

export interface SignatureCheck {
  readonly state: 'none' | 'valid' | 'invalid' | 'another key'
  /** Of the key that signed. */
  readonly fingerprint: string | null
  /** Whether the key was given by whoever checks, and not taken from the report. */
  readonly isKeyGiven: boolean
}

/** What stands around the document; as it was read, not yet trusted. */
interface Report extends ProvenanceDocument {
  readonly report?: {
    readonly commitment?: unknown
    readonly forgotten?: unknown
    readonly preliminary?: unknown
    readonly changes?: unknown
    readonly digest?: string
  }
  readonly evidence?: OpenedEvidence
  readonly signature?: Signature
}

/** @throws AppError FILE_MISSING, INPUT_UNREADABLE, INPUT_LIMIT, USAGE */
export async function verifyReport(
  environment: Environment,
  path: string,
  { key: keyPath, isFull }: ReportCheck,
): Promise<ReportVerification> {
  const key = keyPath === null ? null : checkingKey(keyPath)
  const report = readReport(path)
  const { evidence } = report
  const signature = checkSignature(report, key)
  const checked =
    evidence === undefined
      ? { recomputed: null, rerun: null, committed: null, differences: [], faults: [] }
      : await checkEvidence(environment, report, evidence, isFull)
  const tool = report.method?.tool
  return {
    run: report.run,
    dump: printable(report.dump),
    ...checked,
    faults: [
      ...digestFaults(report),
      ...preliminaryFaults(report),
      ...signatureFaults(signature, key !== null),
      ...checked.faults,
    ],
    signature,
    methods: otherMethods(report.method),
    notChecked:
      report.report?.changes === undefined ? [] : ['what changed since an earlier run takes both'],
    madeWith: typeof tool === 'string' && tool !== environment.version ? printable(tool) : null,
  }
}

/** What `match --json` prints has no digest: there is nothing around it. */
function digestFaults({
  signature: _signature,
  report: around,
  ...members
}: Report): readonly string[] {
  if (around === undefined) return []
  return digestOf({ ...members, report: around }) === around.digest
    ? []
    : ['the report is not as it was written: its digest is another']
}

/** Of partial files and quick cuts, whoever reads the report must be told. */
function preliminaryFaults({ report: around, inputs }: Report): readonly string[] {
  if (around === undefined || !Array.isArray(inputs) || inputs.some((one) => !isObject(one)))
    return []
  return around.preliminary === isPreliminary({ inputs })
    ? []
    : ['whether the report is preliminary does not follow from its inputs']
}

/** @throws AppError INPUT_UNREADABLE where it is no report of a run */
function readReport(path: string): Report {
  const unreadable = (cause?: unknown) =>
    new AppError('INPUT_UNREADABLE', 'the file is no JSON report of leakcheck', {
      hint: 'leakcheck report --format json --evidence -o report.json makes one',
      cause,
    })
  let report: unknown
  try {
    report = unambiguousJson(textOf(path))
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw unreadable(cause)
  }
  if (!isReport(report)) throw unreadable()
  return report
}

/**
 * JSON that reads the same to everybody: of two members of one name some readers take the first, and 1e999 is signed like null.
 * @throws SyntaxError
 */
function unambiguousJson(text: string): unknown {
  let members = 0
  const value: unknown = JSON.parse(text, (_, item) => {
    if (typeof item === 'number' && !Number.isFinite(item)) throw new SyntaxError('no number')
    if (isObject(item)) members += Object.keys(item).length
    return item
  })
  const written = text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g)
  for (const [, colon] of written) if (colon !== undefined) members -= 1
  if (members !== 0) throw new SyntaxError('a member stands there twice')
  return value
}

function textOf(path: string): string {
  try {
    if (statSync(path).size <= LIMITS.reportBytes) return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new AppError('FILE_MISSING', 'the report cannot be read', { cause })
  }
  throw new AppError('INPUT_LIMIT', `a report has at most ${LIMITS.reportBytes} bytes`)
}

function isReport(value: unknown): value is Report {
  if (!isObject(value)) return false
  const { schema, run, dump, report, evidence, signature } = value
  const isKnown = schema === 'leakcheck.provenance/1' || schema === PUBLIC_SCHEMA
  const isWhole = [report, evidence, signature].every(
    (member) => member === undefined || isObject(member),
  )
  return isKnown && isWhole && typeof run === 'number' && typeof dump === 'string'
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function checkEvidence(
  environment: Environment,
  report: Report,
  evidence: OpenedEvidence,
  isFull: boolean,
): Promise<
  Pick<ReportVerification, 'recomputed' | 'rerun' | 'committed' | 'differences' | 'faults'>
> {
  const { report: around, evidence: _evidence, signature: _signature, ...stated } = report
  const committed = isCommitted(evidence, around?.commitment)
  const faults = committed ? [] : ['the evidence is not the one that the report commits to']
  try {
    const recomputed = await recompute(environment, evidence)
    const again = markForgotten(recomputed, forgottenIn(around, recomputed))
    // Numbers and texts as JSON holds them, like those that were read.
    const follows: unknown = JSON.parse(JSON.stringify(again))
    const nullRuns = isFull ? await runAgain(environment, evidence) : null
    return {
      recomputed: countFigures(follows),
      rerun: nullRuns === null ? null : nullRuns.length,
      committed,
      differences: [
        ...differences(stated, follows),
        ...(nullRuns === null ? [] : differences(evidence.nullRuns, nullRuns, 'evidence.nullRuns')),
      ],
      faults,
    }
  } catch (error) {
    environment.signal.throwIfAborted()
    if (error instanceof AppError) throw error
    return {
      recomputed: 0,
      rerun: null,
      committed,
      differences: [],
      faults: [...faults, 'the evidence cannot be computed with'],
    }
  }
}

function isCommitted(evidence: OpenedEvidence, stated: unknown): boolean {
  return typeof evidence.nonce === 'string' && commitment(evidence) === stated
}

/** Only sources of the run: what else is listed there would put a sentence of anybody's among the limits. */
function forgottenIn(
  around: Report['report'],
  { dump, inputs }: ProvenanceDocument,
): readonly ForgottenSource[] {
  const listed = around?.forgotten
  const names = new Set([dump, ...inputs.map(({ source }) => source)])
  if (!Array.isArray(listed)) return []
  return listed.filter(
    (one: Readonly<Record<string, unknown>> | null): one is ForgottenSource & typeof one =>
      isObject(one) &&
      names.has(String(one['source'])) &&
      /^\d{4}-\d\d-\d\d$/.test(String(one['on'])),
  )
}

function checkSignature(
  report: Report,
  given: ReturnType<typeof checkingKey> | null,
): SignatureCheck {
  const { signature, ...signed } = report
  const isKeyGiven = given !== null
  if (signature === undefined) return { state: 'none', fingerprint: null, isKeyGiven }
  const own = keyOf(signature)
  if (own === null) return { state: 'invalid', fingerprint: null, isKeyGiven }
  const isOther = given !== null && fingerprint(given) !== fingerprint(own)
  const state = isOther ? 'another key' : isSignedBy(signed, signature, own) ? 'valid' : 'invalid'
  return { state, fingerprint: fingerprint(own), isKeyGiven }
}

function signatureFaults({ state }: SignatureCheck, isAsked: boolean): readonly string[] {
  switch (state) {
    case 'valid':
      return []
    case 'none':
      return isAsked ? ['the report is not signed'] : []
    case 'invalid':
      return ['the signature is not of this report']
    case 'another key':
      return ['the report is signed with another key than the one given']
  }
}
