import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { isOddPhone, phoneKey, readPhones } from './phone'
import { phoneText } from './phone-text'

const numbers = (cell: string) => readPhones(cell).map((reading) => reading.e164)

describe('one French number in any spelling', () => {
  it.each([
    '0639981234', '06 39 98 12 34', '06.39.98.12.34', '06-39-98-12-34', '06/39/98/12/34', '06\u00a039\u202f98 12 34', '06_39_98_12_34', '06 399 81 234',
    '0033639981234', '00 33 6 39 98 12 34', '+33639981234', '+33 6 39 98 12 34', '+33 (0)6 39 98 12 34', '+33(0)639981234', '+330639981234',
    '33639981234', '639981234', '6 39 98 12 34', '6,39981234E+08', '3.3639981234E+10', '639981234.0', "'0639981234", ' 0639981234 ', '(06) 39 98 12 34',
  ])('%s', (cell) => {
    const [reading, ...others] = readPhones(cell)
    expect(others).toEqual([])
    expect(reading).toMatchObject({ e164: '+33639981234', value: '06 39 98 12 34', odd: false })
    expect(phoneKey(cell)).toBe('+33639981234')
  })

  it('says what it repaired', () => {
    expect(readPhones('0639981234')[0]!.repairs).toEqual([])
    expect(readPhones('06 39 98 12 34')[0]!.repairs).toEqual([])
    expect(readPhones('06.39.98.12.34')[0]!.repairs).toEqual(['phone-format'])
    expect(readPhones('639981234')[0]!.repairs).toEqual(['phone-zero'])
    expect(readPhones('+33 (0)6 39 98 12 34')[0]!.repairs).toEqual(['phone-format'])
    expect(readPhones('6,39981234E+08')[0]!.repairs).toEqual(['phone-scientific'])
    expect(readPhones('0692123456')[0]!.repairs).toEqual(['phone-overseas'])
  })

  it('knows that Excel threw digits away', () => {
    expect(readPhones('6,12E+08')).toEqual([{ e164: null, value: '6,12E+08', label: '', odd: true, repairs: ['phone-scientific'] }])
  })

  it('reads back what it stores, prints and keys', () => {
    fc.assert(fc.property(fc.integer({ min: 100_000_000, max: 799_999_999 }), (nine) => {
      const [reading] = readPhones('0' + nine)
      for (const spelling of [reading!.value, reading!.e164!, phoneText(reading!.value)]) {
        expect(numbers(spelling)).toEqual([reading!.e164])
      }
    }))
  })

  it('reads every number of the fiction block however it is parted', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(' ', '.', '-', '/', ',', '\u00a0', '_', ''), (end, separator) => {
      const digits = `063998${String(end).padStart(4, '0')}`
      expect(numbers(digits.replace(/(\d\d)(?=\d)/g, `$1${separator}`))).toEqual([`+33${digits.slice(1)}`])
    }))
    // Ends like a decimal that a spreadsheet adds.
    expect(numbers('06.39.98.92.00')).toEqual(['+33639989200'])
  })

  it('never throws and never drops digits silently', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 +-./()E,;:abç\n') }), (cell) => {
      const readings = readPhones(cell)
      if (/\d/.test(cell)) expect(readings.length).toBeGreaterThan(0)
      for (const reading of readings) expect(reading.e164 !== null || reading.odd).toBe(true)
    }))
  })
})

