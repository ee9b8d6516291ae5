import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldName } from './fold'
import { displayName } from './name-text'
import { columnNameOrder, properCase, readCivility, richerSpelling, splitFullName } from './names'

describe('one cell with a whole name', () => {
  it.each([
    // cell, surname, first name, civility, birth name
    ['DUPONT Marie', 'DUPONT', 'Marie'],
    ['Marie DUPONT', 'DUPONT', 'Marie'],
    ['DUPONT-LEFÈVRE Marie-Hélène', 'DUPONT-LEFÈVRE', 'Marie-Hélène'],
    ['de LA FONTAINE Jean', 'de LA FONTAINE', 'Jean'],
    ['DE LA FONTAINE Jean', 'DE LA FONTAINE', 'Jean'],
    ['Jean de La Fontaine', 'de La Fontaine', 'Jean'],
    ['de La Fontaine', 'de La', 'Fontaine'],
    ['Jean-Baptiste DE LA TOUR', 'DE LA TOUR', 'Jean-Baptiste'],
    ['LE GALL Yann', 'LE GALL', 'Yann'],
    ['Yann LE GALL', 'LE GALL', 'Yann'],
    ["D'ANGELO Rosa", "D'ANGELO", 'Rosa'],
    ['EL KHOURY Nadia', 'EL KHOURY', 'Nadia'],
    ['NGUYỄN Thị Đào', 'NGUYỄN', 'Thị Đào'],
    ['Marie Dupont', 'Dupont', 'Marie'],
    ['Dupont Marie', 'Dupont', 'Marie'],
    ['DUPONT MARIE', 'DUPONT', 'MARIE'],
    ['MARIE DUPONT', 'DUPONT', 'MARIE'],
    ['Dupont, Marie', 'Dupont', 'Marie'],
    ['Marie Claire Dupont', 'Dupont', 'Marie Claire'],
    ['Mme DUPONT Marie', 'DUPONT', 'Marie', 'mme'],
    ['MME DUPONT Marie (née MARTIN)', 'DUPONT', 'Marie', 'mme', 'MARTIN'],
    ['Mme DUPONT née MARTIN Marie', 'DUPONT', 'Marie', 'mme', 'MARTIN'],
    ['DUPONT née DE LA TOUR Marie', 'DUPONT', 'Marie', '', 'DE LA TOUR'],
    ['MARTIN épouse DUPONT Marie', 'DUPONT', 'Marie', '', 'MARTIN'],
    ['MARTIN Marie ép. DUPONT', 'DUPONT', 'Marie', '', 'MARTIN'],
    ['M. Durand Paul', 'Durand', 'Paul', 'm'],
    ['Monsieur Paul Durand', 'Durand', 'Paul', 'm'],
    ['Mlle Lefèvre', 'Lefèvre', '', 'mme'],
    ['DUPONT', 'DUPONT', ''],
    ['  DUPONT\u00a0 Marie ', 'DUPONT', 'Marie'],
    ['Renée Martin', 'Martin', 'Renée'],
    ['', '', ''],
  ])('%s', (cell, lastName, firstName, civility = '', birthName = '') => {
    expect(splitFullName(cell)).toMatchObject({ lastName, firstName, civility, birthName, couple: false })
  })

  it.each(['M. et Mme DURAND Paul et Anne', 'M. et Mme DURAND', 'DURAND Paul et Anne', 'Mme et M. Durand', 'M. Mme DURAND', 'Paul & Anne DURAND', 'M./Mme DURAND'])('« %s » is two people', (cell) => {
    const reading = splitFullName(cell)
    expect(reading.couple).toBe(true)
    expect(reading.lastName.toUpperCase()).toContain('DURAND')
    expect(reading.civility).toBe('')
  })

  it('says when it only assumed which part is the surname', () => {
    expect(splitFullName('Kaya Demir').sure).toBe(false)
    expect(splitFullName('Kaya Demir', 'last-first')).toMatchObject({ lastName: 'Kaya', firstName: 'Demir' })
    expect(splitFullName('Kaya Demir', 'first-last')).toMatchObject({ lastName: 'Demir', firstName: 'Kaya' })
    expect(splitFullName('KAYA Demir').sure).toBe(true)
  })

  it('loses no letter of any cell', () => {
    const piece = fc.constantFrom('DUPONT', 'Marie', 'de', 'La', 'Kaya', 'LE', 'GALL', "d'Arc", 'Jean-Paul', 'N.', 'É')
    fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.constantFrom('last-first' as const, 'first-last' as const, null), (words, order) => {
      const { lastName, firstName } = splitFullName(words.join(' '), order)
      expect(`${lastName} ${firstName}`.trim().split(' ').sort()).toEqual([...words].sort())
    }))
  })
  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (cell) => { splitFullName(cell) }))
  })
  it('reads a column: the sure cells decide for the others', () => {
    expect(columnNameOrder(['DUPONT Marie', 'MARTIN Paul', 'Kaya Demir'])).toBe('last-first')
    expect(columnNameOrder(['Marie DUPONT', 'Paul Martin', 'Kaya Demir'])).toBe('first-last')
    expect(columnNameOrder(['DUPONT Marie', 'Paul MARTIN'])).toBe(null)
    expect(columnNameOrder(['Kaya Demir', ''])).toBe(null)
  })
})

