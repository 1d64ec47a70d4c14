/** From the request to the kept reply, with openssl as the authority and as the second opinion. */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { Workplace } from './leakcheck.ts'
import { openCase } from './opened.ts'

const CONFIG = `
[tsa]
default_tsa = own
[own]
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[req]
distinguished_name = empty
[empty]
[stamping]
extendedKeyUsage = critical, timeStamping
`

interface Kept {
  readonly sequence: number
  readonly hash: string
  readonly time: string
}

describe.skipIf(spawnSync('openssl', ['version']).status !== 0)('a time stamp', () => {
  const place = new Workplace()
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: place.folder, stdio: 'pipe' }).toString()
  const answer = (query: string, reply: string) =>
    openssl(
      ...['ts', '-reply', '-config', 'tsa.cnf', '-section', 'own', '-queryfile', query],
      ...['-inkey', 'tsa.key', '-signer', 'tsa.pem', '-out', reply],
    )

  beforeAll(async () => {
    await place.must(['init'])
    place.write('tsa.cnf', CONFIG)
    place.write('serial', '01')
    openssl(
      ...['req', '-x509', '-nodes', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
      ...['-keyout', 'tsa.key', '-out', 'tsa.pem', '-days', '2', '-subj', '/CN=Invented stamps'],
      ...['-config', 'tsa.cnf', '-extensions', 'stamping'],
    )
    await place.must(['log', '--tsq', 'head.tsq', '--key', 'absent'])
    answer('head.tsq', 'head.tsr')
    // What comes after the request is not under the stamp, and does not hinder it.
    await place.must(['hold', 'on', '--reason', 'a test'])
  })

  test('is kept for the entry that was the newest when it was asked for', async () => {
    const kept = await place.json<Kept>(['log', '--tsr', 'head.tsr'])
    expect(kept).toMatchObject({ sequence: 1, signer: 'CN=Invented stamps' })
    const options = ['-in', 'head.tsr', '-CAfile', 'tsa.pem']
    expect(openssl('ts', '-verify', '-digest', kept.hash, ...options)).toContain('OK')
    expect(await place.must(['log', '--key', 'absent'])).toContain(
      `stamped ${kept.time} by CN=Invented stamps`,
    )
    expect((await place.run(['verify'])).code).toBe(0)
  })

  test('is kept once, asked for into a new file only, and not for another trail', async () => {
    expect((await place.run(['log', '--tsr', 'head.tsr'])).code).toBe(2)
    expect((await place.run(['log', '--tsq', 'head.tsq'])).code).toBe(2)
    expect((await place.run(['log', '--tsq', 'a', '--tsr', 'head.tsr'])).code).toBe(2)
    const other = new Workplace()
    await other.must(['init'])
    const reply = place.path('head.tsr')
    expect(await other.run(['log', '--tsr', reply])).toMatchObject({
      code: 3,
      err: expect.stringContaining('over something else than this trail'),
    })
    other.write('long.tsr', Buffer.alloc(2 ** 20 + 1))
    expect((await other.run(['log', '--tsr', 'long.tsr'])).code).toBe(3)
    expect((await other.run(['log', '--tsr', 'absent.tsr'])).code).toBe(2)
    expect(await other.must(['log'])).not.toContain('stamp')
  })

  test('that was changed or taken out behind its back is told', async () => {
    const whole = readFileSync(place.path('.leakcheck/case.db'))
    for (const sql of [
      'DELETE FROM stamp',
      'UPDATE stamp SET sequence = 2',
      "UPDATE stamp SET reply = x'3003020100'",
    ]) {
      place.write('.leakcheck/case.db', whole)
      const { db } = openCase(place)
      db.exec(sql)
      db.close()
      expect((await place.run(['verify'])).code, sql).toBe(5)
      expect((await place.run(['hold', 'off', '--reason', 'a test'])).code, sql).toBe(5)
    }
    expect((await place.run(['log'])).code).toBe(5)
  })
})
