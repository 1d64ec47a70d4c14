/** Compound files of Office are refused by what they are, wherever their directory stands. */
import { describe, expect, test } from 'vitest'
import { openBytes } from './scratch.ts'

const SECTOR = 512
const [FREE, LAST] = [0xffffffff, 0xfffffffe]

/** A compound file with these streams; its directory begins behind `before` other sectors. */
function compoundFile(streams: readonly string[], before = 0, firstBytes = '0908'): Buffer {
  const directory = Math.ceil((streams.length + 1) / 4)
  const [table, content] = [0, before + 1 + directory]
  const sectors = content + 1
  const file = Buffer.alloc(SECTOR * (1 + sectors))
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(before + 1, 48)
  file.fill(0xff, 76, SECTOR)
  file.writeUInt32LE(table, 76)
  for (let sector = 0; sector < SECTOR / 4; sector++) {
    const inDirectory = sector > before && sector < before + directory
    file.writeUInt32LE(
      inDirectory ? sector + 1 : sector < sectors ? LAST : FREE,
      SECTOR * (table + 1) + 4 * sector,
    )
  }
  for (const [place, name] of ['Root Entry', ...streams].entries()) {
    const at = SECTOR * (before + 2) + 128 * place
    file.write(name, at, 'utf16le')
    file.writeUInt16LE(2 * name.length + 2, at + 64)
    file.writeUInt32LE(content, at + 116)
  }
  file.write(firstBytes, SECTOR * (content + 1), 'hex')
  return file
}

const BEGIN_AND_PROTECTED = '09080400000000002f000600'

describe.each([
  ['a workbook', ['Summary', 'Workbook'], '0908', 'Excel before 2007'],
  ['an older workbook', ['Book'], '0908', 'Excel before 97'],
  ['a workbook whose cells are encrypted', ['Workbook'], BEGIN_AND_PROTECTED, 'password-protected'],
  [
    'a protected document',
    ['DataSpaces', 'EncryptionInfo', 'a', 'b', 'c', 'EncryptedPackage'],
    '',
    'password-protected',
  ],
  ['a text', ['1Table', 'WordDocument'], '', 'Word'],
  ['something else', ['Contents'], '', 'old Office document'],
] as const)('%s', (_, streams, begins, name) => {
  test.each([0, 60, 120])('with its directory behind %i sectors', async (before) => {
    const bytes = compoundFile(streams, before, begins)
    await expect(openBytes(bytes)).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
      message: expect.stringContaining(name),
      hint: expect.stringContaining('.xlsx, .csv'),
    })
  })
})

test('a damaged or cut one is refused all the same', async () => {
  const whole = compoundFile(['Workbook'], 5)
  whole.fill(0xee, 48, 200)
  for (const length of [8, 40, 511, 513, 1500, whole.length]) {
    await expect(openBytes(whole.subarray(0, length))).rejects.toMatchObject({
      code: 'INPUT_UNREADABLE',
    })
  }
})
