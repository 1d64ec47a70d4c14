/** `leakcheck verify` */
import { Command } from 'commander'
import { isSignedFile, type SignedFile, verifySigned } from '../../case/signed-file.ts'
import { type Verification, verify } from '../../case/verify.ts'
import {
  type ReportVerification,
  type SignatureCheck,
  verifyReport,
} from '../../case/verify-report.ts'
import { AppError, EXIT } from '../../core/error.ts'
import { wholeNumber } from '../../reports/text.ts'
import { type CommonFlags, contextOf, VERSION, withCommonOptions } from '../context.ts'

interface Flags extends CommonFlags {
  readonly head?: string
  readonly full?: boolean
}

const EXAMPLES = `
Examples:
  leakcheck verify                                  the case: every box, every count, the trail
  leakcheck verify --head 41:9f3c5d2ab10e77c4       against a trail line that was written down
  leakcheck verify report.json                      a report: without the case, without its key
  leakcheck verify report.json --key cert.pub.pem   and that it was signed with this key
  leakcheck verify report.html --key cert.pub.pem   by the report.html.sig beside it

Of a report, --key is the public key of whoever should have signed it.`

export function command(): Command {
  return withCommonOptions(new Command('verify'))
    .summary('check the case and its trail for damage, or that a report follows')
    .description(
      'Opens every box, counts, and follows the trail. Or, for a JSON report with its evidence: computes verdict, shares and ratios again, without the case and without its key, and names what does not follow. Exit code 5 where something does not hold.',
    )
    .argument('[report]', 'a report in JSON, or one with its .sig; the case where none is named')
    .option('--head <n:hash>', 'a trail line that was written down at the time')
    .option('--full', 'of a report: run its pretend dumps again too, as long as match took')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(path: string | undefined, flags: Flags): Promise<void> {
  if (path === undefined) await runCase(flags)
  else await runReport(path, flags)
}

async function runReport(path: string, flags: Flags): Promise<void> {
  if (flags.head !== undefined)
    throw new AppError('USAGE', 'a trail line is looked for in the case, not in a report', {
      hint: 'leakcheck verify --head N:HASH',
    })
  const { environment, output } = contextOf(flags)
  if (isSignedFile(path)) {
    const signed = verifySigned(path, flags.key ?? null)
    output.result({ schema: 'leakcheck.verify-signature/1', ...signed }, () => signedText(signed))
    if (!signed.isSigned) process.exitCode = EXIT.damaged
    return
  }
  const verification = await verifyReport(environment, path, {
    key: flags.key ?? null,
    isFull: flags.full === true,
  })
  output.result({ schema: 'leakcheck.verify-report/1', ...verification }, () =>
    reportText(verification),
  )
  if (verification.faults.length + verification.differences.length > 0)
    process.exitCode = EXIT.damaged
}

/** Differences that are told one by one; a changed pattern can move every figure. */
const MOST_DIFFERENCES = 20

function reportText(verification: ReportVerification): string {
  const {
    faults,
    differences,
    recomputed,
    rerun,
    signature,
    madeWith,
    methods,
    run,
    dump,
    notChecked,
  } = verification
  const rest = differences.length - MOST_DIFFERENCES
  const holds = faults.length + differences.length === 0
  return [
    `run ${run} of ${dump}`,
    ...(methods === null
      ? []
      : [
          `made by another method: its version is ${methods.its}, that of this leakcheck ${methods.ours}; what does not follow here may follow by the other`,
        ]),
    ...faults.map((fault) => `does not hold: ${fault}`),
    ...differences
      .slice(0, MOST_DIFFERENCES)
      .map(
        ({ figure, stated, follows }) =>
          `does not follow: ${figure} (${stated === follows ? stated : `${stated}, not ${follows}`})`,
      ),
    ...(rest > 0 ? [`and ${wholeNumber(rest)} more figures`] : []),
    ...(madeWith === null
      ? []
      : [`made by leakcheck ${madeWith}; this is ${VERSION}, which may compute otherwise`]),
    ...(recomputed === null
      ? ['not recomputed: the report carries no evidence (report --format json --evidence)']
      : holds
        ? [
            `recomputed: all ${wholeNumber(recomputed)} figures and texts follow from the evidence in it`,
            rerun === null
              ? 'its pretend dumps count as recorded (--full runs them again)'
              : `its ${wholeNumber(rerun)} pretend dumps were run again and gave the same`,
            'That the evidence follows from the files is another question: it takes the files.',
          ]
        : []),
    ...notChecked.map((what) => `not checked: ${what}`),
    ...signatureText(signature),
  ].join('\n')
}

const signedText = ({ file, isSigned, fingerprint }: SignedFile): string =>
  isSigned
    ? `${file} is as it was signed, with the key given, ${fingerprint}\nThat its figures follow is another question: leakcheck verify of the JSON report with its evidence.`
    : `does not hold: the signature beside ${file} is not of this file and the key given, ${fingerprint}`

/** A signature that does not hold is told of among the faults. */
function signatureText({ state, fingerprint, isKeyGiven }: SignatureCheck): readonly string[] {
  if (state === 'none') return isKeyGiven ? [] : ['not signed: it does not show who made it']
  if (state !== 'valid') return []
  return [
    isKeyGiven
      ? `signed with the key given, ${fingerprint}`
      : `signed by ${fingerprint}; whose key that is, --key checks`,
  ]
}

async function runCase(flags: Flags): Promise<void> {
  if (flags.full === true)
    throw new AppError('USAGE', '--full is of a report: the case itself is always checked whole', {
      hint: 'leakcheck verify report.json --full',
    })
  const { environment, output } = contextOf(flags)
  const verification = await verify(environment, flags.head ?? null)
  output.result({ schema: 'leakcheck.verify/1', ...verification }, () =>
    verificationText(verification),
  )
  if (verification.faults.length > 0 || verification.headFound === false)
    process.exitCode = EXIT.damaged
}

function verificationText({
  faults,
  notices,
  boxes,
  trailEntries,
  headFound,
}: Verification): string {
  const counted = `${wholeNumber(boxes)} boxes open, ${wholeNumber(trailEntries)} trail entries follow`
  const head = {
    true: 'the trail line is in the trail: nothing before it was rewritten',
    false: 'the trail line is NOT in the trail: the case was rewritten, restored, or is another',
    null: 'internally consistent; a rewritten or restored case would look the same (--head checks)',
  }[`${headFound}`]
  return [
    ...faults.map((fault) => `damaged: ${fault}`),
    ...(faults.length === 0 ? [counted] : []),
    ...notices.map((notice) => `note: ${notice}`),
    head,
  ].join('\n')
}
