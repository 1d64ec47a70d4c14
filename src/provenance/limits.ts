/** What the figures do not say: the limits that stand under every conclusion. */
import { CEILING } from './constants.ts'
import type { Validation } from './document.ts'
import type { Fit } from './fit.ts'
import type { Judgement } from './judgement.ts'
import { registriesOf, sourceAt } from './question.ts'
import { count, listed, percent } from './words.ts'

export function limitsOf(
  { model }: Fit,
  judgements: readonly Judgement[],
  validation: Validation | null,
): readonly string[] {
  const { question } = model
  const corpora = question.considered.length - registriesOf(question).length
  const unbounded = judgements.filter(({ bounded }) => !bounded)
  return [
    validationLimit(validation),
    ...(corpora === 0
      ? [
          'No older breach or other corpus was supplied: how well an independent source would agree with the registry was not measured.',
        ]
      : []),
    ...(question.considered.length === 2
      ? [
          `Only one other corpus was supplied: how much closer an undisclosed source could come is a matter of policy more than of measurement, and ${CEILING.divisorOneCorpus} times are allowed instead of ${CEILING.divisor} times.`,
        ]
      : []),
    ...(unbounded.length === 0
      ? []
      : [
          `${listed(unbounded.map(({ source }) => sourceAt(question, source).name))} was supplied in part: a record missing from it may still be its own.`,
        ]),
    ...(question.trials < question.records
      ? [
          `${count(question.records)} records, but ${count(question.trials)} independent ones: people who share a phone came in together.`,
        ]
      : []),
    ...(question.oneWordNames
      ? ['Names of one word fit many people: without reference ids no ratio above 10 is given.']
      : []),
  ]
}

/** One honest sentence about the pretend dumps, and what they cannot show. */
function validationLimit(validation: Validation | null): string {
  if (validation === null)
    return 'No pretend dump was run: how often a source that gave nothing would be supported is not known for this case.'
  const { runs, falseAttributions, upperBound } = validation
  return `Of ${count(runs)} pretend dumps that were made without any record of the source asked about, ${count(falseAttributions)} supported it all the same (95 %: at most ${percent(upperBound)} would). Such runs cannot test copies of a source, nor systems filled at one desk.`
}
