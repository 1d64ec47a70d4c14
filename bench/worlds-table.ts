/** What scored worlds add up to, as a Markdown table. */
import { cllr } from '../src/provenance/cllr.ts'
import { SCENARIOS } from '../test/worlds/scenarios/index.ts'
import { type SourceScore, SUPPORT, type WorldScore } from '../test/worlds/score.ts'

export function worldsTable(scores: readonly WorldScore[]): string {
  const scenarios = [...new Set(scores.map(({ scenario }) => scenario))]
  const head = [
    'scenario',
    'n',
    'right',
    'falls short',
    'false (registry)',
    'found ≥ .3',
    'found ≥ .1',
    'MAE',
    'hold',
    'unexplained MAE',
    'hold',
    'naive false',
  ]
  const rows = [
    ...scenarios.map((name) =>
      row(
        name,
        scores.filter(({ scenario }) => scenario === name),
      ),
    ),
    row('all whose truth the files can tell', scores.filter(isDecidable)),
    row('all', scores),
  ]
  return (
    [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('') +
    summary(scores)
  )
}

const isKnown = ({ role }: SourceScore): boolean => role === 'registry' || role === 'breach'
const isNull = ({ trueShare, isCopied }: SourceScore): boolean => trueShare === 0 && !isCopied
const isFalse = (source: SourceScore): boolean => isNull(source) && (source.log10Lr ?? 0) >= SUPPORT
const part = (hits: number, of: number): string => (of === 0 ? '–' : `${hits}/${of}`)
const mean = (numbers: readonly number[]): string =>
  numbers.length === 0 ? '–' : (numbers.reduce((sum, n) => sum + n, 0) / numbers.length).toFixed(4)

function row(name: string, scores: readonly WorldScore[]): string[] {
  const sources = scores.flatMap((world) => world.sources)
  const known = sources.filter(isKnown)
  const unexplained = sources.filter((source) => !isKnown(source) && source.estimate !== null)
  const nulls = known.filter(isNull)
  const found = (from: number, to: number) => {
    const there = known.filter(
      ({ trueShare, isCopied }) => trueShare >= from && trueShare < to && !isCopied,
    )
    return part(there.filter(({ log10Lr }) => (log10Lr ?? 0) >= SUPPORT).length, there.length)
  }
  const identified = known.filter(({ estimate }) => estimate !== null)
  return [
    name,
    String(scores.length),
    part(scores.filter(({ isRight }) => isRight).length, scores.length),
    String(scores.filter(({ fallsShort }) => fallsShort).length),
    `${part(nulls.filter(isFalse).length, nulls.length)} (${nulls.filter((source) => isFalse(source) && source.role === 'registry').length})`,
    found(0.3, 2),
    found(0.08, 0.3),
    mean(identified.map(({ estimate, trueShare }) => Math.abs((estimate ?? 0) - trueShare))),
    part(identified.filter(({ holds }) => holds).length, identified.length),
    mean(unexplained.map(({ estimate, trueShare }) => Math.abs((estimate ?? 0) - trueShare))),
    part(unexplained.filter(({ holds }) => holds).length, unexplained.length),
    part(...naiveFalse(scores)),
  ]
}

/** The usual rule: worlds in which it accuses a registry that gave nothing, of the worlds that have such a registry. */
function naiveFalse(scores: readonly WorldScore[]): [number, number] {
  const without = scores.filter(({ sources }) =>
    sources.some((source) => source.role === 'registry' && isNull(source)),
  )
  const accused = without.filter(({ sources, naive }) =>
    sources.some(
      (source) => source.role === 'registry' && isNull(source) && naive[source.name] === true,
    ),
  )
  return [accused.length, without.length]
}

function summary(scores: readonly WorldScore[]): string {
  const told = scores.filter(isDecidable)
  const snapshots = scores.flatMap(({ snapshot }) => snapshot ?? [])
  const widths = snapshots.flatMap(({ days }) => days ?? []).sort((a, b) => a - b)
  return [
    '',
    `Cllr ${cllrOf(told)} in worlds whose truth the files can tell, ${cllrOf(scores)} in all; the usual rule's ${naiveCllr(told)} and ${naiveCllr(scores)}, ` +
      'over registries and each of its answers given the ratio that it has in these very worlds.',
    '',
    `Registries supported without copy-not-excluded: ${scores.filter(({ isBare }) => isBare).length}; ` +
      `snapshot holds ${snapshots.filter(({ holds }) => holds).length}/${snapshots.length}, median width ${widths[widths.length >> 1] ?? '–'} days.`,
    '',
  ].join('\n')
}

function cllrOf(scores: readonly WorldScore[]): string {
  const known = scores
    .flatMap((world) => world.sources)
    .filter((source) => isKnown(source) && source.log10Lr !== null)
  const given = known.filter(({ trueShare }) => trueShare > 0).map(({ log10Lr }) => log10Lr ?? 0)
  const absent = known.filter(isNull).map(({ log10Lr }) => log10Lr ?? 0)
  return `${cllr(given, absent)?.toFixed(4) ?? '–'} (${given.length + absent.length} source-worlds)`
}

/** The usual rule only says yes or no: the ratio of either is how much oftener it is said of registries that gave records. */
function naiveCllr(scores: readonly WorldScore[]): string {
  const answers = scores.flatMap(({ sources, naive }) =>
    sources
      .filter(({ role, isCopied }) => role === 'registry' && !isCopied)
      .map(({ name, trueShare }) => ({ gave: trueShare > 0, accused: naive[name] === true })),
  )
  const rate = (gave: boolean): number => {
    const those = answers.filter((answer) => answer.gave === gave)
    return (those.filter(({ accused }) => accused).length + 0.5) / (those.length + 1)
  }
  const ratio = (accused: boolean): number =>
    Math.log10(accused ? rate(true) / rate(false) : (1 - rate(true)) / (1 - rate(false)))
  const ratios = (wanted: boolean): number[] =>
    answers.filter(({ gave }) => gave === wanted).map(({ accused }) => ratio(accused))
  return cllr(ratios(true), ratios(false))?.toFixed(4) ?? '–'
}

const isDecidable = ({ scenario }: WorldScore): boolean => {
  const { verdicts } = SCENARIOS.find(({ name }) => name === scenario) ?? { verdicts: [] }
  return !(verdicts as readonly string[]).includes('inconclusive')
}
