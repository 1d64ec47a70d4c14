/** A case that somebody planted or rewrote, read without its key: its texts are shown, and steer nothing. */
import { expect, test } from 'vitest'
import { Workplace } from './leakcheck.ts'
import { openCase } from './opened.ts'

const STEERING = 'x\u001b]0;owned\u0007\u001b[2J\u202egnp\u009b31m'

test('no text of a planted case reaches the terminal as it is', async () => {
  const place = new Workplace()
  await place.must(['init'])
  await place.must(['declare', 'lender', '--as', 'breach', '--occurred', '2020'])
  const { db } = openCase(place)
  const day = `2020-01-01${STEERING}`
  db.prepare('UPDATE source SET name = ?, role = ?').run(STEERING, STEERING)
  db.prepare('UPDATE case_file SET operator = ?, reference = ?').run(STEERING, STEERING)
  const entry = {
    action: STEERING,
    at: day,
    operator: STEERING,
    host: STEERING,
    version: '',
    state: '',
  }
  db.prepare('UPDATE trail SET entry = ?').run(
    Buffer.from(JSON.stringify({ ...entry, reason: STEERING, file: { name: STEERING } })),
  )
  db.close()
  for (const args of [
    [],
    ['sources'],
    ['log'],
    ['log', '--tsq', 'head.tsq'],
    ['verify'],
    ['match'],
  ])
    for (const json of [[], ['--json']]) {
      const { out, err } = await place.run([...args, ...json])
      expect((out + err).replaceAll('\n', ''), args.join(' ')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      expect((out + err).length).toBeGreaterThan(0)
    }
})
