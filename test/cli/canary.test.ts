/** Marked plaintext goes through every command, with failures on the way, and is then looked for everywhere. */
import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verhoeffDigit } from '../../src/demo/identifiers.ts'
import { FORMS, REPORTS } from '../../src/reports/index.ts'
import { toZip } from '../evidence/zip.ts'
import { type Outcome, PROGRAM, type RunOptions, Workplace } from './leakcheck.ts'

const AADHAAR = `73190264815${verhoeffDigit('73190264815')}`
const MARKS = {
  phone: '9876501987',
  otherPhone: '8123409876',
  aadhaar: AADHAAR,
  wrongAadhaar: `73190264815${(Number(AADHAAR.at(-1)) + 1) % 10}`,
  pan: 'QWXPZ7261R',
  reference: '41729360581734',
  email: 'canary.zq@mailbox-zq.example',
  name: 'Canaryzq Vogelzang',
  hindi: 'कनारीजक शर्मा',
  address: 'Zaffranweg Cottage',
  dob: '1961-04-17',
  district: 'Zqdistrictzq',
} as const

const HEADER = 'mobile,aadhaar,pan,beneficiary reference id,email,name,address,dob,district'
const ROW = [
  MARKS.phone,
  MARKS.aadhaar,
  MARKS.pan,
  MARKS.reference,
  MARKS.email,
  MARKS.name,
  MARKS.address,
  MARKS.dob,
  MARKS.district,
].join(',')
const BAD_ROW = [MARKS.otherPhone, MARKS.wrongAadhaar, '', '', '', MARKS.hindi, '', '', ''].join(
  ',',
)
const CSV = `${HEADER}\n${ROW}\n${BAD_ROW}\n`

/** Enough rows for the columns of a file without a header to be told from chance. */
const MANY = Array.from({ length: 60 }, (_, i) => {
  const body = `83190264${100 + i}`
  return [
    `98765${10_000 + 37 * i}`,
    `${body}${verhoeffDigit(body)}`,
    `Person ${'abcdefgh'[i % 8]}`,
  ].join(',')
})

const message = (id: number, from: string, text: string) => ({
  id,
  type: 'message',
  date: '2023-06-10T10:00:00',
  from,
  from_id: from,
  text,
})
const TELEGRAM = JSON.stringify({
  name: MARKS.name,
  type: 'personal_chat',
  id: 1,
  messages: [
    message(1, MARKS.name, MARKS.phone),
    message(
      2,
      'bot',
      `Name: ${MARKS.name}\nMobile: ${MARKS.phone}\nAadhaar: ${MARKS.aadhaar}\nAddress: ${MARKS.address}`,
    ),
    message(3, MARKS.name, MARKS.otherPhone),
    message(4, 'bot', 'No data found'),
  ],
})

/** The ways in which a mark could lie about: as it is, without its separators, in hexadecimal, base64, UTF-16. */
function disguises(mark: string): Buffer[] {
  const digits = mark.replace(/\D/g, '')
  const forms = [
    mark,
    mark.toUpperCase(),
    mark.toLowerCase(),
    ...(digits.length >= 8 ? [digits] : []),
  ]
  return forms.flatMap((form) => {
    const bytes = Buffer.from(form, 'utf8')
    // At each of the three alignments, without the characters that neighbours decide.
    const base64 = [0, 1, 2].map((shift) =>
      Buffer.concat([Buffer.alloc(shift), bytes])
        .toString('base64')
        .slice(shift === 0 ? 0 : shift + 1, -4),
    )
    const texts = [
      bytes.toString('hex'),
      bytes.toString('hex').toUpperCase(),
      ...base64.filter((text) => text.length >= 8),
    ]
    const utf16 = Buffer.from(form, 'utf16le')
    return [bytes, utf16, Buffer.from(utf16).swap16(), ...texts.map((text) => Buffer.from(text))]
  })
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())

