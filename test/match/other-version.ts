/** A source as another version of a normaliser would have left it. */
import type { CaseStore } from '../../src/store/case-store.ts'
import type { PartLayout } from '../../src/tokens/record.ts'

/** The blocks and segments stay: what counts is which version the layout of the parts names. */
export function setOtherVersion(db: CaseStore['db'], source: string, field: string): void {
  const parts = db
    .prepare<[string], { id: number; layout: string }>(
      `SELECT part.id, layout FROM part JOIN file ON file.id = part.file
        JOIN source ON source.id = file.source WHERE source.name = ?`,
    )
    .all(source)
  for (const { id, layout } of parts) {
    const { identifiers, attributes, ...rest }: PartLayout = JSON.parse(layout)
    const other = {
      ...rest,
      identifiers: identifiers.map((one) =>
        one.kind === field ? { ...one, version: 'other' } : one,
      ),
      attributes: attributes.map((one) =>
        one.attribute === field ? { ...one, version: 'other' } : one,
      ),
    }
    db.prepare('UPDATE part SET layout = ? WHERE id = ?').run(JSON.stringify(other), id)
  }
}
