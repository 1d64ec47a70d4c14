/** The method on one page of plain words, the same in every report. */
import { html } from './markup.ts'

export const METHOD = html`<p>A registry and an older breach often hold the same people. That a record of the dump is found in a registry therefore says little by itself. What tells sources apart is <em>how</em> they write it: one keeps a middle name, another drops it; one has the year of birth, another the full date; one has a wrong digit that the other has not.</p>
<ol>
<li><strong>Nothing is kept in plain.</strong> Every identifier and every field is replaced by a keyed fingerprint that can be compared and not read.</li>
<li><strong>Linking.</strong> Each record of the dump is linked with the record of the same person in every source, where there is one. A shared phone is not enough: families share phones, and numbers are given out again.</li>
<li><strong>Comparing.</strong> For each link it is noted which fields agree letter for letter, which agree in words, which differ. Records with the same pattern are counted together. The statistics see these counts and nothing else.</li>
<li><strong>What each source would look like.</strong> Records of every source are put through the same comparison. So it is measured, in this case, how a record of the registry looks beside the registry, and how a record of an unrelated breach looks beside it.</li>
<li><strong>Shares.</strong> The mixture of sources that makes the counted patterns most probable is sought. Two accounts are always among them: a source that nobody supplied, and records that were invented.</li>
<li><strong>Weight.</strong> The likelihood ratio says how many times more probable the patterns are with a source than without it. To stay on the safe side, the undisclosed source may be three times closer to the registry than any that was supplied (five times where only one other was), an allowance for what the model leaves out is taken off, a penalty for the freedom of the model is taken off, and the figure is cut to what the tests of this very case can support.</li>
<li><strong>Tests.</strong> Pretend dumps are made from the other sources, without a single record of the one asked about, and put through the same method. How often it is supported all the same is printed, with its upper bound.</li>
<li><strong>Verdict.</strong> A source is named where its ratio is 100 or more and its share above 1&nbsp;%. A registry is left out only where its whole interval lies under 10&nbsp;%. Otherwise the verdict is <em>inconclusive</em>, and says what is missing.</li>
</ol>
<p>What no comparison of records can show: whether they came from a system itself or from a copy of it; through whose hands they went; when and why.</p>`