/** Commands that come to grief in the middle of their work: no room, a damaged case, an interruption, another key. */
async function faulty(place: Workplace, evidence: readonly string[]): Promise<Outcome[]> {
  const [csv = '', , , headerless = ''] = evidence
  chmodSync(place.path(csv), 0o600)
  const ingest = ['ingest', headerless, '--as', 'breach', '--name', 'more']
  const commands = [ingest, ['match', '--calibrate', '0'], ['replay', 'evidence']]
  const env = { LEAKCHECK_DEBUG: '1' }
  const whole = readFileSync(place.path('.leakcheck/case.db'))
  const damaged = Buffer.from(whole).fill(0xa5, Math.floor(whole.length / 2))
  place.write('damaged/case.db', damaged)
  await place.must(['init', 'other', '--key', 'other.key'])
  const outcomes: Outcome[] = []
  for (const args of commands) {
    outcomes.push(
      withoutRoom(place, args),
      await place.run([...args, '--case', 'damaged'], { env }),
      await place.run([...args, '--key', 'other.key'], { env }),
      await place.run([...args, '--key', csv], { env }),
      await place.run(args, { env, killAfterMs: 150, killWith: 'SIGINT' }),
    )
  }
  return outcomes
}

/** No file may grow beyond what the case is already: every write of a page more fails, as on a full disk. */
function withoutRoom(place: Workplace, args: readonly string[]): Outcome {
  const script = `ulimit -f 1; trap '' XFSZ; exec "$0" "$@"`
  const { status, signal, stdout, stderr } = spawnSync(
    'bash',
    ['--norc', '-c', script, process.execPath, PROGRAM, ...args],
    {
      cwd: place.folder,
      env: {
        PATH: process.env['PATH'] ?? '',
        XDG_DATA_HOME: place.path('data'),
        LEAKCHECK_DEBUG: '1',
      },
    },
  )
  return { code: status, signal, out: stdout.toString(), err: stderr.toString() }
}

