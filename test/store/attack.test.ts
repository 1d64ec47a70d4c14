/** The attack on a case that is sealed recovers nothing above chance; on one that is not, or that repeats a nonce, nearly everything. */
import { createCipheriv } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ingestFile } from '../../src/case/ingest-file.ts'
import { inventPan, inventPhone, inventSeries } from '../../src/demo/identifiers.ts'
import { Random } from '../../src/demo/random.ts'
import { CaseStore } from '../../src/store/case-store.ts'
import { Sealer } from '../../src/store/seal.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'
import { worldAround } from '../case/world-around.ts'
import { Attack, type Person } from './attack.ts'

const random = new Random('attack')
const series = inventSeries(random)
const COLUMNS = ['phone', 'pan', 'name', 'yob', 'gender', 'district'] as const
const DISTRICTS = ['Lucknow', 'Pune', 'Salem', 'Surat', 'Patna', 'Kochi', 'Agra', 'Kota']
const FIRST = ['Asha', 'Ravi', 'Mina', 'Arjun', 'Divya', 'Kiran', 'Lata', 'Mohan', 'Nisha', 'Omkar']
const LAST = ['Sharma', 'Varma', 'Das', 'Nair', 'Patel', 'Reddy', 'Iyer', 'Singh', 'Khan', 'Joshi']

const people: readonly Person[] = Array.from({ length: 3000 }, () => ({
  phone: inventPhone(random, series),
  pan: random.between(0, 9) < 4 ? inventPan(random, 'Sharma') : '',
  name: `${random.pick(FIRST)} ${random.pick(LAST)}`,
  yob: String(random.between(1950, 1999)),
  gender: random.pick(['M', 'F']),
  district: random.pick(DISTRICTS),
}))
/** Half of the dump is in the registry; the attacker has dump and breach, and wants the rest of the registry. */
const files = {
  registry: people.slice(500, 2500),
  breach: people.slice(2400, 3000),
  dump: people.slice(0, 1000),
} as const
const unseen = files.registry.slice(500)

class Unsealed extends Sealer {
  override seal(_place: unknown, plain: Uint8Array): Buffer {
    return Buffer.concat([Buffer.alloc(12), plain, Buffer.alloc(16)])
  }
}

class OneNonce extends Sealer {
  readonly #key: Buffer
  constructor(key: CaseKey) {
    super(key)
    this.#key = key.derivation.subkey('seal')
  }
  override seal(_place: unknown, plain: Uint8Array): Buffer {
    const nonce = Buffer.alloc(12)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()])
  }
}

const opened: CaseStore[] = []
afterAll(() => {
  for (const store of opened) store.close()
})

/** A case of the three files, sealed by what `sealing` gives. */
async function attacked(sealing: (key: CaseKey) => Sealer): Promise<Attack> {
  const environment = worldAround()
  const key = CaseKey.generate()
  const facts = { created: '', noticed: null, operator: null, reference: null }
  const entry = { action: 'init', at: '', operator: '', host: '', version: '' }
  const created = CaseStore.create(join(environment.workingFolder, 'case.db'), key, facts, entry)
  const store = new CaseStore(created.db, created.facts, key, sealing(key))
  opened.push(store)
  for (const [name, rows] of Object.entries(files)) {
    const path = join(environment.workingFolder, `${name}.csv`)
    const lines = rows.map((person) => COLUMNS.map((column) => person[column]).join(','))
    writeFileSync(path, [COLUMNS.join(','), ...lines].join('\n'))
    const options = { mappings: [], allowPartial: false, dryRun: false, stated: {}, custody: {} }
    const role = name as keyof typeof files
    await ingestFile(environment, store, path, { ...options, name, role, ordinal: 1 })
  }
  return new Attack(store.db)
}

/** The part of guesses that are right, and that of the best constant guess; standard deviations of the latter. */
interface Score {
  readonly right: number
  readonly chance: number
  readonly deviation: number
}

