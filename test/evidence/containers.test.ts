/** The same files out of every container, over the folders of fixtures: `expected.json` says what each shows, how it was made and holds. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { AppError } from '../../src/core/error.ts'
import { type ReadMember, readMembers } from './scratch.ts'

interface Expected {
  readonly shows: string
  readonly made: string
  /** Members in their order; of a container of one file, the file. */
  readonly files: readonly string[]
  /** Members that are packed in a way that is not read. */
  readonly unreadable?: number
  readonly encrypted?: boolean
  readonly containers?: readonly string[]
  /** The archive in the archive that holds the files. */
  readonly inside?: string
  readonly skipped?: Readonly<Record<string, number>>
  readonly whole?: boolean
  readonly refused?: string
  /** The member came through a pipe. */
  readonly isNameless?: boolean
}

const FIXTURES = join(import.meta.dirname, '../../fixtures')
const CONTAINERS = ['7z', 'zip', 'tar', 'xz', 'bzip2', 'zstd', 'gzip']
const PASSWORD = 'secret'

const REGISTRY = readFileSync(join(FIXTURES, 'csv/registry.csv'), 'utf8')
const CONTENTS: Readonly<Record<string, string>> = {
  'registry.csv': REGISTRY,
  'people.json': readFileSync(join(FIXTURES, 'json/array.json'), 'utf8'),
  'member-2': REGISTRY.split('\n').slice(0, 5).join('\n').concat('\n'),
}

const fixtures = CONTAINERS.flatMap((container) => {
  const folder = join(FIXTURES, container)
  const expected: Record<string, Expected> = JSON.parse(
    readFileSync(join(folder, 'expected.json'), 'utf8'),
  )
  return Object.entries(expected).map(([name, wanted]) => ({
    name,
    container,
    wanted,
    bytes: readFileSync(join(folder, name)),
    options: wanted.encrypted ? { password: PASSWORD } : {},
  }))
})

test('every fixture says what it shows and how it was made', () => {
  for (const container of CONTAINERS) {
    const files = readdirSync(join(FIXTURES, container)).filter((name) => name !== 'expected.json')
    const told = fixtures.filter((fixture) => fixture.container === container)
    expect(told.map(({ name }) => name).sort()).toEqual(files.sort())
  }
  expect(fixtures.every(({ wanted }) => wanted.shows !== '' && wanted.made !== '')).toBe(true)
})

const contentOf = (name: string | undefined): string => CONTENTS[name ?? ''] ?? REGISTRY

describe.each(fixtures)('$container/$name', ({ container, wanted, bytes, options }) => {
  if (wanted.refused !== undefined) {
    test('is refused by its name', async () => {
      await expect(readMembers(bytes)).rejects.toMatchObject({
        code: 'INPUT_UNREADABLE',
        message: wanted.refused,
      })
    })
    return
  }

  test('gives its files', async () => {
    const { members, containers, finished } = await readMembers(bytes, options)
    const read = members.filter(({ unreadable }) => unreadable === null)
    expect(containers).toEqual(wanted.containers ?? [container])
    expect(members).toHaveLength(wanted.files.length + (wanted.unreadable ?? 0))
    expect(finished.ending.whole).toBe(wanted.whole ?? true)
    for (const [i, { text }] of read.entries()) {
      const whole = contentOf(wanted.files[i])
      expect(finished.ending.whole ? text : whole.slice(0, text.length)).toBe(
        finished.ending.whole ? whole : text,
      )
    }
    expect(finished.skipped ?? {}).toEqual(wanted.skipped ?? {})
  })

  test('names them after their archives', async () => {
    const { members } = await readMembers(bytes, options)
    for (const [i, { label, finished }] of members.entries()) {
      const [archive, ...inside] = label.split('/')
      const wantedName = wanted.isNameless ? '-' : wanted.files[i]
      expect(archive).toBe('dump.csv')
      if (finished !== null)
        expect(inside).toEqual([wanted.inside, wantedName].filter((name) => name !== undefined))
    }
  })

  test('is hashed as received, each member on its own, and so is what is packed', async () => {
    const { members, finished } = await readMembers(bytes, options)
    const sha256 = (content: Uint8Array | string) =>
      createHash('sha256').update(content).digest('hex')
    expect(finished).toMatchObject({ sha256: sha256(bytes), bytes: bytes.length })
    for (const member of members.filter((one) => one.finished?.ending.whole)) {
      const { sha256: own, bytes: length } = member.finished ?? {}
      expect(own).toBe(sha256(member.text))
      expect(length).toBe(Buffer.byteLength(member.text))
    }
    if (finished.content !== undefined) {
      expect(finished.content.sha256).toBe(sha256(members[0]?.text ?? ''))
    }
  })
})

