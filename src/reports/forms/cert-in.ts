/**
 * A draft of the incident report under the CERT-In directions of 28 April 2022 (section 70B(6), Information Technology Act
 * 2000). It needs no likelihood ratio and works from the first ingest.
 */
import { wholeNumber } from '../text.ts'
import { type CaseFile, type CaseSource, indianTime, noticesOf, roleWords } from './case-file.ts'
import {
  blank,
  type Field,
  type Form,
  type FormPart,
  fields,
  filled,
  filledOrBlank,
  heading,
  items,
  text,
} from './form.ts'

/** Hours from noticing to reporting, in the directions. */
const REPORT_WITHIN_HOURS = 6

export function certIn(file: CaseFile): Form {
  const { caseId, reference, operator, sources } = file
  const registries = sources.filter(({ role }) => role === 'registry').map(({ name }) => name)
  return {
    title: 'Incident report to CERT-In',
    notices: noticesOf(file),
    parts: [
      heading('1. Who reports'),
      fields(
        operator === null ? blank('Name and role') : filled('Name and role', operator),
        blank('Organisation'),
        blank('Telephone'),
        blank('E-mail'),
        blank('Address'),
        filled('Case', reference === null ? caseId : `${reference} (${caseId})`),
      ),
      heading('2. When'),
      fields(...noticedFields(file), blank('Time of the incident itself, if known')),
      heading('3. What'),
      fields(
        filled(
          'Kind of incident',
          'Data leak: records of persons offered or shown to others (to be confirmed)',
        ),
        filledOrBlank('Where it was seen (address, channel, account)', seenAt(sources)),
        blank('By whom it was seen first'),
      ),
      text(
        'What is known is that the files listed below exist and what they hold. It is not yet a statement of where the records come from, unless section 6 says so.',
      ),
      heading('4. Systems that may be concerned'),
      fields(
        registries.length === 0
          ? blank('Portals or registries named')
          : filled(
              'Portals or registries named',
              `${registries.join(', ')} (named; nothing is said of how they run)`,
            ),
        blank('Host names, addresses, operating systems'),
        blank('Whether they are critical to the public'),
      ),
      heading('5. Evidence and counts'),
      evidence(sources),
      heading('6. What the comparison of records says'),
      ...comparison(file),
      heading('7. What was done, and what is asked for'),
      fields(
        blank('Steps taken'),
        blank('Help asked of CERT-In'),
        blank('Others informed, and when'),
      ),
    ],
  }
}

/** Where the dumps were had, as stated. */
function seenAt(sources: readonly CaseSource[]): string | null {
  const places = sources.flatMap(({ role, hadFrom }) =>
    role === 'dump' && hadFrom !== null ? [hadFrom] : [],
  )
  return places.length === 0 ? null : [...new Set(places)].join('; ')
}

function noticedFields({ noticed }: CaseFile): readonly Field[] {
  if (noticed === null) {
    return [
      blank('Noticed on (IST)'),
      blank(`Due: ${REPORT_WITHIN_HOURS} hours after noticing (IST)`),
    ]
  }
  return [
    filled('Noticed on', indianTime(noticed)),
    filled('Report due by', indianTime(noticed, REPORT_WITHIN_HOURS)),
  ]
}

function evidence(sources: readonly CaseSource[]): FormPart {
  return {
    kind: 'table',
    caption: 'Files read so far',
    head: ['Source', 'What it is', 'Records', 'Read', 'File', 'SHA-256'],
    rows: sources.flatMap(({ name, role, records, complete, transcribed, files }) =>
      files.length === 0
        ? [[name, `${roleWords(role)}, declared only`, '', '', '', '']]
        : files.map((one) => [
            name,
            roleWords(role),
            wholeNumber(records),
            `${complete ? 'whole' : 'in part'}${transcribed ? ', transcribed' : ''}`,
            one.name,
            one.sha256,
          ]),
    ),
  }
}

function comparison({ document }: CaseFile): readonly FormPart[] {
  if (document === null) return [text('No comparison was run yet.')]
  const { verdict, run, created, records } = document
  return [
    text(`${verdict.sentence} (run ${run}, ${indianTime(created)}; ${verdict.code})`),
    items([
      `${wholeNumber(records.total)} records, ${wholeNumber(records.distinct)} of them distinct; ${wholeNumber(records.noMatch)} held by no source that was supplied`,
      ...verdict.because,
      'How the records left is not answered by this comparison.',
    ]),
  ]
}
