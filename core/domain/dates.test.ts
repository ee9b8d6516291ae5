import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOrder, formatDate, readDate, type DateOrder } from './dates'

const today = '2026-03-14'
const value = (cell: string, order: DateOrder = 'dmy') => readDate(cell, order, today).value

describe('one date in a day-first column', () => {
  it.each([
    ['03/04/1987', '1987-04-03'], ['3/4/1987', '1987-04-03'], ['03.04.1987', '1987-04-03'], ['03-04-1987', '1987-04-03'], ['03 04 1987', '1987-04-03'], ['03041987', '1987-04-03'],
    ['03/04/87', '1987-04-03'], ['03/04/26', '2026-04-03'], ['03/04/27', '1927-04-03'], ['1987-04-03', '1987-04-03'], ['1987/04/03', '1987-04-03'], ['19870403', '1987-04-03'],
    ['03/04/1987 14:30', '1987-04-03'], ['1987-04-03T14:30:00Z', '1987-04-03'], ['1987-04-03 00:00:00', '1987-04-03'], ['31890', '1987-04-23'], ['31890.5', '1987-04-23'],
    ['3 avril 1987', '1987-04-03'], ['1er mai 1970', '1970-05-01'], ['15 août 1960', '1960-08-15'], ['April 3rd, 1987', '1987-04-03'], ['avril 1987', '1987'],
    ['1975', '1975'], ['né en 1975', '1975'], ['née en 1975', '1975'], ['vers 1975 ?', '1975'], ["'03/04/1987", '1987-04-03'], ['29/02/2000', '2000-02-29'],
  ])('%s → %s', (cell, expected) => expect(value(cell)).toBe(expected))

  it.each(['', ' ', '-', '?', 'NC', '0/0/00', '00/00/0000', '0000-00-00', '1901-01-01', '01/01/1901', '01/01/1900', '0'])('« %s » is no date', (cell) => {
    expect(readDate(cell, 'dmy', today)).toMatchObject({ value: '', odd: false })
  })

  it.each(['31/02/1987', '29/02/1900', '12/25/1980', 'bientôt', '45/45/1980', '1987-13-01', '123456789'])('« %s » is unreadable', (cell) => {
    expect(readDate(cell, 'dmy', today)).toMatchObject({ value: '', odd: true, problem: 'unreadable' })
  })

  it('flags the future and the too old, and keeps them', () => {
    expect(readDate('15/03/2026', 'dmy', today)).toMatchObject({ value: '2026-03-15', odd: true, problem: 'future' })
    expect(readDate('10/01/1691', 'dmy', today)).toMatchObject({ value: '1691-01-10', odd: true, problem: 'too-old' })
    expect(readDate('2027', 'dmy', today)).toMatchObject({ problem: 'future' })
  })

  it('says what it repaired', () => {
    expect(readDate('03/04/87', 'dmy', today).repairs).toEqual(['date-two-digit'])
    expect(readDate('04/03/1987', 'mdy', today).repairs).toEqual(['date-order'])
    expect(readDate('31890', 'dmy', today).repairs).toEqual(['date-serial'])
    expect(readDate('1901-01-01', 'dmy', today).repairs).toEqual(['empty-date'])
  })
})

describe('the order of a column', () => {
  it('is what a day over 12 says, for every cell', () => {
    expect(columnOrder(['03/04/1987', '25/12/1980'])).toEqual({ order: 'dmy', decided: 1, ambiguous: 1, against: 0 })
    expect(columnOrder(['03/04/1987', '12/25/1980'])).toEqual({ order: 'mdy', decided: 1, ambiguous: 1, against: 0 })
    expect(columnOrder(['1987-04-03', '1980-12-25']).order).toBe('ymd')
    expect(columnOrder(['87/04/23', '80/12/25']).order).toBe('ymd')
  })
  it('is day first when nothing says, unless the tool is known for the other', () => {
    expect(columnOrder(['03/04/1987', '05/06/1990', ''])).toEqual({ order: 'dmy', decided: 0, ambiguous: 2, against: 0 })
    expect(columnOrder(['03/04/1987'], 'mdy').order).toBe('mdy')
    expect(columnOrder([]).order).toBe('dmy')
  })
  it('counts the cells that contradict it, and reading them flags them', () => {
    const cells = ['25/12/1980', '26/12/1980', '12/27/1980']
    expect(columnOrder(cells)).toMatchObject({ order: 'dmy', against: 1 })
    expect(readDate(cells[2]!, 'dmy', today).problem).toBe('unreadable')
  })
  it('reads every date of a column back whatever the order it is written in', () => {
    const anyDay = fc.date({ min: new Date('1910-01-01'), max: new Date('2026-03-13'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)).filter((date) => date !== '1901-01-01')
    const write = { dmy: (y: string, m: string, d: string) => `${d}/${m}/${y}`, mdy: (y: string, m: string, d: string) => `${m}/${d}/${y}`, ymd: (y: string, m: string, d: string) => `${y}-${m}-${d}` }
    fc.assert(fc.property(fc.array(anyDay, { minLength: 1, maxLength: 20 }), fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const), (days, order) => {
      const cells = [...days, '1980-12-25'].map((date) => write[order](...(date.split('-') as [string, string, string])))
      expect(columnOrder(cells).order).toBe(order)
      expect(cells.map((cell) => value(cell, order))).toEqual([...days, '1980-12-25'])
    }))
  })
  it('never throws on any cell', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789/-. Tjanvmr') }), (cell) => { expect(value(cell)).toMatch(/^(\d{4}(-\d\d-\d\d)?)?$/) }), { numRuns: 2000 })
  })
})

describe('showing a date', () => {
  it('is in the order of the language', () => {
    expect(formatDate('1987-04-03', 'fr')).toBe('03/04/1987')
    expect(formatDate('1987-04-03', 'en')).toBe('3 Apr 1987')
    expect(formatDate('1975', 'fr')).toBe('1975')
    expect(formatDate('', 'fr')).toBe('')
  })
})
