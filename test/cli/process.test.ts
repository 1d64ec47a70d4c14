/** The process as an attacker or an accident finds it: no debugger, no temporary file, nothing half-stored. */
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROGRAM, Workplace } from './leakcheck.ts'
import { openCase } from './opened.ts'

const HEADER = 'mobile,name,yob\n'
const people = (from: number, count: number): string =>
  Array.from(
    { length: count },
    (_, i) => `9${800_000_000 + 7 * (from + i)},Person ${i % 97},1980\n`,
  ).join('')

const registry = ['--as', 'registry', '--name', 'portal', '--complete'] as const

describe('Node’s own windows into memory', () => {
  const place = new Workplace()
  beforeAll(async () => void (await place.must(['init'])))

  test.each([
    '--inspect=0',
    '--inspect_publish_uid=http',
    '--heap-prof',
    '--heapsnapshot-signal=SIGUSR2',
    '--heapsnapshot-near-heap-limit=1',
    '--cpu-prof',
    '--report-on-signal',
    '--report_uncaught_exception',
    '--abort-on-uncaught-exception',
    '--diagnostic-dir=/tmp',
  ])('%s is refused, in NODE_OPTIONS and on the command line', async (option) => {
    const refusal =
      /leakcheck: Node was started with --[a-z-]+, which can show what is in memory\nhint: /
    const { code, out, err } = await place.run(['sources'], { env: { NODE_OPTIONS: option } })
    expect([code, out, err]).toEqual([1, '', expect.stringMatching(refusal)])
    const typed = spawnSync(process.execPath, [option, PROGRAM, 'sources'], {
      cwd: mkdtempSync(join(tmpdir(), 'p-')),
    })
    expect([typed.status, typed.stdout.toString()]).toEqual([1, ''])
    expect(typed.stderr.toString()).toMatch(refusal)
  })

  test('an option that shows nothing is not', async () => {
    expect(
      (
        await place.run(['sources'], {
          env: { NODE_OPTIONS: '--max-old-space-size=512 --enable-source-maps' },
        })
      ).code,
    ).toBe(0)
  })

  /** What a process that waits for its input writes to standard error when it is sent SIGUSR1. */
  async function afterSignal(args: readonly string[]): Promise<{ err: string; lives: boolean }> {
    const child = spawn(process.execPath, args, {
      cwd: place.folder,
      env: { XDG_DATA_HOME: place.path('data') },
    })
    let err = ''
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    await pause(3000)
    child.kill('SIGUSR1')
    await pause(700)
    const lives = child.exitCode === null && child.signalCode === null
    child.kill('SIGKILL')
    return { err, lives }
  }

  test('SIGUSR1 opens no inspector', async () => {
    const port = await freePort()
    // So that the test could see one.
    const open = await afterSignal([`--inspect-port=${port}`, '-e', 'process.stdin.resume()'])
    expect(open.err).toContain('Debugger listening')
    const closed = await afterSignal([PROGRAM, 'check', '--reason', 'a test'])
    expect(closed).toEqual({ err: '', lives: true })
  })

  test('a diagnostic report holds no variable of the environment', () => {
    const guard = new URL('../../bin/process-guard.js', import.meta.url).href
    const report = (before: string) =>
      spawnSync(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `${before};console.log(JSON.stringify(process.report.getReport()))`,
        ],
        {
          env: { LEAKCHECK_PASSPHRASE: 'seven brown owls' },
        },
      ).stdout.toString()
    expect(report('')).toContain('seven brown owls')
    const guarded = report(`import { shutDiagnostics } from '${guard}'; shutDiagnostics()`)
    expect(guarded).toContain('"javascriptStack"')
    expect(guarded).not.toContain('owls')
  })
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

describe('temporary files', () => {
  const work = async (place: Workplace, env: Readonly<Record<string, string>>) => {
    place.write('people.csv', HEADER + people(0, 30_000))
    await place.must(['init'], { env })
    await place.must(['ingest', 'people.csv', ...registry], { env })
    await place.must(['ingest', 'people.csv', '--as', 'dump', '--name', 'dump'], { env })
    await place.must(['match', '--calibrate', '1'], { env })
    await place.must(['report', '--format', 'md'], { env })
    await place.must(['forget', 'portal', '--reason', 'a test'], { env })
    await place.must(['verify'], { env })
  }

  test('none is made, watched over all commands', async () => {
    const place = new Workplace()
    const folder = place.path('watched')
    mkdirSync(folder)
    const seen: (string | null)[] = []
    const watcher = watch(folder, (_event, name) => seen.push(name))
    await work(place, { TMPDIR: folder, SQLITE_TMPDIR: folder })
    expect(seen).toEqual([])
    writeFileSync(join(folder, 'seen'), '')
    await pause(200)
    watcher.close()
    expect(seen).toContain('seen')
  })

  test('none is needed: the folder for them may be missing', async () => {
    const place = new Workplace()
    place.write('people.csv', HEADER + people(0, 10))
    const env = { TMPDIR: '/dev/null/nowhere', SQLITE_TMPDIR: '/dev/null/nowhere' }
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [PROGRAM, ...args], {
        cwd: place.folder,
        env: { ...env, XDG_DATA_HOME: place.path('data') },
      }).status
    expect(run('init')).toBe(0)
    expect(run('ingest', 'people.csv', ...registry)).toBe(0)
    expect(run('forget', 'portal', '--reason', 'a test')).toBe(0)
    expect(run('verify')).toBe(0)
  })
})

