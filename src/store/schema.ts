/** The tables of the store and the migrations that lead from format to format; docs/store.md says what each holds. */

/** 'LKCK' */
export const APPLICATION_ID = 0x4c4b434b

const FORMAT_1 = `
CREATE TABLE case_file (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  case_id BLOB NOT NULL,
  check_value BLOB NOT NULL,
  commitment BLOB NOT NULL,
  created TEXT NOT NULL,
  noticed TEXT,
  operator TEXT,
  reference TEXT,
  erasing INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  stated TEXT NOT NULL
) STRICT;
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  options TEXT NOT NULL,
  ingested TEXT NOT NULL,
  account TEXT NOT NULL
) STRICT;
CREATE TABLE part (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  records INTEGER NOT NULL,
  layout TEXT NOT NULL,
  filled TEXT NOT NULL
) STRICT;
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  part INTEGER NOT NULL REFERENCES part (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  count INTEGER NOT NULL,
  box BLOB NOT NULL,
  UNIQUE (part, kind, ordinal)
) STRICT;
CREATE TABLE segment_index (
  part INTEGER NOT NULL REFERENCES part (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  version TEXT NOT NULL,
  segments INTEGER NOT NULL,
  tokens INTEGER NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY (part, kind)
) STRICT;
CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  part INTEGER NOT NULL REFERENCES part (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  count INTEGER NOT NULL,
  box BLOB NOT NULL,
  UNIQUE (part, ordinal)
) STRICT;
CREATE TABLE dictionary (
  part INTEGER NOT NULL REFERENCES part (id) ON DELETE CASCADE,
  attribute TEXT NOT NULL,
  count INTEGER NOT NULL,
  box BLOB NOT NULL,
  PRIMARY KEY (part, attribute)
) STRICT;
CREATE TABLE probe (
  part INTEGER PRIMARY KEY REFERENCES part (id) ON DELETE CASCADE,
  count INTEGER NOT NULL,
  box BLOB NOT NULL
) STRICT;
CREATE TABLE query_block (
  id INTEGER PRIMARY KEY,
  part INTEGER NOT NULL REFERENCES part (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  count INTEGER NOT NULL,
  box BLOB NOT NULL,
  UNIQUE (part, ordinal)
) STRICT;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  created TEXT NOT NULL,
  patterns BLOB NOT NULL,
  document BLOB NOT NULL
) STRICT;
CREATE TABLE trail (
  sequence INTEGER PRIMARY KEY,
  entry BLOB NOT NULL,
  hash BLOB NOT NULL,
  mac BLOB NOT NULL
) STRICT;
CREATE TABLE spill (
  id INTEGER PRIMARY KEY,
  part INTEGER NOT NULL,
  kind TEXT NOT NULL,
  lead INTEGER NOT NULL,
  count INTEGER NOT NULL,
  box BLOB NOT NULL
) STRICT;
CREATE INDEX spill_place ON spill (part, kind, lead);
`

/** Whence a source came, and what an authority for time stamps answered. */
const FORMAT_2 = `
CREATE TABLE custody (
  source INTEGER PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
  box BLOB NOT NULL
) STRICT;
CREATE TABLE stamp (
  sequence INTEGER PRIMARY KEY,
  reply BLOB NOT NULL
) STRICT;
`

/** Append-only: migration i leads from format i to format i + 1. */
export const MIGRATIONS: readonly string[] = [FORMAT_1, FORMAT_2]
export const FORMAT = MIGRATIONS.length
