/** A run as one HTML file that can be signed, printed and read without a network or a script. */
import type { ProvenanceDocument } from '../provenance/document.ts'
import type { Cover, EarlierRun } from './cover.ts'
import { type Child, html, type Markup } from './html/markup.ts'
import { matrixSection } from './html/matrix.ts'
import { METHOD } from './html/method.ts'
import { holdersSection, sharesSection } from './html/origins.ts'
import { verbalScaleSection } from './html/scale.ts'
import { shell } from './html/shell.ts'
import { snapshotSection } from './html/snapshot.ts'
import { dataTable, list } from './html/table.ts'
import { nextEvidence, openQuestions, STANDING_LIMIT, weightSentence } from './reading.ts'
import { wholeNumber } from './text.ts'
import { tlpLabel } from './tlp.ts'

export function htmlReport(
  document: ProvenanceDocument,
  { tlp, earlier, yardsticks }: Cover,
): string {
  const { dump, run } = document
  const body = html`<header>
<p class="kicker"><span>leakcheck · provenance of records</span><strong>${tlpLabel(tlp)}</strong></p>
<h1>Whose records are in ${dump}?</h1>
<p class="soft">Run ${run} of ${document.created.slice(0, 10)}, leakcheck ${document.method.tool}</p>
</header>
<main>
${verdictBox(document)}
${verbalScaleSection(document)}
${section('What it rests on', reasons(document))}
${section('What was not tested', list([...document.limits, ...notUsed(document), STANDING_LIMIT]))}
${section('The questions, one by one', questions(document))}
${section('Where the records came from', sharesSection(document))}
${section('What agrees with what', matrixSection(document, yardsticks))}
${section('Who holds the same persons', html`${recordFacts(document)}${holdersSection(document)}`)}
${section('As of when', snapshotSection(document))}
${section('What would change this verdict', change(document))}
${section('Findings', findings(document))}
${section('Inputs', inputs(document))}
${section('Earlier runs of this case', earlierRuns(earlier))}
${section('The method in plain words', METHOD)}
${section('How to reproduce this', reproduce(document))}
</main>
<footer>${tlpLabel(tlp)} · ${dump}, run ${run} · made by leakcheck ${document.method.tool}, method ${document.method.version}. Counts of who holds whom can tell on persons to somebody who has the dump itself.</footer>`
  return shell(`${dump}: ${document.verdict.code} (run ${run})`, body)
}

const section = (heading: string, content: Child): Markup =>
  html`<section>
<h2>${heading}</h2>
${content}
</section>`

function verdictBox({ verdict, sources }: ProvenanceDocument): Markup {
  const weights = sources.flatMap((source) => weightSentence(source) ?? [])
  return html`<section class="verdict" aria-label="Verdict">
<span class="code">${verdict.code}</span>
<p class="sentence">${verdict.sentence}</p>
${weights.map((sentence) => html`<p class="weight">${sentence}</p>\n`)}<p class="soft">This does not say how the records left.</p>
</section>`
}

const reasons = ({ verdict, inputs: files }: ProvenanceDocument): Markup =>
  html`${
    verdict.because.length === 0
      ? html`<p>Counts and stated dates only; no likelihood ratio was computed.</p>`
      : list(verdict.because)
  }${
    files.some(({ complete }) => !complete)
      ? html`<p class="draft"><strong>PRELIMINARY.</strong> At least one file was read only in part; what is not found was not found in the part that could be read.</p>`
      : null
  }`

const notUsed = (document: ProvenanceDocument): readonly string[] =>
  document.notUsed.map(({ source, because }) => `${source} was not used: ${because}.`)

const questions = (document: ProvenanceDocument): Markup =>
  html`<dl class="questions">${openQuestions(document).map(({ question, answer }) => html`<dt>${question}</dt><dd>${answer}</dd>\n`)}</dl>`

