/** `check`: which sources hold an identifier; asked line by line, answered by line number, counted in the trail. */
import { AppError } from '../core/error.ts'
import { IDENTIFIER_KINDS, type IdentifierKind } from '../core/kinds.ts'
import { identifierRule } from '../identifiers/index.ts'
import { SegmentCursor } from '../match/segment-cursor.ts'
import type { CaseStore } from '../store/case-store.ts'
import type { PartReader } from '../store/part-reader.ts'
import { sourceRows } from '../store/sources.ts'
import type { TrailHead } from '../store/trail.ts'
import { TOKEN_BYTES, Tokeniser } from '../tokens/tokenise.ts'
import { breathe, type Environment } from './environment.ts'
import { trailEntry, withCase } from './open-case.ts'
import { reasonOf } from './reason.ts'
import { sourcesOf } from './sources.ts'

/** More lines than this are asked for in bulk, and the word for it is `--bulk`. */
export const LINES_WITHOUT_BULK = 1000

export interface CheckedLine {
  /** From 1. */
  readonly line: number
  /** What the line could be; none where it is no identifier that can be looked up. */
  readonly kinds: readonly IdentifierKind[]
  readonly sources: readonly string[]
}

export interface CheckResult {
  readonly lines: readonly CheckedLine[]
  /** Sources of which only a part could be read: not found in them is not found in that part. */
  readonly partial: readonly string[]
  /** Sources of which only a quick cut was kept. */
  readonly quick: readonly string[]
  /** Sources that another version of a kind's rules wrote: they were not asked, and must be ingested again. */
  readonly notAsked: readonly string[]
  readonly head: TrailHead
}

interface Question {
  /** Position of the line among those asked for, from 0. */
  readonly place: number
  readonly canonical: string
}

/** The trail's entry is written before anything is looked up. @throws AppError USAGE, REASON_UNSAFE */
export async function check(
  environment: Environment,
  texts: readonly string[],
  reasonText: string,
  isBulk: boolean,
): Promise<CheckResult> {
  const reason = reasonOf(reasonText)
  if (texts.length > LINES_WITHOUT_BULK && !isBulk) {
    throw new AppError('USAGE', `more than ${LINES_WITHOUT_BULK} lines are asked for at once`, {
      hint: '--bulk, if that is what is meant; the trail tells of it',
    })
  }
  return withCase(environment, async (store) => {
    const entry = trailEntry(environment, 'check', { reason, lines: texts.length, bulk: isBulk })
    const head = store.change(() => store.record(entry))
    const listed = sourcesOf(store.db)
    const answers = texts.map((): Answer => ({ kinds: new Set(), sources: new Set() }))
    const notAsked = new Set<string>()
    for (const [kind, questions] of questionsByKind(texts)) {
      if (questions.length === 0) continue
      for (const { place } of questions) answers[place]?.kinds.add(kind)
      await askAll(environment, store, new LookUp(store, kind, questions), answers, notAsked)
    }
    const lines = answers.map(({ kinds, sources }, i) => ({
      line: i + 1,
      kinds: [...kinds],
      sources: listed.map(({ name }) => name).filter((name) => sources.has(name)),
    }))
    const partial = listed.filter(({ complete }) => !complete).map(({ name }) => name)
    const quick = listed.filter((source) => source.quick !== null).map(({ name }) => name)
    return { lines, partial, quick, notAsked: [...notAsked], head }
  })
}

interface Answer {
  readonly kinds: Set<IdentifierKind>
  readonly sources: Set<string>
}

async function askAll(
  { signal }: Environment,
  store: CaseStore,
  wanted: LookUp,
  answers: readonly Answer[],
  notAsked: Set<string>,
): Promise<void> {
  for (const { id, name } of sourceRows(store.db)) {
    for (const part of store.parts(id)) {
      if (!wanted.canAsk(part)) notAsked.add(name)
      for (const place of wanted.heldBy(part)) answers[place]?.sources.add(name)
      await breathe(signal)
    }
  }
}

/** A line may be of several kinds, and a tax number holds another number: all are asked for. */
function questionsByKind(texts: readonly string[]): Map<IdentifierKind, Question[]> {
  const byKind = new Map<IdentifierKind, Question[]>(IDENTIFIER_KINDS.map((kind) => [kind, []]))
  texts.forEach((text, place) => {
    for (const kind of IDENTIFIER_KINDS) {
      const cell = identifierRule(kind).parse(text)
      if (cell.state !== 'valid') continue
      byKind.get(kind)?.push({ place, canonical: cell.canonical })
      for (const also of cell.also ?? [])
        byKind.get(also.kind)?.push({ place, canonical: also.canonical })
    }
  })
  return byKind
}

/** The questions of one kind, as ascending tokens. */
class LookUp {
  readonly #kind: IdentifierKind
  readonly #version: string
  readonly #places: readonly number[]
  readonly #tokens: Buffer

  constructor(store: CaseStore, kind: IdentifierKind, questions: readonly Question[]) {
    this.#kind = kind
    this.#version = identifierRule(kind).version
    const tokeniser = new Tokeniser(store.key.derivation, kind, this.#version)
    const asked = questions
      .map(({ place, canonical }) => ({ place, token: Buffer.from(tokeniser.token(canonical)) }))
      .sort((a, b) => a.token.compare(b.token))
    this.#places = asked.map(({ place }) => place)
    this.#tokens = Buffer.concat(asked.map(({ token }) => token))
  }

  /** Tokens of another version of the rules cannot be compared. */
  canAsk({ layout }: PartReader): boolean {
    return layout.identifiers.every(
      ({ kind, version }) => kind !== this.#kind || version === this.#version,
    )
  }

  heldBy(part: PartReader): number[] {
    const isHeld = part.layout.identifiers.some(({ kind }) => kind === this.#kind)
    const cursor = isHeld && this.canAsk(part) ? SegmentCursor.of(part, this.#kind) : null
    if (cursor === null) return []
    return this.#places.filter(
      (_, i) => cursor.records(this.#tokens, i * TOKEN_BYTES).next().done === false,
    )
  }
}
