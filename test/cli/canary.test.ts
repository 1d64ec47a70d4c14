/** Marked plaintext goes through every command, with failures on the way, and is then looked for everywhere. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verhoeffDigit } from '../../src/demo/identifiers.ts'
import { FORMS, REPORTS } from '../../src/reports/index.ts'
import { type Outcome, Workplace } from './leakcheck.ts'

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

test('not one mark is left outside the evidence itself', async () => {
  const place = new Workplace()
  const outcomes: Outcome[] = []
  const run = async (...args: string[]) => {
    const outcome = await place.run(args, { env: { LEAKCHECK_DEBUG: '1' } })
    outcomes.push(outcome)
    return outcome.code
  }
  const evidence = [
    place.write(`evidence/${MARKS.phone}_aadhaar.csv`, CSV),
    place.write(`evidence/${MARKS.name}/result.json`, TELEGRAM),
    place.write(`evidence/${MARKS.email}.csv`, `${CSV}"${ROW}`),
    place.write(
      'evidence/headerless.csv',
      [[MARKS.phone, MARKS.aadhaar, MARKS.name].join(','), ...MANY].join('\n'),
    ),
    place.write('evidence/mess.bin', Buffer.concat([Buffer.from([0, 255, 1]), Buffer.from(ROW)])),
  ]
  const [csv, telegram, broken, headerless, mess] = evidence as [
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
    await run('ingest', telegram, '--as', 'dump', '--name', 'bot'),
    await run('ingest', headerless, '--as', 'breach', '--name', 'kyc', '--occurred', '2019'),
    await run('ingest', broken, '--as', 'breach', '--name', 'cut', '--allow-partial'),
    // Its samples are masked: no more than two characters at either end of a value.
    await run('inspect', csv),
    await run('inspect', headerless, '--json'),
    await run('sources'),
    await run('sources', '--json'),
    await run('match'),
    await run('match', '--json'),
    await run('verify'),
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
  const checked = await place.run(['check', '--reason', 'asked by the desk'], { input: asked })
  outcomes.push(checked)
  codes.push(
    checked.code,
    await run('key', 'export', '-o', 'copy.key', '--plain'),
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
  ]
  expect(failures.filter((code) => code === 0 || code === 1 || code === null)).toEqual([])

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
