/** A run as one HTML file that can be signed, printed and read without a network or a script. */

import { TIPPING_FACTORS } from '../provenance/constants.ts'
import type { Changes } from './changes.ts'
import {
  CLOSER,
  conclusions,
  openQuestions,
  STANDING_LIMIT,
  supportedSources,
} from './conclusions.ts'
import type { Cover, EarlierRun } from './cover.ts'
import { type Child, html, type Markup } from './html/markup.ts'
import { matrixSection } from './html/matrix.ts'
import { METHOD } from './html/method.ts'
import { holdersSection, sharesSection } from './html/origins.ts'
import { verbalScaleSection } from './html/scale.ts'
import { shell } from './html/shell.ts'
import { snapshotSection } from './html/snapshot.ts'
import { dataTable, list } from './html/table.ts'
import { waterfallSection } from './html/waterfall.ts'
import { roleWords } from './names.ts'
import { nextEvidence } from './next-evidence.ts'
import { methodWords, notices, readWords } from './reading.ts'
import type { ReportedDocument } from './reported.ts'
import { wholeNumber } from './text.ts'
import { tlpLabel } from './tlp.ts'

export function htmlReport(document: ReportedDocument, cover: Cover): string {
  const { tlp, earlier, yardsticks, curves, waterfalls, changes } = cover
  const { dump, run } = document
  const body = html`<header>
<p class="kicker"><span>leakcheck · provenance of records</span><strong>${tlpLabel(tlp)}</strong></p>
<h1>Whose records are in ${dump}?</h1>
<p class="soft">Run ${run} of ${document.created.slice(0, 10)}, leakcheck ${document.method.tool}</p>
</header>
<main>
${notices(document).map((notice) => html`<p class="draft"><strong>${notice}</strong></p>\n`)}${verdictBox(document)}
${verbalScaleSection(document)}
${section('What it rests on', reasons(document))}
${section('What was tested, and what was not', list([...document.limits, ...notUsed(document), STANDING_LIMIT]))}
${section('The questions, one by one', questions(document))}
${section('Which source explains how many', sharesSection(document))}
${section('What agrees with what', matrixSection(document, yardsticks))}
${section('Who holds the same persons', html`${recordFacts(document)}${holdersSection(document)}`)}
${waterfalls.length === 0 ? null : section('What weighs how much', waterfallSection(waterfalls))}
${section('As of when', snapshotSection(document, curves))}
${section('What would change this verdict', change(document))}
${section('Findings', findings(document))}
${section('Inputs', inputs(document))}
${section('Earlier runs of this case', html`${earlierRuns(earlier)}${changes === null ? null : since(changes)}`)}
${section('The method in plain words', METHOD)}
${section('How to reproduce this', reproduce(document, cover))}
${section('Signed', SIGNATURES)}
</main>
<footer>${tlpLabel(tlp)} · ${dump}, run ${run} · made by leakcheck ${document.method.tool}, method ${document.method.version}. Counts of who holds whom can tell on persons to somebody who has the dump itself.</footer>`
  return shell(
    `${dump}: ${document.verdict.code} (run ${run})`,
    body,
    `${tlpLabel(tlp)}  run ${run}`,
  )
}

const BLANK = html`<span class="blank">&nbsp;</span><span class="hidden">to be filled in</span>`

/** For the printed page; a program signs with `--sign`. */
const SIGNATURES = html`<dl class="fields">${['Examined by (name, office)', 'Reviewed by (name, office)', 'Date and place', 'Signatures'].map((label) => html`<dt>${label}</dt><dd>${BLANK}</dd>`)}</dl>`

const section = (heading: string, content: Child): Markup =>
  html`<section>
<h2>${heading}</h2>
${content}
</section>`

function verdictBox(document: ReportedDocument): Markup {
  const { verdict } = document
  return html`<section class="verdict" aria-label="Verdict">
<span class="code">${verdict.code}</span>
<p class="sentence">${verdict.sentence}</p>
${conclusions(document).map((sentence) => html`<p class="weight">${sentence}</p>\n`)}</section>`
}

const reasons = ({ verdict }: ReportedDocument): Markup =>
  verdict.because.length === 0
    ? html`<p>Counts and stated dates only; no likelihood ratio was computed.</p>`
    : list(verdict.because)

const notUsed = (document: ReportedDocument): readonly string[] =>
  document.notUsed.map(({ source, because }) => `${source} was not used: ${because}.`)

