/** Whence a source came: sealed in the case, shown to whoever has the key, and gone with the source. */
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { Workplace } from '../cli/leakcheck.ts'
import { openCase } from '../cli/opened.ts'

const CSV = 'mobile,name\n9876501234,Asha Kumari\n9876501235,Ravi Varma\n'
const FROM = 'the channel Zanzibarleaks'
const DEVICE = 'phone of the complainant, exhibit Qx3'

const place = new Workplace()
const ingest = ['ingest', 'people.csv', '--as', 'dump', '--name', 'dump']

interface Sources {
  readonly sources: readonly { readonly custody: Readonly<Record<string, string>> | null }[]
}

/** Every byte of the case's files. */
const caseBytes = (): Buffer =>
  Buffer.concat(
    readdirSync(place.path('.leakcheck')).map((name) =>
      readFileSync(place.path(`.leakcheck/${name}`)),
    ),
  )

beforeAll(async () => {
  await place.must(['init'])
  place.write('people.csv', CSV)
  await place.must([...ingest, '--from', FROM, '--device', DEVICE])
})

describe('--from and --device', () => {
  test('stand in no file of the case in clear, and not in the trail', async () => {
    const bytes = caseBytes()
    for (const word of ['Zanzibarleaks', 'Qx3']) expect(bytes.includes(word), word).toBe(false)
    const { entries } = await place.json<{ entries: Record<string, unknown>[] }>(['log'])
    expect(entries.at(-1)).toMatchObject({ action: 'ingest', custody: ['from', 'device'] })
  })

  test('are shown with the key, and without it said to be sealed', async () => {
    expect(await place.must(['sources'])).toContain(`dump: from ${FROM}; device ${DEVICE}`)
    const { sources } = await place.json<Sources>(['sources'])
    expect(sources[0]?.custody).toEqual({ from: FROM, device: DEVICE })
    const locked = await place.must(['sources', '--key', 'absent'])
    expect(locked).toContain('is sealed')
    expect(locked).not.toContain('Zanzibar')
    expect(
      (await place.json<Sources>(['sources', '--key', 'absent'])).sources[0]?.custody,
    ).toBeNull()
  })

  test('fill the forms', async () => {
    expect(await place.must(['report', '--format', 'bsa-63'])).toContain(
      `${DEVICE}; had from: ${FROM}`,
    )
    expect(await place.must(['report', '--format', 'cert-in'])).toContain(
      `(address, channel, account):** ${FROM}`,
    )
  })

  test('are changed by amend alone, and the same twice is no change', async () => {
    expect((await place.run([...ingest, '--from', FROM])).out).toContain('nothing changed')
    expect(await place.run([...ingest, '--from', 'somebody else'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('amend'),
    })
    await place.must(['amend', 'dump', '--from', 'the desk'])
    const { sources } = await place.json<Sources>(['sources'])
    expect(sources[0]?.custody).toEqual({ from: 'the desk', device: DEVICE })
    await place.must(['verify'])
  })

  test.each(['--from', '--device', '--stated-by'])(
    '%s takes nobody’s identifier',
    async (option) => {
      for (const text of ['asha@example.in', '98765 01234', 'ABCPE1234F', ' ']) {
        const { code, err } = await place.run([...ingest, option, text])
        expect([code, err]).toEqual([2, expect.stringContaining(option)])
        if (text !== ' ') expect(err).not.toContain(text)
      }
    },
  )

  test('go with the source', async () => {
    const { sources } = await place.json<Sources>(['sources'])
    expect(sources).toHaveLength(1)
    const { db } = openCase(place)
    const box = db.prepare<[], Buffer>('SELECT box FROM custody').pluck().get() ?? Buffer.alloc(0)
    db.close()
    const isThere = (): boolean[] =>
      [box.subarray(0, 12), box.subarray(-16)].map((mark) => caseBytes().includes(mark))
    expect([box.length > 28, ...isThere()]).toEqual([true, true, true])
    await place.must(['forget', 'dump', '--reason', 'a test'])
    expect(isThere()).toEqual([false, false])
    await place.must(ingest)
    expect((await place.json<Sources>(['sources'])).sources[0]?.custody).toEqual({})
    await place.must(['verify'])
  })
})
