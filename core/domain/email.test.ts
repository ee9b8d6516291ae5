import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkEmail, emailKey, readEmails } from './email'

const values = (cell: string) => readEmails(cell).map((reading) => reading.value)

describe('one address with the slips of a hurried hand', () => {
  it.each([
    ['marie.dupont@exemple.invalid'], [' marie.dupont@exemple.invalid '], ['mailto:marie.dupont@exemple.invalid'], ['marie.dupont@exemple.invalid.'],
    ['marie.dupont@exemple,invalid'], ['<marie.dupont@exemple.invalid>'], ['Marie Dupont <marie.dupont@exemple.invalid>'], ['marie.dupont @ exemple.invalid'],
    ['marie.dupont arobase exemple.invalid'], ['marie.dupont(at)exemple.invalid'], ['marie.dupont [at] exemple.invalid'], ['MARIE.DUPONT@EXEMPLE.INVALID'],
    ['marie.dupont@EXEMPLE.invalid'], ['marie.dupont@exemple..invalid'], ['"marie.dupont@exemple.invalid"'], ['marie.dupont@exemple.invalid;'],
    ['marie.dupont arobase exemple point invalid'], ['mailto:marie.dupont@exemple.invalid?subject=bonjour'], ["'marie.dupont@exemple.invalid"],
  ])('%s', (cell) => {
    expect(readEmails(cell)).toHaveLength(1)
    expect(readEmails(cell)[0]).toMatchObject({ value: 'marie.dupont@exemple.invalid', odd: false, suggestion: null })
  })

  it('keeps the capitals that a person chose before the @', () => expect(values('Marie.Dupont@Exemple.invalid')).toEqual(['Marie.Dupont@exemple.invalid']))
  it('says whether it changed the piece', () => {
    expect(readEmails('marie@exemple.invalid')[0]!.repaired).toBe(false)
    expect(readEmails('marie@exemple,invalid')[0]!.repaired).toBe(true)
  })

  it.each(['marie.dupont@', '@exemple.invalid', 'marie@dupont@exemple', 'marie..dupont@exemple.invalid'])('keeps « %s » as written, flagged', (cell) => {
    expect(readEmails(cell)).toEqual([{ value: cell, label: '', odd: true, suggestion: null, repaired: false }])
  })
})

describe('several addresses in a cell', () => {
  it.each([
    'a@exemple.invalid;b@example.org', 'a@exemple.invalid, b@example.org', 'a@exemple.invalid,b@example.org', 'a@exemple.invalid / b@example.org',
    'a@exemple.invalid b@example.org', 'a@exemple.invalid\nb@example.org', 'a@exemple.invalid ::: b@example.org', 'a@exemple.invalid et b@example.org',
    'A <a@exemple.invalid>, B <b@example.org>', 'a@exemple.invalid (perso) b@example.org (travail)', 'perso : a@exemple.invalid ; travail : b@example.org',
    'a@exemple.invalid; b@example.org; A@exemple.invalid',
  ])('%s', (cell) => expect(values(cell)).toEqual(['a@exemple.invalid', 'b@example.org']))

  it('keeps the word beside each', () => {
    expect(readEmails('a@exemple.invalid (perso) b@example.org (travail)').map((reading) => reading.label)).toEqual(['perso', 'travail'])
    expect(readEmails('Perso : a@exemple.invalid').map((reading) => reading.label)).toEqual(['Perso'])
  })

  it('has nothing to say of cells without an address', () => {
    for (const cell of ['', '-', 'néant', 'pas de mail', 'N/A']) expect(readEmails(cell)).toEqual([])
  })
})

describe('a domain that looks like a slip', () => {
  it.each([
    ['m@gmail.fr', 'm@gmail.com'], ['m@gmial.com', 'm@gmail.com'], ['m@hotmial.com', 'm@hotmail.com'], ['m@orang.fr', 'm@orange.fr'], ['m@laposte.fr', 'm@laposte.net'],
    ['m@wanado.fr', 'm@wanadoo.fr'], ['m@yaho.fr', 'm@yahoo.fr'], ['m@gmail', 'm@gmail.com'],
  ])('%s is kept, flagged, %s offered', (cell, suggestion) => {
    expect(readEmails(cell)).toEqual([{ value: cell, label: '', odd: true, suggestion, repaired: false }])
    expect(checkEmail(cell)).toEqual({ odd: true, suggestion })
  })

  it('leaves real domains alone', () => {
    for (const domain of ['gmail.com', 'hotmail.fr', 'live.be', 'mail.com', 'gmx.de', 'ville-exemple.fr', 'exemple.invalid']) {
      expect(checkEmail(`m@${domain}`)).toEqual({ odd: false, suggestion: null })
    }
  })
})

describe('any cell', () => {
  it('never throws, and what it reads it reads again the same', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'abé.@ ;,/<>():\n-+') }), (cell) => {
      for (const reading of readEmails(cell)) {
        if (reading.odd) continue
        expect(readEmails(reading.value)).toEqual([{ ...reading, label: '', repaired: false }])
      }
    }), { numRuns: 3000 })
  })
  it('reads any list of good addresses', () => {
    const address = fc.tuple(fc.stringMatching(/^[a-z]{1,8}(\.[a-z]{1,8})?$/), fc.constantFrom('exemple.invalid', 'example.org')).map(([local, domain]) => `${local}@${domain}`)
    fc.assert(fc.property(fc.uniqueArray(address, { minLength: 1, maxLength: 4 }), fc.constantFrom(';', ' ; ', ',', ', ', ' / ', '\n', ' '), (list, separator) => {
      expect(values(list.join(separator))).toEqual(list)
    }))
  })
  it('compares without regard to capitals', () => expect(emailKey(' Marie@Exemple.invalid ')).toBe(emailKey('marie@exemple.INVALID')))
})
