/** A ratio followed back to counts, for the terminal. */
import type { Comparison, Explanation, PatternEvidence } from '../provenance/explain.ts'
import { bullet, percent, table, wholeNumber, wrap } from './text.ts'

export function explanationPage({ source, log10Lr, patterns, comparisons }: Explanation): string {
  return [
    `Why ${source} has the ratio that it has`,
    ...wrap(
      `log10 LR ${log10Lr.toFixed(1)} before guards and cap: the sum of what every pattern of records adds or takes away, less a penalty for the source's own parameters.`,
      '  ',
    ),
    '',
    'The patterns that weigh most',
    ...patterns.flatMap(patternText),
    '',
    'How often records agree with it, and what each origin expects (%)',
    ...comparisonTable(comparisons),
    '',
  ].join('\n')
}

function patternText({ records, shows, log10Weight, origins }: PatternEvidence): string[] {
  const sign = log10Weight < 0 ? '−' : '+'
  const chances = origins.slice(0, 3).map(({ origin, chance }) => `${origin} ${percent(chance)} %`)
  const what = shows.length === 0 ? 'found nowhere' : shows.join('; ')
  return bullet(
    `${sign}${Math.abs(log10Weight).toFixed(1)} from ${wholeNumber(records)} record${records === 1 ? '' : 's'} (${what}): ${chances.join(', ')}`,
  )
}

function comparisonTable(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(({ about, records, agreeing, expected, ceiling }) => {
    const rates = expected.map(({ origin, agreeRate }) => `${origin} ${percent(agreeRate)}`)
    const most = ceiling === null ? '' : `, undisclosed at most ${percent(ceiling)}`
    return [
      ...table([[about, `${wholeNumber(agreeing)} of ${wholeNumber(records)}`]]),
      ...wrap(`expected: ${rates.join(', ')}${most}`, '    '),
    ]
  })
}