test('a reader that has seen enough ends the command quietly', async () => {
  const place = new Workplace()
  await place.must(['init'])
  for (let i = 0; i < 40; i++)
    await openCase(place).record({
      action: 'note',
      at: '2026-01-01T00:00:00.000Z',
      operator: 'x'.repeat(5000),
      host: '',
      version: '',
    })
  const script = '"$0" "$1" log --json | head -c 1 >/dev/null; exit $PIPESTATUS'
  const { status, stderr } = spawnSync(
    'bash',
    ['--norc', '-c', script, process.execPath, PROGRAM],
    {
      cwd: place.folder,
      env: { PATH: process.env['PATH'] ?? '', XDG_DATA_HOME: place.path('data') },
    },
  )
  expect([status, stderr.toString()]).toEqual([0, ''])
})

test('whose reader is gone, a command still ends with the code of what it found', async () => {
  const place = new Workplace()
  await place.must(['init'])
  const ended = (...args: string[]) => {
    const script = '"$@" 2>&1 | true; exit $PIPESTATUS'
    return spawnSync('bash', ['--norc', '-c', script, 'bash', process.execPath, PROGRAM, ...args], {
      cwd: place.folder,
      env: { PATH: process.env['PATH'] ?? '', XDG_DATA_HOME: place.path('data') },
    }).status
  }
  expect(ended('verify')).toBe(0)
  expect(ended('verify', '--case', 'nowhere')).toBe(4)
  expect(ended('verify', '--head', '1:0000')).toBe(5)
})

describe('SIGINT', () => {
  const place = new Workplace()
  beforeAll(async () => {
    await place.must(['init'])
    place.write('people.csv', HEADER + people(0, 60_000))
    await place.must(['ingest', 'people.csv', '--as', 'dump', '--name', 'dump'])
    await place.must(['ingest', 'people.csv', ...registry])
    await place.must(['match', '--calibrate', '0'])
  })

  const MOMENTS = [150, 400, 700, 1000]
  const COMMANDS = [
    ['ingest', 'people.csv', '--as', 'breach', '--name', 'older'],
    ['match', '--calibrate', '40'],
    ['replay', 'people.csv', '--run', '1'],
    ['verify'],
    ['forget', 'portal', '--reason', 'a test'],
  ]
  test.each(COMMANDS.flatMap((args) => MOMENTS.map((ms) => ({ command: args[0], ms, args }))))(
    'in $command after $ms ms stores nothing by halves',
    async ({ ms, args }) => {
      const list = async () =>
        JSON.parse(await place.must(['--json'])) as { sources: unknown[]; runs: unknown[] }
      const before = await list()
      const { code, signal, err } = await place.run(args, { killAfterMs: ms, killWith: 'SIGINT' })
      const now = await list()
      // Before the program is loaded the signal itself ends it; after its work is done it says so.
      if (code === 130) expect(err).toMatch(/^leakcheck: interrupted\nhint: /)
      else expect(code === 0 || signal === 'SIGINT').toBe(true)
      if (code !== 0 && args[0] !== 'forget')
        expect(now).toMatchObject({ sources: before.sources, runs: before.runs })
      expect((await place.run(['verify'])).code).toBe(0)
      if (now.sources.length < before.sources.length)
        await place.must(['ingest', 'people.csv', ...registry])
      if (now.sources.length > before.sources.length)
        await place.must(['forget', 'older', '--reason', 'a test'])
    },
  )
})