describe('overseas ranges typed nationally', () => {
  it.each([
    ['0692 12 34 56', '+262692123456'], ['0693123456', '+262693123456'], ['0690123456', '+590690123456'], ['0691 23 45 67', '+590691234567'],
    ['0694 12 34 56', '+594694123456'], ['0696123456', '+596696123456'], ['0697123456', '+596697123456'], ['0639 01 23 45', '+262639012345'],
    ['0262 12 34 56', '+262262123456'], ['0590 12 34 56', '+590590123456'], ['0596 12 34 56', '+596596123456'], ['+33 6 92 12 34 56', '+262692123456'],
    ['+262 692 12 34 56', '+262692123456'], ['262692123456', '+262692123456'],
  ])('%s', (cell, e164) => {
    expect(numbers(cell)).toEqual([e164])
  })

  it('agrees with libphonenumber for every number in service of every overseas range', () => {
    for (let range = 200; range < 800; range++) {
      for (let next = 0; next < 100; next += range === 639 || range === 709 ? 1 : 33) {
        const cell = `0${range}${String(next).padStart(2, '0')}1234`
        const overseas = (['RE', 'GP', 'GF', 'MQ'] as const).map((country) => parsePhoneNumberFromString(cell, country)).find((parsed) => parsed?.isValid())
        if (overseas && range !== 598) expect(numbers(cell)).toEqual([overseas.number])
      }
    }
  })

  it('keeps the fiction block 06 39 98 in metropolitan France', () => expect(numbers('06 39 98 00 00')).toEqual(['+33639980000']))
  it('shows them as they are dialled', () => {
    for (const typed of ['+262692123456', '0692123456']) expect(phoneText(readPhones(typed)[0]!.value)).toBe('06\u00a092\u00a012\u00a034\u00a056')
    for (const kept of ['+33639981234', '0639981234']) expect(phoneText(kept)).toBe('06\u00a039\u00a098\u00a012\u00a034')
  })
})

describe('other countries', () => {
  it.each([
    ['+49 30 123456', '+4930123456'], ['0049 30 123456', '+4930123456'], ['+32 470 12 34 56', '+32470123456'], ['+213 551 23 45 67', '+213551234567'],
    ['00 351 912 345 678', '+351912345678'], ['+44 (0)20 7946 0018', '+442079460018'],
  ])('%s', (cell, e164) => expect(numbers(cell)).toEqual([e164]))
})

describe('cells that hold more than a number', () => {
  it.each([
    ['06 39 98 12 34 / 01 99 00 12 34'], ['06 39 98 12 34;01 99 00 12 34'], ['0639981234\n0199001234'], ['06.39.98.12.34 ::: 01.99.00.12.34'],
    ['0639981234/0199001234'], ['06 39 98 12 34 ou 01 99 00 12 34'], ['0639981234, 0199001234'], ['06 39 98 12 34 01 99 00 12 34'], ['0639981234 | 0199001234'],
    ['Mobile : 06 39 98 12 34 / Fixe : 01 99 00 12 34'], ['06 39 98 12 34 - 01 99 00 12 34'],
  ])('two numbers: %s', (cell) => expect(numbers(cell)).toEqual(['+33639981234', '+33199001234']))

  it('keeps the word beside a number', () => {
    expect(readPhones('06 39 98 12 34 (perso)')[0]).toMatchObject({ e164: '+33639981234', label: 'perso' })
    expect(readPhones('Mobile : 06 39 98 12 34')[0]).toMatchObject({ e164: '+33639981234', label: 'Mobile' })
    expect(readPhones('Tél. 0639981234')[0]).toMatchObject({ e164: '+33639981234', label: 'Tél' })
    expect(readPhones('0639981234 bureau')[0]).toMatchObject({ e164: '+33639981234', label: 'bureau' })
  })

  it('gives the same number once', () => expect(numbers('06 39 98 12 34 / +33 6 39 98 12 34')).toEqual(['+33639981234']))
  it('has nothing to say of cells without digits', () => {
    for (const cell of ['', '  ', 'néant', '-', 'N/A']) expect(readPhones(cell)).toEqual([])
  })

  it.each(['06 39 98 12', '123', '06 39 98 12 34 5', '00000', '+33 6 39'])('keeps « %s » as written, flagged', (cell) => {
    expect(readPhones(cell)).toEqual([{ e164: null, value: cell, label: '', odd: true, repairs: [] }])
    expect(isOddPhone(cell)).toBe(true)
    expect(phoneText(cell)).toBe(cell.replaceAll(' ', '\u00a0'))
  })
})
