/** Reads all files in a packed one, and prints how many bytes they were and the most memory that it took, in MiB. */
import { argv, memoryUsage, stdout } from 'node:process'
import { openFile, Unreadable } from '../../src/evidence/file.ts'

const file = await openFile(argv[2] ?? '', new AbortController().signal, { limits: { ratio: 1e9 } })
let [characters, most] = [0, 0]
for await (const member of file.files()) {
  if (member instanceof Unreadable) throw member.error
  for await (const piece of member.text()) {
    characters += piece.length
    most = Math.max(most, memoryUsage.rss())
  }
}
const { ending } = await file.finish()
const mebibytes = Math.round(most / 2 ** 20)
stdout.write(JSON.stringify({ characters, mebibytes, whole: ending.whole }))
