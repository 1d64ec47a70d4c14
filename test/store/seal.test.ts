import { describe, expect, test } from 'vitest'
import { Sealer } from '../../src/store/seal.ts'
import { CaseKey } from '../../src/tokens/case-key.ts'

const key = CaseKey.generate()
const sealer = new Sealer(key)
const place = { table: 'block', kind: '', version: '1', owner: 3, ordinal: 5, count: 7 }
const plain = Buffer.from('nothing personal, only bytes')

describe('sealed boxes', () => {
  test('open where they were sealed', () => {
    expect(sealer.open(place, sealer.seal(place, plain))).toEqual(plain)
  })

  test('no two boxes of the same bytes are alike', () => {
    expect(sealer.seal(place, plain)).not.toEqual(sealer.seal(place, plain))
  })

  test.each(
    Object.entries({ table: 'probe', kind: 'x', version: '2', owner: 4, ordinal: 6, count: 8 }),
  )('do not open with another %s', (word, other) => {
    const box = sealer.seal(place, plain)
    expect(() => sealer.open({ ...place, [word]: other }, box)).toThrow(/does not open/)
  })

  test('do not open under another key, nor under the same key for another case', () => {
    const box = sealer.seal(place, plain)
    expect(() => new Sealer(CaseKey.generate()).open(place, box)).toThrow(/does not open/)
  })

  test('every changed bit and every cut is told', () => {
    const box = sealer.seal(place, plain)
    for (let at = 0; at < box.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const changed = Buffer.from(box)
        changed[at] = (changed[at] ?? 0) ^ (1 << bit)
        expect(() => sealer.open(place, changed)).toThrow(/does not open/)
      }
      expect(() => sealer.open(place, box.subarray(0, at))).toThrow(/does not open/)
    }
  })
})
