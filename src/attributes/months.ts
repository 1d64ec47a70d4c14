/** Month names in English and Hindi, whole and abbreviated. */

const MONTHS: readonly string[] = [
  'jan january जनवरी जन',
  'feb february फरवरी फ़रवरी फर',
  'mar march मार्च',
  'apr april अप्रैल अप्रेल',
  'may मई',
  'jun june जून',
  'jul july जुलाई',
  'aug august अगस्त अग',
  'sep sept september सितंबर सितम्बर सितं',
  'oct october अक्टूबर अक्तूबर अक्टू',
  'nov november नवंबर नवम्बर नवं',
  'dec december दिसंबर दिसम्बर दिसं',
]

const BY_NAME: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) =>
    names.split(' ').map((name) => [name.normalize('NFKC'), index + 1] as const),
  ),
)

/** 1–12 for a folded month name, else 0. */
export const monthOfName = (name: string): number => BY_NAME.get(name) ?? 0
