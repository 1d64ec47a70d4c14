/** A draft of the request to the custodian of the named registry: an export that can decide, and logs to keep. */
import { type CaseFile, type CaseSource, indianTime, noticesOf } from './case-file.ts'
import { blank, type Form, fields, filled, heading, items, text } from './form.ts'

export function request(file: CaseFile): Form {
  const { caseId, reference, noticed, sources } = file
  const registries = sources.filter(({ role }) => role === 'registry').map(({ name }) => name)
  return {
    title: 'Request to the custodian of the records',
    notices: noticesOf(file),
    parts: [
      fields(
        blank('To'),
        blank('From'),
        filled('Case', reference === null ? caseId : `${reference} (${caseId})`),
        registries.length === 0 ? blank('Registry') : filled('Registry', registries.join(', ')),
        noticed === null ? blank('Noticed on') : filled('Noticed on', indianTime(noticed)),
      ),
      text(
        'Records of persons have been seen outside. Whether they come from this registry, from a copy of it, or from something older, is an open question that the following would help to answer. The request implies no finding about the registry, its custodian or any person.',
      ),
      heading('1. An export of the registry'),
      items([
        'Complete, or a random sample whose fraction is stated; otherwise say in words which part it is.',
        'The date and hour at which it was drawn, and by which query.',
        'For each record: the reference id that the registry itself issued; the date of registration; the date of every later change, with the value before it where it is kept.',
        'The identifiers (mobile, photo-ID kind and number), the name as stored, gender, year or date of birth, district, centre: exactly as stored, with no change of case, order or spelling.',
        'A list of all fields that the registry has, also of those left out, and of those that it never collected.',
        'The file in CSV, with its SHA-256, delivered on sealed media or encrypted.',
      ]),
      heading('2. Who else holds copies'),
      items([
        'Every system, vendor, state or office that holds or held a copy, of which records and as of which date.',
        'Every interface through which single records can be asked for, and what it answers (masked or whole).',
        'Planted or marked records, if there are any, and where each copy of them went.',
        'Whether names or birth dates are filled from a verification service.',
      ]),
      heading('3. Logs to keep'),
      text(keepFrom(file)),
      items([
        'Log-ins and failed log-ins, of staff, of service accounts and of vendors.',
        'Queries and exports: who, when, which filter, how many records.',
        'Calls of the interfaces, with the asking address and account, and one-time passwords sent and used.',
        'Changes of rights, of keys and of the log settings themselves.',
      ]),
      text(
        'Please keep them unaltered, with their hashes, until a written release; nothing that is on hold may be deleted in the ordinary course.',
      ),
      heading('4. Answer'),
      fields(blank('By (date and hour, IST)'), blank('Contact'), blank('Signature')),
    ],
  }
}

/** From the earliest day that the evidence speaks of. */
function keepFrom({ sources, document, created }: CaseFile): string {
  const snapshots = (document?.sources ?? []).flatMap(({ snapshot }) => snapshot?.earliest ?? [])
  const dumps = sources.filter(({ role }) => role === 'dump').flatMap(stated)
  const first = [...snapshots, ...dumps, created.slice(0, 10)].sort()[0]
  const why =
    snapshots.length > 0
      ? 'the first day on which the state of the registry that the records fit can have been taken'
      : 'the earliest day stated for the suspected leak; records may have left long before, so longer is better'
  return `From ${first} at the latest (${why}) to today:`
}

const stated = ({ earliest }: CaseSource): readonly string[] =>
  earliest === null ? [] : [earliest]
