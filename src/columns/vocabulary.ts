/** The known header words: English, Hindi, abbreviations, misspellings, and what a column under each should hold. */
import type { ColumnKind } from '../core/kinds.ts'
import { headerWords } from './header-word.ts'

/** What a header promises; where the first kind does not fit the values, the next is tried (a `uid` may be a user's id). */
const VOCABULARY: readonly (readonly [kinds: readonly ColumnKind[], headers: string])[] = [
  [
    ['phone'],
    'phone, phone no, phone num, phone number, phone nbr, ph, ph no, ph number, mobile, mobile no, mobile num, mobile number, mobil, moblie, mobile phone, mob, mob no, mob num, mob number, cell, cell no, cell phone, msisdn, contact, contact no, contact num, contact number, contact mobile, contact phone, tel, tel no, telephone, telephone no, telephone number, landline, whatsapp, whatsapp no, whatsapp number, mobile phone number, phone mobile, मोबाइल, मोबाइल नंबर, मोबाइल नम्बर, मोबाइल संख्या, मोबाईल, मोबाईल नंबर, फोन, फोन नंबर, फ़ोन, फ़ोन नंबर, दूरभाष, संपर्क, संपर्क नंबर, सम्पर्क नंबर',
  ],
  [
    ['aadhaar'],
    'aadhaar, aadhaar no, aadhaar num, aadhaar number, aadhaar card, aadhaar card no, aadhaar card number, aadhaar id, aadhar, aadhar no, aadhar num, aadhar number, aadhar card, aadhar card no, aadhar card number, adhar, adhar no, adhar number, adhar card, adhaar, adhaar no, adhaar number, aadhaarno, uidai, uid no, uid number, uid aadhaar, आधार, आधार नंबर, आधार नम्बर, आधार संख्या, आधार कार्ड, आधार कार्ड नंबर, आधार क्रमांक',
  ],
  [['aadhaar', 'field:user'], 'uid'],
  [['vid'], 'vid, virtual id, aadhaar vid, aadhaar virtual id, aadhar virtual id'],
  [
    ['pan'],
    'pan, pan no, pan num, pan number, pan card, pan card no, pan card number, permanent account number, income tax pan, पैन, पैन नंबर, पैन कार्ड, पैन संख्या',
  ],
  [['gstin'], 'gstin, gst, gst no, gst number, gstin no, gstin number, gst in, जीएसटी, जीएसटी नंबर'],
  [
    ['epic'],
    'epic, epic no, epic number, epic id, voter id, voter id no, voter id number, voter no, voter card, voter card no, voter id card, election id, election card no, मतदाता पहचान पत्र, वोटर आईडी, वोटर कार्ड',
  ],
  [
    ['passport'],
    'passport, passport no, passport num, passport number, पासपोर्ट, पासपोर्ट नंबर, पासपोर्ट संख्या',
  ],
  [
    ['driving-licence'],
    'driving licence, driving license, driving licence no, driving license no, driving licence number, driving license number, dl, dl no, dl number, licence no, license no, licence number, license number, ड्राइविंग लाइसेंस, ड्राइविंग लाइसेंस नंबर',
  ],
  [
    ['abha'],
    'abha, abha id, abha no, abha number, health id, health id number, abha health id, आभा',
  ],
  [['uan'], 'uan, uan no, uan number, universal account number, pf uan'],
  [
    ['reference-id'],
    'reference id, ref id, beneficiary reference id, beneficiary reference no, beneficiary reference number, beneficiary ref id, ben ref id, benref id, beneficiary id, cowin id, cowin reference id, reference no, reference number, ref no, ref number, registration id, registration no, registration number, reg no, reg id, application id, application no, application number, enrolment id, enrollment id, लाभार्थी संदर्भ आईडी, लाभार्थी आईडी, संदर्भ संख्या, संदर्भ आईडी, पंजीकरण संख्या',
  ],
  [
    ['email'],
    'email, e mail, email id, e mail id, email address, e mail address, mail, mail id, email addr, emailid, ईमेल, ई मेल, ईमेल आईडी, ईमेल पता',
  ],
  [
    ['id-number'],
    'id number, id no, id num, photo id, photo id no, photo id num, photo id number, photoid no, photoid number, identity no, identity number, identification number, identity proof no, id proof no, id proof number, id card no, id card number, document no, document number, doc no, doc number, kyc no, kyc number, govt id, government id, national id, पहचान पत्र संख्या, पहचान पत्र नंबर, पहचान संख्या, फोटो पहचान पत्र संख्या',
  ],
  [
    ['id-type'],
    'id type, photo id type, photoid type, identity type, id proof, id proof type, id card type, document type, doc type, kyc type, type of id, id document, identity proof, पहचान पत्र, पहचान पत्र प्रकार, पहचान पत्र का प्रकार, फोटो पहचान पत्र',
  ],
  [
    ['name'],
    'name, full name, fullname, beneficiary name, benef name, customer name, cust name, patient name, person name, member name, applicant name, candidate name, student name, employee name, emp name, user full name, holder name, card holder name, account holder name, owner name, voter name, first name, middle name, last name, fname, mname, lname, surname, sur name, given name, family name, name of beneficiary, name of person, nam, naam, नाम, पूरा नाम, लाभार्थी का नाम, आवेदक का नाम, ग्राहक का नाम, उपनाम, मरीज का नाम',
  ],
  [
    ['yob'],
    'yob, year of birth, birth year, birthyear, birth yr, yr of birth, year birth, जन्म वर्ष, जन्म का वर्ष',
  ],
  [
    ['dob', 'yob'],
    'dob, born, d o b, date of birth, birth date, birthdate, birthday, birth dt, dateofbirth, date birth, dob dt, जन्म तिथि, जन्मतिथि, जन्म दिनांक, जन्म तारीख',
  ],
  [['gender'], 'gender, sex, gendr, gender code, लिंग, लिंग भेद, जेंडर'],
  [
    ['address'],
    'address, addr, addres, adress, full address, permanent address, present address, current address, residential address, residence, home address, postal address, house address, address line, street, street address, locality, पता, पूरा पता, स्थायी पता, वर्तमान पता',
  ],
  [
    ['pincode'],
    'pincode, pin code, pin, pin no, zip, zip code, zipcode, postal code, post code, postcode, postal pin, पिन, पिन कोड, पिनकोड',
  ],
  [
    ['district'],
    'district, district name, dist, dist name, distt, city, city name, town, place, जिला, ज़िला, जिले का नाम, शहर, जनपद',
  ],
  [['state'], 'state, state name, state ut, province, राज्य, प्रदेश, राज्य का नाम'],
  [
    ['date:registered'],
    'registered at, registered on, registration date, registered date, reg date, reg dt, registration dt, registration time, created, created at, created on, created date, created time, create date, create time, creation date, date created, signup date, sign up date, signed up, joined, joined at, enrolled on, enrolment date, enrollment date, पंजीकरण तिथि, पंजीकरण दिनांक, पंजीयन तिथि',
  ],
  [['date:joined'], 'joined on, joining date, date of joining, doj'],
  [
    ['date:dose'],
    'dose date, dose 1 date, dose 1, dose 1 dt, first dose date, 1 st dose date, date of dose 1, date of first dose, vaccination date, date of vaccination, vaccinated on, dose 1 on, टीकाकरण तिथि, टीकाकरण दिनांक, पहली खुराक, पहली खुराक तिथि',
  ],
  [
    ['date:second-dose'],
    'dose 2 date, dose 2, dose 2 dt, second dose date, 2 nd dose date, date of dose 2, date of second dose, dose 2 on, दूसरी खुराक, दूसरी खुराक तिथि',
  ],
  [
    ['date:third-dose'],
    'dose 3 date, third dose date, booster date, precaution dose date, booster dose date',
  ],
  [
    ['date:order'],
    'order date, ordered at, ordered on, order time, order dt, date of order, purchase date, last order',
  ],
  [['date:message'], 'message date, message time, msg date, sent at, sent on'],
  [
    ['date:updated'],
    'updated, updated at, updated on, update date, update time, modified, modified at, modified on, last modified, last updated',
  ],
  [['date:seen'], 'last login, last login at, last seen, last active, last visit, login time'],
  [['date:admitted'], 'admitted on, admission date, date of admission'],
  [['date:sample'], 'sample date, sample collected, collection date, date of sample, test date'],
  [['date:issued'], 'issue date, issued on, date of issue, activation date, activated on'],
  [
    ['date'],
    'date, dt, timestamp, time stamp, date time, datetime, on date, event date, दिनांक, तिथि, तारीख',
  ],
  [
    ['field:serial'],
    'id, sr, sr no, srno, s no, sno, sl, sl no, slno, serial, serial no, serial number, seq, seq no, sequence, row, row no, row id, index, record id, record no, rec no, cust id, custid, customer id, customer no, client id, emp id, emp no, employee id, employee no, member id, member no, patient id, क्रमांक, क्रम संख्या, क्र सं, क्रम',
  ],
  [
    ['field:user'],
    'user id, userid, username, user name, login, login id, telegram id, chat id, from id, handle',
  ],
  [['field:message'], 'message id, msg id, update id, message, msg, text'],
  [
    ['field:order'],
    'order, order id, order no, order number, invoice, invoice no, invoice number, bill no, receipt no, booking id',
  ],
  [
    ['field:transaction'],
    'transaction id, transaction no, txn id, txn no, txnid, utr, utr no, utr number, rrn, upi ref, upi ref no, upi reference, upi id, upi, bank ref, bank ref no, bank reference, bank reference no, bank reference number, payment id, payment ref',
  ],
  [
    ['field:account'],
    'account, account no, account number, acct no, ac no, a c no, acc no, bank account, bank account no, bank account number, iban, खाता संख्या, खाता नंबर',
  ],
  [['field:card'], 'card no, card number, credit card, debit card'],
  [['field:ifsc'], 'ifsc, ifsc code'],
  [
    ['field:device'],
    'imei, imei no, imei number, imsi, iccid, sim no, sim number, device id, mac, mac address, udid',
  ],
  [['field:machine'], 'ip, ip address, ip addr, ipv'],
  [['field:password'], 'password, passwd, pass, pwd, password hash, hash, salt, otp'],
  [['field:amount'], 'amount, amt, price, total, balance, loan amount, salary, income, राशि'],
  [['field:age'], 'age, age in years, आयु, उम्र'],
  [
    ['field:relation'],
    'father name, fathers name, father s name, husband name, mother name, mothers name, relation name, relative name, guardian name, guardian, nominee, nominee name, father husband name, s o, w o, d o, c o, relation, पिता का नाम, पति का नाम, माता का नाम, पिता, पति',
  ],
  [
    ['field:centre'],
    'centre, center, centre name, center name, vaccination centre, vaccination center, vaccinated at, session site, session site name, site name, hospital, hospital name, branch, facility, facility name, टीकाकरण केंद्र, केंद्र, केन्द्र',
  ],
  [['field:vaccine'], 'vaccine, vaccine name, vaccine type, टीका'],
  [['field:session'], 'session, session id'],
  [['field:status'], 'status, remarks, remark, comments, comment, note, notes, स्थिति, टिप्पणी'],
  [
    ['field:block'],
    'block, block name, taluka, taluk, tehsil, tahsil, mandal, village, village name, ward, ward no, subdistrict, sub district, gram panchayat, तहसील, गांव, गाँव, ब्लॉक',
  ],
  [['field:operator'], 'operator, operator name, provider, circle, network, telecom'],
  [
    ['field:employer'],
    'employer, employer name, company, company name, organisation, organization, establishment, occupation, profession',
  ],
  [['field:item'], 'item, item name, product, product name, sku, product code, product id'],
  [['field:test'], 'test, test name, result, test result'],
  [['field:country'], 'country, country code, nationality, देश'],
]