const questions = (document: ReportedDocument): Markup =>
  html`<dl class="questions">${openQuestions(document).map(({ question, answer }) => html`<dt>${question}</dt><dd>${answer}</dd>\n`)}</dl>`

function recordFacts({ records }: ReportedDocument): Markup {
  const facts = [
    ['in the dump', records.total],
    ['distinct', records.distinct],
    ['without a whole identifier', records.unlinkable],
    ['held by no source', records.noMatch],
  ] as const
  return html`<dl class="facts">${facts.map(([words, n]) => html`<div><dt>${words}</dt><dd>${wholeNumber(n)}</dd></div>`)}</dl>`
}

function change(document: ReportedDocument): Markup {
  const tips = supportedSources(document).map(({ name, contributed }) => {
    const tip = contributed?.tippingPoint ?? null
    return tip === null
      ? html`<strong>${name}</strong> is not supported against an undisclosed source <strong>${TIPPING_FACTORS[0]} times</strong> closer to it than any supplied corpus.`
      : html`<strong>${name}</strong> stays supported against an undisclosed source up to <strong>${tip} times</strong> closer to it than any supplied corpus; against a closer one it did not, or none was tried.`
  })
  const next = nextEvidence(document)
  return html`${tips.length === 0 ? null : html`<h3>Tipping point</h3>${list(tips)}<p class="soft">${CLOSER}</p>`}
${next.length === 0 ? null : html`<h3>Evidence to ask for, the most useful first</h3>${list(next)}`}
<p class="soft">A date or a field list that turns out to be wrong can change the verdict too: see who stated it under the inputs.</p>`
}

const findings = ({ findings: found }: ReportedDocument): Markup =>
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

const inputs = ({ inputs: files }: ReportedDocument): Markup =>
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
    files.map(({ source, role, file, statedBy, sha256, ...input }) => [
      source,
      roleWords(role),
      file,
      readWords(input, 'whole', 'in part'),
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

const since = ({ run, created, changes }: Changes): Markup =>
  changes.length === 0
    ? html`<p>Nothing changed since run ${run} of ${created.slice(0, 10)}.</p>`
    : html`<h3>What changed since run ${run}</h3>
${dataTable(
  `Figures, files and findings that are others than those of run ${run} of ${created.slice(0, 10)}.`,
  [{ head: 'what' }, { head: 'before' }, { head: 'now' }],
  changes.map(({ what, before, after }) => [what, before, after]),
  true,
)}`

function reproduce(
  { method, run, dump, created, inputs: files }: ReportedDocument,
  { commitment, trail }: Cover,
): Markup {
  const { validation, seconds } = method
  const lines = [
    `leakcheck ${method.tool}, method ${methodWords(method)}, seed ${method.seed}`,
    ...files.map(
      ({ source, role, file }) => `leakcheck ingest "${file}" --as ${role} --name "${source}"`,
    ),
    `leakcheck match "${dump}" --created ${created}`,
  ]
  return html`<p>With the same files (compare the SHA-256), the same statements about them and the same version, the same figures come out under any key:</p>
<pre>${lines.join('\n')}</pre>
${bindings(commitment, trail)}
<p>Run ${run} took ${Object.entries(seconds)
    .map(([stage, n]) => `${n} s to ${stage}`)
    .join(', ')}. ${
    validation === null
      ? 'No pretend dump was run.'
      : html`${wholeNumber(validation.runs)} pretend dumps without the source supported it ${wholeNumber(validation.falseAttributions)} times (95 %: at most ${(100 * validation.upperBound).toFixed(1)} %); of ${wholeNumber(validation.found.runs)} that held 30 % or more of it, ${wholeNumber(validation.found.found)} found it.`
  }</p>`
}

/** What ties this page to the case and to the evidence; both can be checked by others. */
const bindings = (commitment: Cover['commitment'], trail: Cover['trail']): Markup =>
  html`${
    trail === null
      ? null
      : html`<p>When the run was stored, the trail of the case stood at <span class="hash">${trail.sequence}:${trail.hash}</span>; <code>leakcheck verify --head</code> with this line shows whether anything before it was rewritten.</p>`
  }${
    commitment === null
      ? null
      : html`<p>The run commits to its evidence with <span class="hash">${commitment}</span>. Whoever is given the JSON report with that evidence can compute every figure again, without the case and its key: <code>leakcheck verify report.json</code>.</p>`
  }`
