/** `leakcheck report` */
import { Command, InvalidArgumentError, Option } from 'commander'
import { report } from '../../case/report.ts'
import { FORMS, REPORTS } from '../../reports/index.ts'
import { TLP_LEVELS, type Tlp } from '../../reports/tlp.ts'
import { type CommonFlags, contextOf, withCommonOptions } from '../context.ts'
import { trailLine } from './trail-line.ts'

interface Flags extends CommonFlags {
  readonly format?: string
  readonly output?: string
  readonly tlp?: Tlp
  readonly evidence?: boolean
  readonly public?: boolean
  readonly since?: number
  readonly sign?: string
}

const EXAMPLES = `
Examples:
  leakcheck report -o report.html                   the newest run, to read, print and sign
  leakcheck report 2 --format stix --tlp green -o run-2.stix.json
  leakcheck report --evidence --sign cert.pem -o report.json    leakcheck verify computes it again
  leakcheck report --sign cert.pem -o report.html   and report.html.sig beside it
  leakcheck report --public -o public.html          small counts hidden
  leakcheck report --format cert-in                 a draft for CERT-In; needs no run yet

Formats of a run: ${REPORTS.map(({ name }) => name).join(', ')}. Drafts of forms: ${FORMS.map(({ name }) => name).join(', ')}.`

const FORMATS = [...REPORTS, ...FORMS].map(({ name }) => name)

export function command(): Command {
  return withCommonOptions(new Command('report'))
    .summary('a stored run as a document, or a form to be completed')
    .description(
      'Writes a stored run as a document, the newest where none is named; or drafts a form from the case. Without --format: HTML to a file (or what its name ends in), a page of text to the terminal.',
    )
    .argument('[run]', 'the number of the run', runNumber)
    .addOption(new Option('--format <name>', 'the format').choices(FORMATS))
    .addOption(
      new Option(
        '--tlp <level>',
        'who may see it (amber+strict; clear with --public, red with --evidence)',
      ).choices(TLP_LEVELS),
    )
    .option('--evidence', 'JSON with all that the figures follow from, for verify')
    .option('--public', 'the version that leaves the building: small counts hidden')
    .option('--since <run>', 'what changed since an earlier run', runNumber)
    .option(
      '--sign <keyfile>',
      'sign with an Ed25519 private key (PEM): JSON within, other files in FILE.sig',
    )
    .option('-o, --output <file>', 'write to a new file instead of standard output')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function runNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('a number')
  return Number(text)
}

async function run(wanted: number | undefined, flags: Flags): Promise<void> {
  const { environment, output } = contextOf(flags)
  const made = await report(environment, {
    run: wanted ?? null,
    format: flags.format ?? usualFormat(flags),
    tlp: flags.tlp ?? null,
    withEvidence: flags.evidence === true,
    isPublic: flags.public === true,
    since: flags.since ?? null,
    signWith: flags.sign ?? null,
    output: flags.output,
    medium: flags.output?.toLowerCase().endsWith('.html') ? 'html' : 'md',
  })
  if (flags.output === undefined) output.document(made.text)
  if (made.isOutdated)
    output.note(
      `run ${made.run} is older than the newest files of the case: leakcheck match makes a new one`,
    )
  output.note(trailLine(made.head))
}

function usualFormat({ json, evidence, sign, output }: Flags): string {
  if (output !== undefined) return formatOf(output)
  return json === true || evidence === true || sign !== undefined ? 'json' : 'text'
}

/** What the name of a file ends in, the longest ending first. */
function formatOf(path: string): string {
  const fitting = REPORTS.filter(({ ending }) => path.toLowerCase().endsWith(ending))
  return fitting.toSorted((a, b) => b.ending.length - a.ending.length)[0]?.name ?? 'html'
}
