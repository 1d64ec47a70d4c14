/** Words of SQL that are no names where names stand. */

/** What may stand where the name of a column does in a definition. */
export const CONSTRAINTS = new Set(
  'PRIMARY KEY UNIQUE CONSTRAINT INDEX FULLTEXT SPATIAL FOREIGN CHECK EXCLUDE'.split(' '),
)
/** Words between `CREATE` and `TABLE`, and between `INSERT` and the table. */
export const BEFORE_TABLE = new Set(
  'TEMPORARY TEMP GLOBAL LOCAL UNLOGGED OR REPLACE EXTERNAL'.split(' '),
)
export const BEFORE_TARGET = new Set(
  'INTO IGNORE LOW_PRIORITY DELAYED HIGH_PRIORITY OR REPLACE OVERWRITE TABLE IF NOT EXISTS ONLY'.split(
    ' ',
  ),
)

/** What may stand before a row. */
export const ROW_WORDS = new Set(['VALUES', 'ROW'])