function recordFacts({ records }: ProvenanceDocument): Markup {
  const facts = [
    ['in the dump', records.total],
    ['distinct', records.distinct],
    ['without a whole identifier', records.unlinkable],
    ['held by no source', records.noMatch],
  ] as const
  return html`<dl class="facts">${facts.map(([words, n]) => html`<div><dt>${words}</dt><dd>${wholeNumber(n)}</dd></div>`)}</dl>`
}

function change(document: ProvenanceDocument): Markup {
  const tips = document.sources.flatMap(({ name, contributed }) =>
    contributed?.tippingPoint
      ? [
          html`<strong>${name}</strong> stays supported even against an undisclosed source that differs from it <strong>${contributed.tippingPoint} times</strong> less often than any supplied corpus; against a much closer one it was not, or was not tested.`,
        ]
      : [],
  )
  const next = nextEvidence(document)
  return html`${tips.length === 0 ? null : html`<h3>Tipping point</h3>${list(tips)}`}
${next.length === 0 ? null : html`<h3>Evidence to ask for, the most useful first</h3>${list(next)}`}
<p class="soft">A date or a field list that turns out to be wrong can change the verdict too: see who stated it under the inputs.</p>`
}

const findings = ({ findings: found }: ProvenanceDocument): Markup =>
  found.length === 0
    ? html`<p>None.</p>`
    : dataTable(
        'What needs no probability, and what the fit showed beside the verdict.',
        [{ head: 'code' }, { head: 'what it says' }, { head: 'records', isNumber: true }],
        found.map(({ code, sentence, records }) => [
          html`<code>${code}</code>`,
          sentence,
          records === undefined ? '' : wholeNumber(records),
        ]),
        true,
      )

const inputs = ({ inputs: files }: ProvenanceDocument): Markup =>
  dataTable(
    'Every file that was read, with the SHA-256 of its bytes.',
    [
      { head: 'source' },
      { head: 'role' },
      { head: 'file' },
      { head: 'read' },
      { head: 'stated by' },
      { head: 'SHA-256' },
    ],
    files.map(({ source, role, file, complete, statedBy, sha256 }) => [
      source,
      role === 'registry' ? 'named registry' : role,
      file,
      complete ? 'whole' : 'in part',
      statedBy ?? '',
      html`<span class="hash">${sha256}</span>`,
    ]),
    true,
  )

const earlierRuns = (earlier: readonly EarlierRun[]): Markup =>
  earlier.length === 0
    ? html`<p>None: this is the first run.</p>`
    : dataTable(
        'A verdict that was looked for several times is worth less than one that was looked for once; every run of the case before this one stands here.',
        [{ head: 'run' }, { head: 'date' }, { head: 'dump' }, { head: 'verdict' }],
        earlier.map(({ run, created, dump, code }) => [run, created.slice(0, 10), dump, code]),
        true,
      )

function reproduce({ method, run, dump, created, inputs: files }: ProvenanceDocument): Markup {
  const { validation, seconds } = method
  const lines = [
    `leakcheck ${method.tool}, method ${method.version}, seed ${method.seed}`,
    ...files.map(
      ({ source, role, file }) => `leakcheck ingest "${file}" --as ${role} --name "${source}"`,
    ),
    `leakcheck match "${dump}" --created ${created}`,
  ]
  return html`<p>With the same files (compare the SHA-256), the same statements about them and the same version, the same figures come out under any key:</p>
<pre>${lines.join('\n')}</pre>
<p>Run ${run} took ${Object.entries(seconds)
    .map(([stage, n]) => `${n} s to ${stage}`)
    .join(', ')}. ${
    validation === null
      ? 'No pretend dump was run.'
      : html`${wholeNumber(validation.runs)} pretend dumps without the source supported it ${wholeNumber(validation.falseAttributions)} times (95 %: at most ${(100 * validation.upperBound).toFixed(1)} %); of ${wholeNumber(validation.found.runs)} that held 30 % or more of it, ${wholeNumber(validation.found.found)} found it.`
  }</p>`
}
