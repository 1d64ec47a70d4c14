/** The life of the key: copies, passphrases, recipients; a wrong key, a wrong case and a cut file told apart. */
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeAll, describe, expect, test } from 'vitest'
import { Workplace } from './leakcheck.ts'

const CSV = 'mobile,name,yob\n9876501234,Asha Kumari,1980\n9876501235,Ravi Varma,1975\n'
const CHOSEN = 'seven brown owls\n'

interface Written {
  readonly path: string
  readonly wrapping: string
}

async function startCase(): Promise<{ place: Workplace; keyFile: string; line: string }> {
  const place = new Workplace()
  await place.must(['init'])
  place.write('chosen', CHOSEN)
  const folder = place.path('data/leakcheck/keys')
  const keyFile = `${folder}/${readdirSync(folder)[0]}`
  return { place, keyFile, line: readFileSync(keyFile, 'latin1') }
}

const mode = (path: string): number => statSync(path).mode & 0o777

describe('a copy', () => {
  test('under a passphrase is an age file that only its owner can read, and opens the case', async () => {
    const { place, line } = await startCase()
    const env = { LEAKCHECK_NEW_PASSPHRASE_FILE: 'chosen' }
    const made = await place.json<Written>(['key', 'export', '-o', 'copy.age'], { env })
    expect(made).toMatchObject({ path: place.path('copy.age'), wrapping: 'passphrase' })
    expect(mode(made.path)).toBe(0o600)
    const bytes = readFileSync(made.path)
    const decrypter = new Decrypter()
    decrypter.addPassphrase(CHOSEN.trim())
    expect(await decrypter.decrypt(bytes, 'text')).toBe(line)
    const open = { env: { LEAKCHECK_PASSPHRASE_FILE: 'chosen' } }
    expect(await place.must(['verify', '--key', 'copy.age'], open)).toContain('boxes open')
  })

  test('for a recipient is opened by that identity, and by no passphrase', async () => {
    const { place, line } = await startCase()
    const identity = await generateX25519Identity()
    const recipient = await identityToRecipient(identity)
    await place.must(['key', 'export', '-o', 'copy.age', '--to', recipient])
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    expect(await decrypter.decrypt(readFileSync(place.path('copy.age')), 'text')).toBe(line)
    const { code, err } = await place.run(['verify', '--key', 'copy.age'])
    expect([code, err]).toEqual([4, expect.stringContaining('for an age recipient')])
  })

  test('in clear is the key file itself, and only where that is asked for', async () => {
    const { place, line } = await startCase()
    await place.must(['key', 'export', '-o', 'copy.key', '--plain'])
    expect(readFileSync(place.path('copy.key'), 'latin1')).toBe(line)
    expect(mode(place.path('copy.key'))).toBe(0o600)
    const refused = await place.run(['key', 'export', '-o', 'other.age'])
    expect([refused.code, existsSync(place.path('other.age'))]).toEqual([4, false])
  })

  test('goes over no file, and never to a stream', async () => {
    const { place } = await startCase()
    place.write('there', 'mine')
    expect((await place.run(['key', 'export', '--plain', '-o', 'there'])).code).toBe(2)
    expect(readFileSync(place.path('there'), 'utf8')).toBe('mine')
    const { code, out } = await place.run(['key', 'export', '--plain', '-o', '/dev/stdout'])
    expect([code, out]).toEqual([2, ''])
    expect((await place.run(['key', 'export', '--plain'])).code).toBe(2)
    expect((await place.run(['key', 'export', '-o', 'x', '--to', 'age1nobody'])).code).toBe(2)
    expect((await place.run(['key', 'export', '-o', 'x', '--plain', '--to', 'age1q'])).code).toBe(2)
    expect(existsSync(place.path('x'))).toBe(false)
    expect(await place.must(['log'])).not.toContain('key export')
  })
})

describe('one copy of the key', () => {
  test('is said by init and match until a second one exists', async () => {
    const place = new Workplace()
    const words = 'There is one copy of the key'
    expect((await place.run(['init'])).err).toContain(words)
    place.write('people.csv', CSV)
    await place.must(['ingest', 'people.csv', '--as', 'dump', '--name', 'dump'])
    await place.must(['ingest', 'people.csv', '--as', 'registry', '--name', 'portal'])
    const match = ['match', '--calibrate', '0']
    expect((await place.run(match)).err).toContain(words)
    await place.must(['key', 'export', '--plain', '-o', 'copy.key'])
    expect((await place.run(match)).err).not.toContain(words)
  })
})