test('not one mark is left outside the evidence itself', async () => {
  const place = new Workplace()
  const outcomes: Outcome[] = []
  const runWith = async (options: RunOptions, ...args: string[]) => {
    const env = { LEAKCHECK_DEBUG: '1', ...options.env }
    const outcome = await place.run(args, { ...options, env })
    outcomes.push(outcome)
    return outcome.code
  }
  const run = (...args: string[]) => runWith({}, ...args)
  const evidence = [
    place.write(`evidence/${MARKS.phone}_aadhaar.csv`, CSV),
    place.write(`evidence/${MARKS.name}/result.json`, TELEGRAM),
    place.write(`evidence/${MARKS.email}.csv`, `${CSV}"${ROW}`),
    place.write(
      'evidence/headerless.csv',
      [[MARKS.phone, MARKS.aadhaar, MARKS.name].join(','), ...MANY].join('\n'),
    ),
    place.write(
      `evidence/${MARKS.otherPhone}.zip`,
      toZip([
        { name: `${MARKS.name}/${MARKS.phone}.csv`, content: CSV },
        { name: `${MARKS.name}/${MARKS.email}.png`, content: Buffer.from([137, 80, 78, 71, 0, 1]) },
      ]),
    ),
    place.write('evidence/mess.bin', Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(ROW)])),
  ]
  const [csv, telegram, broken, headerless, archive, mess] = evidence as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  const codes = [
    await run('init'),
    await run(
      'ingest',
      csv,
      '--as',
      'registry',
      '--name',
      'portal',
      '--taken',
      '2023-06',
      '--complete',
    ),
    await run('ingest', telegram, '--as', 'dump', '--name', 'bot', '--from', 'the desk'),
    await run('ingest', headerless, '--as', 'breach', '--name', 'kyc', '--occurred', '2019'),
    await run('ingest', broken, '--as', 'breach', '--name', 'cut', '--allow-partial'),
    await run('ingest', archive, '--as', 'breach', '--name', 'packed', '--allow-partial'),
    await run('inspect', archive),
    // Its samples are masked: no more than two characters at either end of a value.
    await run('inspect', csv),
    await run('inspect', headerless, '--json'),
    await run('sources'),
    await run('sources', '--json'),
    await run('match'),
    await run('match', '--json'),
    await run('verify'),
    await run('replay', 'evidence'),
    await run('declare', 'lender', '--as', 'breach', '--occurred', '2020', '--collects', 'phone'),
    await run('amend', 'bot', '--seen', '2023-06-12', '--device', 'exhibit 3'),
    await run('log', '--tsq', 'head.tsq'),
    await run('key', 'show'),
    await run(),
  ]
  for (const { name } of [...REPORTS, ...FORMS]) {
    codes.push(await run('report', '--format', name, '-o', `report.${name}`))
    codes.push(await run('report', '--format', name))
  }
  codes.push(
    await run('report', '--evidence', '-o', 'evidence.json'),
    await run('verify', 'evidence.json'),
    await run('report', '--public', '-o', 'public.html'),
    await run('report', '2', '--since', '1'),
  )
  const asked = Object.values(MARKS).join('\n')
  place.write('chosen', 'seven brown owls\n')
  const chosen = { env: { LEAKCHECK_NEW_PASSPHRASE_FILE: 'chosen' } }
  const opened = { env: { LEAKCHECK_PASSPHRASE_FILE: 'chosen' } }
  codes.push(
    await runWith({ input: asked }, 'check', '--reason', 'asked by the desk'),
    await run('key', 'export', '-o', 'copy.key', '--plain'),
    await run('key', 'import', 'copy.key', '--key', 'second.key'),
    await runWith(chosen, 'key', 'protect', '--key', 'second.key'),
    await runWith(opened, 'match', '--calibrate', '0', '--key', 'second.key'),
    await run('hold', 'on', '--reason', 'letter of 14 June'),
    await run('hold', 'off', '--reason', 'letter of 20 June'),
    await run('log', '--json'),
    await run('forget', 'kyc', '--reason', 'sent in error'),
    await run('match', '--calibrate', '0', '--explain'),
    await run('verify'),
  )
  expect(codes).toEqual(codes.map(() => 0))
  const failures = [
    await run('ingest', broken, '--as', 'breach', '--name', 'broken'),
    await run('ingest', mess, '--as', 'breach', '--name', 'mess'),
    await run('ingest', archive, '--as', 'breach', '--name', 'unpacked'),
    await run('ingest', csv, '--as', 'breach', '--name', MARKS.phone),
    await run('ingest', csv, '--as', 'dump', '--name', 'x', '--map', `${MARKS.email}=phone`),
    await run('ingest', csv, '--as', 'dump', '--name', 'x', '--format', MARKS.phone),
    await run('ingest', csv, '--as', 'dump', '--name', 'x', '--encoding', MARKS.phone),
    await run('ingest', `${MARKS.phone}.csv`, '--as', 'dump', '--name', 'x'),
    await run('match', MARKS.phone),
    await run('match', '--against', MARKS.aadhaar),
    await run('report', MARKS.phone),
    await run('amend', MARKS.name, '--taken', MARKS.phone),
    await run('declare', MARKS.email, '--as', 'breach'),
    await run(MARKS.phone),
    await run('verify', '--head', MARKS.phone),
    await run('report', '--format', 'md', '-o', `evidence/${MARKS.phone}_aadhaar.csv`),
    await run('ingest', csv, '--as', 'dump', '--name', 'x', '--from', MARKS.email),
    await run('ingest', csv, '--as', 'dump', '--name', 'x', '--device', MARKS.phone),
    await run('ingest', csv, '--as', 'dump', '--name', 'x', '--stated-by', MARKS.pan),
    await run('replay', csv),
    await run('replay', `${MARKS.phone}.csv`),
    await run('log', '--tsr', mess),
    await run('key', 'import', csv),
    await run('key', 'import', mess, '--key', MARKS.phone),
    await runWith({ input: asked }, 'key', 'import', '-', '--key', 'third.key'),
    await run('key', 'export', '-o', csv),
    await run('shred', '--reason', MARKS.phone),
    await run('forget', MARKS.phone, '--reason', 'a test'),
    await run('sources', '--case', MARKS.phone),
  ]
  expect(failures.filter((code) => code === 0 || code === 1 || code === null)).toEqual([])

  const faults = await faulty(place, evidence)
  outcomes.push(...faults)
  // Where the interruption finds the command hangs on the machine.
  expect(faults.map(({ code }) => code)).toEqual(
    faults.map(({ code }, i) => [1, 5, 4, 4, code][i % 5]),
  )
  expect(await run('shred', '--reason', 'retention ends')).toBe(0)
  expect(await run('log')).toBe(0)
  expect(await run('match')).toBe(4)

  const places = [
    ...outcomes.map(({ out, err }, i) => ({ where: `output ${i}`, bytes: Buffer.from(out + err) })),
    ...filesBelow(place.folder)
      .filter((path) => !path.startsWith(place.path('evidence')))
      .map((path) => ({ where: path, bytes: readFileSync(path) })),
  ]
  expect(places.map(({ where }) => where)).toContainEqual(expect.stringMatching(/case\.db$/))
  for (const [word, mark] of Object.entries(MARKS)) {
    for (const disguise of disguises(mark)) {
      const found = places.filter(({ bytes }) => bytes.includes(disguise)).map(({ where }) => where)
      expect(found, `${word} as ${disguise.length} bytes`).toEqual([])
    }
  }
}, 600_000)
