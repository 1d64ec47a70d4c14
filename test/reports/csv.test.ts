/** The CSV: one rectangular table, every figure of the run in it. */
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csv } from '../../src/reports/csv.ts'
import { DOCUMENTS } from './documents.ts'
import { COVER } from './renditions.ts'

interface Row {
  readonly table: string
  readonly source: string
  readonly item: string
  readonly measure: string
  readonly value: string
  readonly low: string
  readonly high: string
}

test.each(Object.entries(DOCUMENTS))(
  '%s: all shares and counts are found again',
  (_code, document) => {
    const rows: Row[] = parse(csv(document, COVER), { bom: true, columns: true })
    for (const { name, share, overlap = {} } of document.sources) {
      const row = rows.find(({ table, source }) => table === 'share' && source === name)
      expect(row?.value).toBe(share.estimate === null ? '' : String(share.estimate))
      expect([Number(row?.low), Number(row?.high)]).toEqual(share.interval)
      for (const [kind, { matched }] of Object.entries(overlap)) {
        const found = rows.find(
          ({ table, source, item, measure }) =>
            table === 'overlap' && source === name && item === kind && measure === 'matched',
        )
        expect(Number(found?.value)).toBe(matched)
      }
    }
  },
)