describe('import', () => {
  test('puts a lost key back, and overwrites none', async () => {
    const { place, keyFile, line } = await startCase()
    await place.must(['key', 'export', '--plain', '-o', 'copy.key'])
    expect((await place.run(['key', 'import', 'copy.key'])).code).toBe(2)
    await place.must(['shred', '--reason', 'a test'])
    expect(existsSync(keyFile)).toBe(false)
    await place.must(['key', 'import', 'copy.key'])
    expect([readFileSync(keyFile, 'latin1'), mode(keyFile)]).toEqual([line, 0o600])
    await place.must(['verify'])
  })

  test('never puts a key into the folder of the case', async () => {
    const { place, line } = await startCase()
    const { code, err } = await place.run(['key', 'import', '-', '--key', '.leakcheck/k'], {
      input: line,
    })
    expect([code, err]).toEqual([2, expect.stringContaining('in the folder of the case')])
    expect(readdirSync(place.path('.leakcheck'))).not.toContain('k')
  })

  test('from standard input needs no other file, and is checked as well', async () => {
    const { place, keyFile, line } = await startCase()
    const other = await startCase()
    rmSync(keyFile)
    for (const input of ['', line.slice(0, 60), other.line, 'x'.repeat(70_000)]) {
      expect((await place.run(['key', 'import', '-'], { input })).code).toBe(4)
      expect(existsSync(keyFile)).toBe(false)
    }
    expect((await place.run(['key', 'import', '-'], { input: line })).code).toBe(0)
    expect([readFileSync(keyFile, 'latin1'), mode(keyFile)]).toEqual([line, 0o600])
    expect((await place.run(['key', 'import', '-'], { input: line })).code).toBe(2)
    await place.must(['verify'])
  })

  test('tells a wrong case, a cut file, a changed file and an exposed one apart', async () => {
    const { place, keyFile, line } = await startCase()
    const other = await startCase()
    const forged = line.replace(
      /^(\S+ \S+ )\S+ \S+/,
      (_all, head) => `${head}${'A'.repeat(43)} 00000000`,
    )
    const errors: string[] = []
    for (const [text, bits] of [
      [other.line, 0o600],
      [line.slice(0, 60), 0o600],
      [forged, 0o600],
      [line, 0o640],
    ] as const) {
      place.write('wrong.key', text)
      chmodSync(place.path('wrong.key'), bits)
      const { code, err } = await place.run(['key', 'import', 'wrong.key', '--key', 'new.key'])
      expect([code, existsSync(place.path('new.key'))]).toEqual([4, false])
      errors.push(err)
    }
    expect(new Set(errors).size).toBe(4)
    expect(readFileSync(keyFile, 'latin1')).toBe(line)
  })
})

describe('protect', () => {
  let made: Awaited<ReturnType<typeof startCase>>
  const open = { LEAKCHECK_PASSPHRASE_FILE: 'chosen' }
  beforeAll(async () => {
    made = await startCase()
    await made.place.must(['key', 'protect'], { env: { LEAKCHECK_NEW_PASSPHRASE_FILE: 'chosen' } })
  })

  test('leaves the key only under the passphrase', async () => {
    const { place, keyFile, line } = made
    expect(readFileSync(keyFile, 'latin1')).not.toContain(line.split(' ')[2])
    expect([readdirSync(place.path('data/leakcheck/keys')).length, mode(keyFile)]).toEqual([
      1, 0o600,
    ])
    expect((await place.run(['verify'])).code).toBe(4)
    await place.must(['verify'], { env: open })
  })

  test('without a terminal shows no passphrase and changes nothing', async () => {
    const { place, keyFile } = made
    const before = readFileSync(keyFile)
    const { code, err } = await place.run(['key', 'protect'], { env: open })
    expect([code, err]).toEqual([4, expect.stringContaining('LEAKCHECK_NEW_PASSPHRASE_FILE')])
    expect(readFileSync(keyFile).equals(before)).toBe(true)
  })

  test('--plain takes the passphrase off again', async () => {
    const { place, keyFile, line } = made
    await place.must(['key', 'protect', '--plain'], { env: open })
    expect(readFileSync(keyFile, 'latin1')).toBe(line)
  })
})