describe('civility', () => {
  it.each([['Mme', 'mme'], ['MADAME', 'mme'], ['Mlle', 'mme'], ['M.', 'm'], ['M', 'm'], ['Mr', 'm'], ['monsieur', 'm'], ['Mx', 'mx'], ['F', 'mme'], ['Femme', 'mme'], ['Homme', 'm'], ['Dr', ''], ['', ''], ['Mme / M.', '']])('%s', (cell, civility) => {
    expect(readCivility(cell)).toBe(civility)
  })
})

describe('spelling', () => {
  it.each([
    ['DUPONT', 'Dupont'], ['LE GALL', 'Le Gall'], ['DE LA FONTAINE', 'de La Fontaine'], ['DUPONT-LEFÈVRE', 'Dupont-Lefèvre'], ["D'ANGELO", "D'Angelo"],
    ['MARIE-HÉLÈNE', 'Marie-Hélène'], ['VAN DER BERG', 'van der Berg'], ['McDonald', 'McDonald'], ['dupont', 'dupont'], ['D', 'D'], ['LI', 'Li'], ['JEAN DE', 'Jean De'],
    ['ПЕТРОВ', 'Петров'], ['الحداد', 'الحداد'],
  ])('properCase(%s) is %s', (name, expected) => expect(properCase(name)).toBe(expected))

  it.each([
    ['ZOE BENAITEAU', 'Zoé Bénaîteau', 'Zoé Bénaîteau'], ['Zoé Bénaîteau', 'ZOE BENAITEAU', 'Zoé Bénaîteau'], ['ZOÉ', 'Zoe', 'Zoé'], ['Le Gall', 'LEGALL', 'Le Gall'],
    ['Marie Helene', 'Marie-Hélène', 'Marie-Hélène'], ['Dupont', 'Durand', 'Dupont'], ['Lefevre', 'LEFÈVRE', 'Lefèvre'],
  ])('of %s and %s, %s says more', (a, b, expected) => expect(richerSpelling(a, b)).toBe(expected))

  it('never changes who is meant, and does not depend on which came first as to accents', () => {
    const name = fc.constantFrom('Zoé', 'ZOE', 'zoe', 'ZOÉ', 'Le Gall', 'LE GALL', 'le-gall', 'LEGALL', 'Hélène', 'HELENE')
    fc.assert(fc.property(name, name, (a, b) => {
      const richer = richerSpelling(a, b)
      expect(foldName(richer)).toBe(foldName(a))
      if (foldName(a) === foldName(b)) expect(richerSpelling(b, a).normalize('NFD').length - richer.normalize('NFD').length).toBeLessThanOrEqual(1)
    }))
  })

  it('calls a person by name, else by what is known', () => {
    const nobody = { firstName: '', lastName: '', emails: [], phones: [] }
    expect(displayName({ ...nobody, firstName: 'Marie', lastName: 'Dupont' })).toBe('Marie Dupont')
    expect(displayName({ ...nobody, lastName: 'Dupont' })).toBe('Dupont')
    expect(displayName({ ...nobody, phones: [{ value: '06 39 98 00 00', label: '' }] })).toBe('06 39 98 00 00')
    expect(displayName(nobody)).toBe('')
  })
})