function scored<T>(truth: readonly T[], guesses: readonly (T | undefined)[]): Score {
  const counts = new Map<T, number>()
  for (const value of truth) counts.set(value, (counts.get(value) ?? 0) + 1)
  const [commonest] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? []
  const chance = (counts.get(commonest as T) ?? 0) / truth.length
  const right = truth.filter((value, i) => (guesses[i] ?? commonest) === value).length
  return {
    right: right / truth.length,
    chance,
    deviation: Math.sqrt((chance * (1 - chance)) / truth.length),
  }
}

const ATTRIBUTES = ['name', 'yob', 'gender', 'district'] as const

/** By what it is after, how well each attack does. */
function scores(attack: Attack): Map<string, Score> {
  const read = (attribute: string, known: 'dump' | 'breach') =>
    attack.readAttribute('registry', known, files[known], attribute).slice(500)
  const all = new Map<string, Score>()
  for (const attribute of ATTRIBUTES) {
    const truth = unseen.map((person) => person[attribute])
    const [fromDump, fromBreach] = [read(attribute, 'dump'), read(attribute, 'breach')]
    all.set(
      attribute,
      scored(
        truth,
        fromDump.map((guess, i) => guess ?? fromBreach[i]),
      ),
    )
  }
  const isMember = files.dump.map((_, row) => row >= 500)
  all.set('membership', scored(isMember, attack.membership('registry', 'dump', 'phone')))
  // Bits 0 and 1: the phone, which everybody has; bits 2 and 3: the PAN.
  const states = Buffer.from(files.dump.map(({ pan }) => 1 + (pan === '' ? 0 : 4)))
  const holders = attack.whoHolds('registry', 'dump', states, 2)
  all.set(
    'who has a PAN',
    scored(files.registry.map(({ pan }) => pan !== '').slice(0, 1000), holders.slice(0, 1000)),
  )
  return all
}

describe('without the key', () => {
  const all = new Map<string, Map<string, Score>>()
  beforeAll(async () => {
    all.set('sealed', scores(await attacked((key) => new Sealer(key))))
    all.set('unsealed', scores(await attacked((key) => new Unsealed(key))))
    all.set('one nonce', scores(await attacked((key) => new OneNonce(key))))
  })
  const score = (sealing: string, what: string): Score => {
    const found = all.get(sealing)?.get(what)
    if (found === undefined) throw new Error(`${what} was not tried`)
    return found
  }

  test.each([...ATTRIBUTES, 'membership', 'who has a PAN'])('%s: no better than chance', (what) => {
    const { right, chance, deviation } = score('sealed', what)
    expect(right).toBeLessThanOrEqual(chance + 4 * deviation)
  })

  test.each([...ATTRIBUTES, 'membership'])('%s: nearly all of it, were nothing sealed', (what) => {
    const { right, chance } = score('unsealed', what)
    expect(chance).toBeLessThan(0.6)
    expect(right).toBeGreaterThan(0.95)
  })

  test('who has a PAN: everybody, were a nonce used twice', () => {
    const { right, chance } = score('one nonce', 'who has a PAN')
    expect(chance).toBeLessThan(0.7)
    expect(right).toBe(1)
  })
})

test('the program has one way of sealing, and no way to choose another', () => {
  const root = fileURLToPath(new URL('../../src', import.meta.url))
  const texts = readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))
  const having = (pattern: RegExp) =>
    texts.filter(({ text }) => pattern.test(text)).map(({ name }) => name)
  expect(having(/extends Sealer/)).toEqual([])
  expect(having(/new Sealer\(/)).toEqual(['store/case-store.ts'])
  expect(having(/new CaseStore\(/)).toEqual(['store/case-store.ts'])
  const made = texts.flatMap(({ text }) => text.match(/new CaseStore\(.*/g) ?? [])
  expect(made.filter((call) => !call.endsWith(', key)'))).toEqual([])
})
