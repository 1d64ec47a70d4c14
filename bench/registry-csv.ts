/** Invents a registry of any size as CSV on standard output: `node bench/registry-csv.ts ROWS [SEED]`. All people are made up. */
import { once } from 'node:events'
import { digits, inventAadhaar, inventPan, inventSeries } from '../src/demo/identifiers.ts'
import { NAMES } from '../src/demo/names.ts'
import { PLACES } from '../src/demo/places.ts'
import { Random } from '../src/demo/random.ts'

const ROWS_A_WRITE = 2000
const [rows = '1000000', seed = '1'] = process.argv.slice(2)

const random = new Random(seed)
const series = inventSeries(random)
const words = Object.values(NAMES)
  .flatMap((table) => Object.values(table))
  .flatMap((list) => (Array.isArray(list) ? list : []))
  .flatMap((word) => (typeof word === 'object' && 'latin' in word ? [String(word.latin)] : []))

process.stdout.write('phone,aadhaar,pan,name,yob,gender,district\n')
for (let done = 0; done < Number(rows); done += ROWS_A_WRITE) {
  const count = Math.min(ROWS_A_WRITE, Number(rows) - done)
  if (!process.stdout.write(Array.from({ length: count }, row).join('')))
    await once(process.stdout, 'drain')
}

function row(): string {
  const [first, last] = [random.pick(words), random.pick(words)]
  const phone = `${random.pick(series)}${digits(random, 5)}`
  const yob = random.between(1935, 2010)
  const gender = random.pick(['M', 'F'])
  return `${phone},${inventAadhaar(random)},${inventPan(random, last)},${first} ${last},${yob},${gender},${random.pick(PLACES).district}\n`
}
