import { expect, test } from 'vitest'
import { headerEntry } from '../../src/columns/vocabulary.ts'
import { isColumnKind } from '../../src/core/kinds.ts'

test.each([
  ['mobile', 'phone', 'mobile'],
  ['Mobile No.', 'phone', 'mobile no'],
  ['MOBILE_NUMBER', 'phone', 'mobile number'],
  ['mobileNumber', 'phone', 'mobile number'],
  ['mob_no', 'phone', 'mob no'],
  ['Mobile 2', 'phone', 'mobile'],
  ['beneficiary_mobile', 'phone', 'mobile'],
  ['cust_pan_no', 'pan', 'pan no'],
  ['aadharNo', 'aadhaar', 'aadhar no'],
  ['AADHAR NUMBER', 'aadhaar', 'aadhar number'],
  ['UID No.', 'aadhaar', 'uid no'],
  ['dose_1_date', 'date:dose', 'dose 1 date'],
  ['dose2Date', 'date:second-dose', 'dose 2 date'],
  ['created_at', 'date:registered', 'created at'],
  ['Order Date', 'date:order', 'order date'],
  ['srno', 'field:serial', 'srno'],
  ['S. No.', 'field:serial', 's no'],
  ['id', 'field:serial', 'id'],
  ['मोबाइल', 'phone', 'मोबाइल'],
  ['जिला', 'district', 'जिला'],
  ['ज़िला', 'district', 'ज़िला'],
  ['लाभार्थी का नाम', 'name', 'लाभार्थी का नाम'],
  ['पिता का नाम', 'field:relation', 'पिता का नाम'],
  ["Father's Name", 'field:relation', 'father s name'],
  ['\ufeffname', 'name', 'name'],
  ['Ｎａｍｅ', 'name', 'name'],
])('%s promises %s', (header, kind, word) => {
  expect(headerEntry(header)).toMatchObject({
    kinds: expect.arrayContaining([kind]),
    word: word.normalize('NFKC'),
  })
})

// The header words of the method's sketch, which every later table must still be read by.
const SKETCH = {
  'reference-id': 'beneficiaryreferenceid refid benrefid',
  name: 'name fullname beneficiaryname custname',
  yob: 'birthyear yearofbirth yob',
  dob: 'dob dateofbirth birthdate',
  gender: 'gender sex',
  phone: 'mobile mobilenumber phoneno contact phone',
  'id-type': 'photoidtype idtype',
  'id-number': 'photoidnumber idnumber idno',
  district: 'district districtname city',
  'date:registered': 'registeredat createdon signupdate',
  'date:dose': 'dose1date',
  aadhaar: 'aadhaar aadharno uid',
  pan: 'pan panno pannumber',
  email: 'email emailid',
  address: 'address',
  pincode: 'pincode pin',
  'field:serial': 'id srno custid',
}
test.each(
  Object.entries(SKETCH).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind])),
)('%s is %s', (word, kind) => {
  expect(headerEntry(word ?? '')?.kinds[0]).toBe(kind)
  for (const promised of headerEntry(word ?? '')?.kinds ?? [])
    expect(isColumnKind(promised)).toBe(true)
})

test.each([
  '',
  ' ',
  '-',
  'Ravi',
  'Ravi Kumar',
  '9876543210',
  'mobile 9876543210',
  'asha@mail.example',
  'x'.repeat(500),
  'user',
  'constructor',
])('%s is no header word', (header) => {
  expect(headerEntry(header)).toBeNull()
})
