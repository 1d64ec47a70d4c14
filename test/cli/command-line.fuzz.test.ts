/** Command lines put together from what there is and what there is not: an exit code of the contract, one line and a hint, nothing repeated. */
import { readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { COMMANDS } from '../../src/cli/commands/index.ts'
import { ROLES } from '../../src/core/kinds.ts'
import type { Random } from '../../src/demo/random.ts'
import { FUZZ_TIMEOUT_MS, fuzz } from '../fuzz.ts'
import { Workplace } from './leakcheck.ts'

const CSV = 'mobile,name,yob\n9876501234,Asha Kumari,1980\n9876501235,Ravi Varma,1975\n'
/** Nobody's, and not to be seen in any output. */
const MARKS = ['9799112233', 'qwxpz7261r', 'QWXPZ7261R', 'nobody.zq@post.example', '234123412346']
const OPTIONS = [
  ...[
    '--as',
    '--name',
    '--map',
    '--format',
    '--encoding',
    '--allow-partial',
    '--dry-run',
    '--json',
  ],
  ...['--taken', '--occurred', '--published', '--seen', '--stated-by', '--complete', '--sampled'],
  ...['--extract', '--collects', '--verified-by', '--from', '--device', '--reason', '--bulk'],
  ...['--case', '--key', '--quiet', '--no-color', '--wait', '--head', '--tsq', '--tsr', '--run'],
  ...['--against', '--explain', '--calibrate', '--created', '--tlp', '-o', '--to', '--plain'],
  ...['--passphrase', '--noticed', '--operator', '--ref', '--help', '--', '-x', '--no-such-option'],
]
const VALUES = [
  ...['people.csv', 'absent.csv', '-', '.', '/', '', ' ', '0', '-1', '1e9', '2023', '2019..2021'],
  ...[
    'portal',
    'show',
    'export',
    'import',
    'protect',
    'on',
    'off',
    'phone',
    'name,yob',
    'mobile=phone',
  ],
  ...[
    '0.3',
    'a=b=c',
    '=',
    '__proto__',
    'constructor',
    '\u202egnp',
    '\u001b[2J',
    '％００',
    'x'.repeat(5000),
  ],
  ...['md', 'html', 'csv', 'cert-in', 'red', 'green', 'aadhaar', 'utf-16le', 'a test', '41:9f3c'],
]

const place = new Workplace()
let keyLine: Buffer
beforeAll(async () => {
  place.write('people.csv', CSV)
  await place.must(['init', '--key', 'case.key'])
  keyLine = readFileSync(place.path('case.key'))
})

/** `shred` is among the commands. */
const restoreKey = (): void => writeFileSync(place.path('case.key'), keyLine, { mode: 0o600 })

/** Without the lines that name a file where the user said that it should be. */
const withoutPaths = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.includes(place.folder))
    .join('\n')

function commandLine(random: Random): string[] {
  const commands = COMMANDS.map(({ name }) => name).filter((name) => name !== 'demo')
  const word = () => random.pick(random.between(0, 3) === 0 ? MARKS : [...VALUES, ...ROLES])
  const rest = Array.from({ length: random.between(0, 6) }, () =>
    random.between(0, 1) === 0 ? random.pick(OPTIONS) : word(),
  )
  return [random.between(0, 9) === 0 ? word() : random.pick(commands), ...rest]
}

test('command lines', { timeout: FUZZ_TIMEOUT_MS }, () =>
  fuzz('command line', 40, async (random) => {
    restoreKey()
    const args = commandLine(random)
    const env = { LEAKCHECK_KEY_FILE: 'case.key', LEAKCHECK_PASSPHRASE: 'seven brown owls' }
    const { code, signal, out, err } = await place.run(args, { env, input: random.pick(['', CSV]) })
    const said = `${JSON.stringify(args)} ended with ${code}: ${err}`
    expect([signal, [0, 2, 3, 4, 5].includes(code ?? -1)], said).toEqual([null, true])
    if (code !== 0 && code !== 5) expect(err, said).toMatch(/^leakcheck: [^\n]+\nhint: [^\n]+\n$/)
    for (const mark of MARKS) expect(withoutPaths(out + err), said).not.toContain(mark)
    expect((out + err).replaceAll('\n', ''), said).not.toMatch(/[\p{Cc}\p{Cf}]/u)
  }),
)
