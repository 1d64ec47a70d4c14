/** Patterns over digits compiled to a table that kernels walk: a state a digit, without backtracking. Pure. */

export interface DigitAutomaton {
  /** By state, then digit: the next state. State 0 is dead, 1 the start. */
  readonly next: Uint16Array
  /** By state: 1 where every pattern ends. */
  readonly ends: Uint8Array
}

/** What a pattern may still read, as a graph: the digits of each edge as bits. */
interface Graph {
  readonly edges: { readonly digits: number; readonly to: number }[][]
  readonly silent: number[][]
}

const ANY_DIGIT = 0x3ff
const END = 0

/**
 * One automaton that ends where all patterns end.
 * @param patterns regular expressions of digits, classes, `\d`, groups, alternatives, `?` and counts; anchors are implied
 */
export function compileDigits(patterns: readonly string[]): DigitAutomaton {
  const graphs = patterns.map((pattern) => new Parser(pattern).parse())
  const states = new Map<string, number>()
  const sets: number[][][] = []
  const enter = (own: number[][]): number => {
    if (own.some((set) => set.length === 0)) return 0
    const key = own.map((set) => set.join(' ')).join('|')
    const known = states.get(key)
    if (known !== undefined) return known
    sets.push(own)
    states.set(key, sets.length)
    return sets.length
  }
  enter(graphs.map(({ graph, start }) => reached(graph, [start])))
  const next: number[] = Array(10).fill(0)
  const ends: number[] = [0]
  for (let state = 0; state < sets.length; state++) {
    const own = sets[state]!
    ends.push(own.every((set) => set.includes(END)) ? 1 : 0)
    for (let digit = 0; digit < 10; digit++) {
      next.push(enter(graphs.map(({ graph }, i) => step(graph, own[i]!, digit))))
    }
  }
  return { next: Uint16Array.from(next), ends: Uint8Array.from(ends) }
}

function step(graph: Graph, from: readonly number[], digit: number): number[] {
  const to = from.flatMap((node) =>
    graph.edges[node]!.filter(({ digits }) => (digits >> digit) & 1).map((edge) => edge.to),
  )
  return reached(graph, to)
}

/** The nodes themselves and all that can be reached without reading. */
function reached({ silent }: Graph, from: readonly number[]): number[] {
  const found = new Set(from)
  for (const node of found) for (const to of silent[node]!) found.add(to)
  return [...found].sort((a, b) => a - b)
}

/** Parts are built back to front: each is told the node that follows it and answers the node where it begins. */
type Part = (next: number) => number

class Parser {
  readonly #text: string
  #at = 0
  readonly #graph: Graph = { edges: [[]], silent: [[]] }

  constructor(pattern: string) {
    this.#text = pattern
  }

  parse(): { readonly graph: Graph; readonly start: number } {
    const part = this.#alternatives()
    if (this.#at < this.#text.length) throw new Error('a numbering plan is not understood')
    return { graph: this.#graph, start: part(END) }
  }

  #alternatives(): Part {
    const parts = [this.#sequence()]
    while (this.#take('|')) parts.push(this.#sequence())
    return (next) => this.#node({ silent: parts.map((part) => part(next)) })
  }

  #sequence(): Part {
    const parts: Part[] = []
    while (this.#at < this.#text.length && !'|)'.includes(this.#text[this.#at]!)) {
      if (!this.#take('^') && !this.#take('$')) parts.push(this.#counted(this.#atom()))
    }
    return (next) => parts.reduceRight((after, part) => part(after), next)
  }

  #atom(): Part {
    if (this.#take('(?:') || this.#take('(')) {
      const part = this.#alternatives()
      if (!this.#take(')')) throw new Error('a numbering plan is not understood')
      return part
    }
    const digits = this.#digits()
    return (next) => this.#node({ edges: [{ digits, to: next }] })
  }

  #digits(): number {
    if (this.#take('\\d')) return ANY_DIGIT
    const [text = '', list, one] = this.#match(/^(?:\[([\d-]+)\]|(\d))/)
    if (text === '') throw new Error('a numbering plan is not understood')
    return list === undefined ? 1 << Number(one) : classOf(list)
  }

  #counted(part: Part): Part {
    if (this.#take('?')) return this.#repeated(part, 0, 1)
    const [text = '', least, comma, most] = this.#match(/^\{(\d+)(,)?(\d+)?\}/)
    if (text === '') return part
    if (comma !== undefined && most === undefined) throw new Error('an endless numbering plan')
    return this.#repeated(part, Number(least), Number(most ?? least))
  }

  #repeated(part: Part, least: number, most: number): Part {
    return (next) => {
      let start = next
      for (let i = 0; i < most - least; i++) {
        start = this.#node({ silent: [part(start), next] })
      }
      for (let i = 0; i < least; i++) start = part(start)
      return start
    }
  }

  #node({ edges = [], silent = [] }: Partial<{ edges: Graph['edges'][number]; silent: number[] }>) {
    this.#graph.edges.push(edges)
    this.#graph.silent.push(silent)
    return this.#graph.edges.length - 1
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  #match(pattern: RegExp): string[] {
    const found = pattern.exec(this.#text.slice(this.#at)) ?? []
    this.#at += found[0]?.length ?? 0
    return [...found]
  }
}

/** The digits of `13-58` as bits. */
function classOf(list: string): number {
  let digits = 0
  for (const [range] of list.matchAll(/\d-\d|\d/g)) {
    for (let digit = Number(range[0]); digit <= Number(range.at(-1)); digit++) digits |= 1 << digit
  }
  return digits
}