export interface HeaderEntry {
  /** The header's words that are in the vocabulary, safe to print. */
  readonly word: string
  /** What it promises, in order of preference; never empty. */
  readonly kinds: readonly ColumnKind[]
}

const joined = (words: readonly string[]): string => words.join('')

const KNOWN: ReadonlyMap<string, readonly ColumnKind[]> = new Map(
  VOCABULARY.flatMap(([kinds, headers]) =>
    headers.split(', ').map((header) => [joined(headerWords(header)), kinds] as const),
  ),
)

/** Whose it is says nothing of what it is: `beneficiary mobile`, `cust_pan_no`, `primary phone`. */
const OWNERS: ReadonlySet<string> = new Set(
  'beneficiary benef ben customer cust client user member applicant patient person personal employee emp voter subscriber student candidate owner holder citizen account registered reg primary alternate alternative alt secondary other second my your the str txt col column field lead contact borrower consumer लाभार्थी ग्राहक'.split(
    ' ',
  ),
)
const SHORT_NUMBER = /^\p{Nd}{1,2}$/u

function lookUp(words: readonly string[]): HeaderEntry | null {
  const kinds = KNOWN.get(joined(words))
  return kinds === undefined || words.length === 0 ? null : { word: words.join(' '), kinds }
}

/** What the vocabulary knows of a header, or `null`: `Mobile 2`, `cust_mobile_no` and `mobileNo` are all known. */
export function headerEntry(header: string): HeaderEntry | null {
  const words = headerWords(header)
  const unnumbered = words.filter((word) => !SHORT_NUMBER.test(word))
  const first = unnumbered.findIndex((word) => !OWNERS.has(word))
  const ownerless = first > 0 ? unnumbered.slice(first) : []
  return lookUp(words) ?? lookUp(unnumbered) ?? lookUp(ownerless)
}
