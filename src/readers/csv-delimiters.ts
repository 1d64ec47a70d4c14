/** What may delimit the cells of a text, told from its first lines: the usual marks, and any other that stands in most of them. Pure. */

/** Those that text seldom holds come first: of two that divide a file alike, the earlier one is taken. */
export const USUAL_DELIMITERS = ['\t', '|', ';', ','] as const
/** Times and addresses hold colons, so a colon delimits only what nothing else does. */
export const LAST_RESORT = ':'

/** Runs of marks as they stand between words: letters, digits, spaces and quotes are none, a tab is one. */
const RUN = /[^\p{L}\p{M}\p{Nd} "'`“”\r\n]+/gu
/** What stands inside dates, numbers, names, addresses and paths. */
const ORDINARY = /^(?:[-./_@()+&#:,;*?!\\]|:\/\/)$/
const LONGEST = 4
/** Share of the lines in which a mark must stand. */
const IN_LINES = 0.6
const MOST = 6

/** Unusual delimiters, the longest first. */
export function unusualDelimiters(lines: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of lines)
    for (const mark of marksOf(line)) counts.set(mark, (counts.get(mark) ?? 0) + 1)
  return [...counts]
    .filter(([, count]) => count >= IN_LINES * lines.length)
    .sort(([a, inA], [b, inB]) => b.length - a.length || inB - inA)
    .slice(0, MOST)
    .map(([mark]) => mark)
}

/** The runs of a line, and the single marks in them. */
function marksOf(line: string): Set<string> {
  const runs = (line.match(RUN) ?? []).filter((run) => run.length <= LONGEST)
  const marks = new Set([...runs, ...runs.flatMap((run) => [...run])])
  for (const usual of USUAL_DELIMITERS) marks.delete(usual)
  return new Set([...marks].filter((mark) => !ORDINARY.test(mark)))
}