/** Dozens of commands one after another; a test that is given up goes on filling the disk of the next. */
const LONG = { timeout: 900_000 }

describe('a full disk', () => {
  const mountPoint = mkdtempSync(join(tmpdir(), 'leakcheck-disk-'))
  const mounted =
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', mountPoint]).status === 0
  afterAll(() => void (mounted && spawnSync('umount', [mountPoint])))

  // Needs the right to mount a small file system.
  test.skipIf(!mounted)('at any write is said, and nothing is half-stored', LONG, async () => {
    const place = new Workplace()
    const folder = join(mountPoint, 'case')
    place.write('people.csv', HEADER + people(0, 20_000))
    place.write('few.csv', HEADER + people(0, 50))
    await place.must(['init', folder])
    const at = (...args: string[]) => place.run([...args, '--case', folder])
    expect((await at('ingest', 'few.csv', ...registry)).code).toBe(0)
    for (const left of [600_000, 300_000, 100_000, 40_000, 12_000, 4096, 0]) {
      fillUp(mountPoint, left)
      const { code, err } = await at('ingest', 'people.csv', '--as', 'breach', '--name', 'older')
      expect([code, err]).toEqual([1, expect.stringContaining('the disk is full')])
      const forgotten = await at('forget', 'portal', '--reason', 'a test')
      if (forgotten.code === 0) {
        writeFileSync(join(mountPoint, 'filler'), '')
        expect((await at('ingest', 'few.csv', ...registry)).code).toBe(0)
      } else
        expect([forgotten.code, forgotten.err]).toEqual([
          1,
          expect.stringContaining('the disk is full'),
        ])
      writeFileSync(join(mountPoint, 'filler'), '')
      expect((await at('verify')).code).toBe(0)
      expect((await at('sources')).out).toMatch(/^ *portal +registry +50 records[^\n]*\n$/)
    }
  })

  test.skipIf(!mounted)(
    'stops every command that writes, and leaves nothing begun',
    LONG,
    async () => {
      const place = new Workplace()
      const on = (name: string) => join(mountPoint, name)
      place.write('people.csv', HEADER + people(0, 300))
      place.write('chosen', 'seven brown owls\n')
      const env = { LEAKCHECK_NEW_PASSPHRASE_FILE: 'chosen', LEAKCHECK_PASSPHRASE_FILE: 'chosen' }
      const at = (...args: string[]) => {
        const key = args.includes('--key') ? [] : ['--key', on('key')]
        return place.run([...args, ...key, '--case', on('all')], { env, input: '9876501234' })
      }
      expect((await place.run(['init', on('all'), '--key', on('key')])).code).toBe(0)
      expect((await at('ingest', 'people.csv', ...registry)).code).toBe(0)
      expect((await at('ingest', 'people.csv', '--as', 'dump', '--name', 'dump')).code).toBe(0)
      const reason = ['--reason', 'a test']
      const commands = [
        ['match', '--calibrate', '0'],
        ['ingest', 'people.csv', '--as', 'breach', '--name', 'older'],
        ['declare', 'lender', '--as', 'breach', '--occurred', '2020'],
        ['amend', 'dump', '--seen', '2023', '--from', 'the desk'],
        ['check', ...reason],
        ['hold', 'off', ...reason],
        ['report', '--format', 'cert-in', '-o', on('report.html')],
        ['log', '--tsq', on('head.tsq')],
        ['key', 'export', '-o', on('copy.age')],
        ['key', 'import', on('key'), '--key', on('second.key')],
        ['key', 'protect'],
        ['init', on('other'), '--key', on('other.key')],
      ]
      const files = () => readdirSync(mountPoint, { recursive: true }).map(String).toSorted()
      cpSync(mountPoint, place.path('whole'), { recursive: true })
      const before = files()
      let refused = 0
      for (const args of commands) {
        fillUp(mountPoint, 0)
        const { code, err } = args[0] === 'init' ? await place.run(args) : await at(...args)
        writeFileSync(on('filler'), '')
        expect((await at('verify')).code, args.join(' ')).toBe(0)
        // A small entry may fit into pages that are there already.
        if (code === 0) {
          for (const name of readdirSync(mountPoint)) rmSync(on(name), { recursive: true })
          cpSync(place.path('whole'), mountPoint, { recursive: true })
          continue
        }
        refused += 1
        expect([code, err], args.join(' ')).toEqual([
          1,
          expect.stringMatching(
            /^leakcheck: (the disk is full|[a-z. ]+ cannot be written)\nhint: /,
          ),
        ])
        expect(files().filter((name) => name !== 'other')).toEqual(before)
      }
      expect(refused).toBeGreaterThan(commands.length / 2)
    },
  )

  test.skipIf(!mounted)(
    'a case that cannot be written can be read, and says so when it is to be written',
    async () => {
      const place = new Workplace()
      const folder = join(mountPoint, 'read-only')
      await place.must(['init', folder])
      spawnSync('mount', ['-o', 'remount,ro', mountPoint])
      try {
        for (const command of ['sources', 'log', 'verify'])
          expect((await place.run([command, '--case', folder])).code, command).toBe(0)
        expect(
          await place.run(['hold', 'on', '--reason', 'a test', '--case', folder]),
        ).toMatchObject({
          code: 1,
          err: expect.stringMatching(/^leakcheck: the case cannot be written\nhint: /),
        })
      } finally {
        spawnSync('mount', ['-o', 'remount,rw', mountPoint])
      }
    },
  )
})