const encrypted = fixtures.filter(({ wanted }) => wanted.encrypted)

describe.each(encrypted)('$name', ({ name, bytes }) => {
  test('is refused as encrypted, and says what opens it', async () => {
    await expect(readMembers(bytes)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: 'dump.csv is encrypted',
      hint: expect.stringContaining('--archive-password-file'),
    })
  })

  test('does not open with another password', async () => {
    const read = await readMembers(bytes, { password: 'sesame' }).catch((error: unknown) => error)
    if (read instanceof AppError) {
      expect(read.message).toContain('the password does not open')
      return
    }
    const { members, finished } = read as Awaited<ReturnType<typeof readMembers>>
    // The names stand in clear, and only the bytes tell.
    expect(members.every(({ text }) => text === '')).toBe(true)
    const whys = [finished.ending, ...members.map((member) => member.finished?.ending)].map(
      (ending) => (ending?.whole === false ? ending.why : ''),
    )
    expect([...members.map(({ unreadable }) => unreadable), ...whys].join()).toMatch(/password/)
    expect(name).toMatch(/^(aes|old|info)/)
  })
})

/** Every byte where LEAKCHECK_EVERY_BYTE is set; else as many as are tried in seconds. */
function places(from: number, length: number, most: number): number[] {
  const step = process.env['LEAKCHECK_EVERY_BYTE'] ? 1 : Math.ceil((length - from) / most)
  return Array.from({ length: Math.ceil((length - from) / step) }, (_, i) => from + i * step)
}

/** A key drawn by half a million rounds is not drawn for every byte. */
const triesOf = (container: string, wanted: Expected): number =>
  container === '7z' && wanted.encrypted ? 3 : 15

/** Where a file that is cut there is a shorter whole one: between two members, streams or frames. */
const isWholeStream = (text: string): boolean =>
  text === REGISTRY.split('\n').slice(0, 4).join('\n').concat('\n')

const small = fixtures.filter(
  ({ bytes, wanted }) =>
    bytes.length < 1100 &&
    wanted.refused === undefined &&
    wanted.whole !== false &&
    !wanted.unreadable,
)

/** Text that is taken for whole, of what was read; `null` where the file is refused or known to be damaged. */
async function takenForWhole(
  bytes: Uint8Array,
  options: object,
): Promise<{ members: ReadMember[]; containers: readonly string[] } | null> {
  try {
    const read = await readMembers(bytes, options)
    const isWhole =
      read.finished.ending.whole &&
      read.members.every(
        (member) => member.unreadable === null && member.finished?.ending.whole !== false,
      )
    return isWhole ? read : null
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
    return null
  }
}

describe.each(small)('$container/$name', ({ bytes, options, wanted, container }) => {
  test('cut at any byte is never taken for whole', async () => {
    for (const end of places(8, bytes.length, triesOf(container, wanted))) {
      const read = await takenForWhole(bytes.subarray(0, end), options)
      const texts = read?.members.map(({ text }) => text) ?? []
      expect({ end, texts: texts.filter((text) => !isWholeStream(text)) }).toEqual({
        end,
        texts: [],
      })
    }
  })

  const hasNoSum = container === 'xz' && wanted.shows === 'no check'
  test.skipIf(hasNoSum)('a changed byte is told, or changes nothing that is read', async () => {
    const whole = await readMembers(bytes, options)
    const texts = whole.members.map(({ text }) => text)
    for (const at of places(0, bytes.length, triesOf(container, wanted))) {
      const damaged = Uint8Array.from(bytes)
      damaged[at] = (damaged[at] ?? 0) ^ 0xff
      const read = await takenForWhole(damaged, options)
      // Without its signature it is no container any more, and no reader of text takes it.
      if (read === null || read.containers.length < whole.containers.length) continue
      // A member whose mark as a file is damaged is a folder, a link or hidden, and counted as such or not there.
      const missing = texts.filter(
        (text, i) => read.members[i]?.text !== text && read.members.length === texts.length,
      )
      expect({ at, missing }).toEqual({ at, missing: [] })
    }
  })
})
