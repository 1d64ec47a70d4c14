/**
 * A draft of the certificate under section 63(4) of the Bharatiya Sakshya Adhiniyam 2023: a part A for each source, by whoever
 * had control of the device, and a part B by an expert. Device particulars and names stay blank.
 */
import { wholeNumber } from '../text.ts'
import { type CaseFile, type CaseSource, indianTime, noticesOf, roleWords } from './case-file.ts'
import {
  blank,
  type Form,
  type FormPart,
  fields,
  filled,
  filledOrBlank,
  heading,
  text,
} from './form.ts'

export function bsa63(file: CaseFile): Form {
  const withFiles = file.sources.filter(({ files }) => files.length > 0)
  return {
    title: 'Certificate under section 63(4), Bharatiya Sakshya Adhiniyam 2023',
    notices: noticesOf(file),
    parts: [
      text(
        'Compare the wording with the Schedule to the Act before use. One part A is made out for each source, by the person who had control of the device from which it was taken.',
      ),
      fields(
        filled(
          'Case',
          file.reference === null ? file.caseId : `${file.reference} (${file.caseId})`,
        ),
      ),
      ...withFiles.flatMap(partA),
      ...partB(withFiles),
    ],
  }
}

function partA(source: CaseSource): readonly FormPart[] {
  return [
    heading(`Part A (by the party): ${source.name}, ${roleWords(source.role)}`),
    fields(
      blank('I, (name)'),
      blank('Son / daughter / spouse of'),
      blank('Residing or employed at'),
    ),
    text(
      'do hereby solemnly affirm and state that I have produced the electronic record listed below, taken from the following device or digital record source:',
    ),
    fields(
      blank(
        'Kind: computer or storage media / DVR / mobile / flash drive / CD or DVD / server / cloud / other',
      ),
      blank('Make and model'),
      blank('Colour'),
      blank('Serial number'),
      blank('IMEI, UIN, UID, MAC or cloud id, as applicable'),
      filledOrBlank('Other information about the device or source', deviceWords(source)),
    ),
    text(
      'The device or source was under lawful control for regularly creating, storing or processing information for the purposes of regular activities; during this period it worked properly and the information was regularly fed into it in the ordinary course of business; where at any time it did not, this has not affected the record or its accuracy. (Strike out what is not so.)',
    ),
    fields(blank('The device or source is: owned / maintained / managed / operated by me')),
    hashes([source]),
    ...signature(),
  ]
}

function deviceWords({ hadFrom, device }: CaseSource): string | null {
  const words = [
    ...(device === null ? [] : [device]),
    ...(hadFrom === null ? [] : [`had from: ${hadFrom}`]),
  ]
  return words.length === 0 ? null : words.join('; ')
}

function partB(sources: readonly CaseSource[]): readonly FormPart[] {
  return [
    heading('Part B (by the expert)'),
    fields(
      blank('I, (name)'),
      blank('Son / daughter / spouse of'),
      blank('Residing or employed at'),
      blank('Qualification and designation'),
    ),
    text(
      'do hereby solemnly affirm and state that the hash values of the electronic records, obtained through the algorithm named, are:',
    ),
    hashes(sources),
    ...signature(),
  ]
}

const hashes = (sources: readonly CaseSource[]): FormPart => ({
  kind: 'table',
  caption: 'Hash report (algorithm: SHA-256, over all bytes of each file as it was read)',
  head: ['Source', 'File', 'Bytes', 'Hashed on', 'SHA-256'],
  rows: sources.flatMap(({ name, files }) =>
    files.map((file) => [
      name,
      file.name,
      wholeNumber(file.bytes),
      indianTime(file.ingested),
      file.sha256,
    ]),
  ),
})

const signature = (): readonly FormPart[] => [
  fields(
    blank('Name and signature'),
    blank('Date (DD/MM/YYYY)'),
    blank('Time (IST, 24 hours)'),
    blank('Place'),
  ),
]