/** Leaves so many bytes free, or a little more. */
function fillUp(folder: string, left: number): void {
  writeFileSync(join(folder, 'filler'), '')
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
}

describe('two commands at once', () => {
  test('the second says so, or waits where it is told to', async () => {
    const place = new Workplace()
    await place.must(['init'])
    const child = spawn(process.execPath, [PROGRAM, 'ingest', '-', ...registry, '--wait', '10'], {
      cwd: place.folder,
      env: { XDG_DATA_HOME: place.path('data') },
    })
    const ended = new Promise((resolve) => child.once('close', resolve))
    child.stdin.write(HEADER + people(0, 40_000))
    await untilLocked(place)
    const hold = ['hold', 'on', '--reason', 'a test']
    expect(await place.run(hold)).toMatchObject({
      code: 6,
      err: expect.stringContaining('in use by another command'),
    })
    expect((await place.run([...hold, '--wait', '0.2'])).code).toBe(6)
    const waiting = place.run([...hold, '--wait', '60'])
    await pause(500)
    child.stdin.end()
    expect(await ended).toBe(0)
    expect((await waiting).code).toBe(0)
    expect(await place.must(['sources'])).toContain('40,000 records')
  })
})

/** Waits until another process writes to the case. */
async function untilLocked(place: Workplace): Promise<void> {
  const { db } = openCase(place)
  for (let isLocked = false; !isLocked; await pause(50)) {
    try {
      db.exec('BEGIN IMMEDIATE')
      db.exec('ROLLBACK')
    } catch {
      isLocked = true
    }
  }
  db.close()
}

describe('a case of another version', () => {
  test('from a newer one is refused, and left as it is', async () => {
    const place = new Workplace()
    await place.must(['init'])
    const store = openCase(place)
    store.db.pragma('user_version = 99')
    store.close()
    const before = readFileSync(place.path('.leakcheck/case.db'))
    expect(await place.run(['sources'])).toMatchObject({
      code: 4,
      err: expect.stringContaining('upgrade'),
    })
    expect(readFileSync(place.path('.leakcheck/case.db')).equals(before)).toBe(true)
  })

  test('that is no database, or not ours, is refused', async () => {
    const place = new Workplace()
    await place.must(['init'])
    place.write('.leakcheck/case.db', 'not a database, but long enough to be looked at'.repeat(200))
    expect((await place.run(['sources'])).code).toBe(4)
    place.write('.leakcheck/case.db', '')
    expect((await place.run(['sources'])).code).toBe(4)
  })
})
