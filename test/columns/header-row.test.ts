import { describe, expect, test } from 'vitest'
import { looksLikeHeader } from '../../src/columns/header-row.ts'

const PEOPLE = [
  ['Asha Rao', '9876543210', '1985', 'Aadhaar', 'Pune'],
  ['Ravi Kumar', '9123456780', '1990', 'PAN', 'Nagpur'],
]

describe('headers', () => {
  test.each<[string[], string[][]]>([
    [['name', 'mobile', 'yob', 'id_type', 'city'], PEOPLE],
    [['Name', 'Mobile No.', 'YOB', 'ID Type', 'City'], []],
    [['नाम', 'मोबाइल', 'जन्म वर्ष', 'पहचान पत्र', 'शहर'], PEOPLE],
    [['email'], [['asha@mail.example']]],
    [['kunde', 'rufnummer', 'jahr', 'art', 'ort'], PEOPLE],
    [['name', 'mobile', 'sales 2021'], []],
    [['name', 'dose1', ''], PEOPLE],
  ])('%j', (row, sample) => {
    expect(looksLikeHeader(row, sample)).toBe(true)
  })
})

describe('rows of data', () => {
  test.each<[string[], string[][]]>([
    [['Asha Rao', '9876543210', '1985', 'Aadhaar', 'Pune'], PEOPLE],
    [['Asha Rao', '', '', 'Aadhaar', 'Pune'], PEOPLE],
    [['asha@mail.example', 'secret'], [['ravi@mail.example', 'word']]],
    [['Asha Rao', 'Pune'], [['Ravi Kumar', 'Nagpur']]],
    [['12', '13'], [['14', '15']]],
    [['Aadhaar', 'AAPFU0939F'], [['PAN', 'x']]],
    [[''], [['x']]],
    [[], []],
  ])('%j', (row, sample) => {
    expect(looksLikeHeader(row, sample)).toBe(false)
  })
})
