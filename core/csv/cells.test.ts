import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText, joinList, saysNone, saysNothing, splitList } from './cells'

describe('a cell made clean', () => {
  it.each([
    ['  Dupont ', 'Dupont'], ['Le\u00a0Gall', 'Le Gall'], ['a  b', 'a b'], ['="01340"', '01340'], ['12 rue X \n bât. B', '12 rue X\nbât. B'], ['\u200bZoé\ufeff', 'Zoé'], ['a\tb', 'a b'], ['a\vb', 'a\nb'], ['L&#039;Haÿ &amp; Sète', 'L\'Haÿ & Sète'], ['Andr&eacute;', 'André'], ['R&D;', 'R&D;'], ['', ''],
  ])('%j → %j', (cell, text) => expect(cleanText(cell)).toBe(text))

  it('once for all', () => fc.assert(fc.property(fc.string({ unit: fc.constantFrom(' ', '\n', 'a', '\u00a0', '\t', '=', '"', '\u200b') }), (cell) => { expect(cleanText(cleanText(cell))).toBe(cleanText(cell)) })))

  it('knows nothing when it sees it, and leaves names that look like it', () => {
    for (const cell of ['-', '—', '/', '...', '?', '#N/A', '#REF!', '\\N']) expect(saysNothing(cell)).toBe(true)
    for (const cell of ['Null', 'Na', 'X', '0', 'Ô', '-5', 'É']) expect(saysNothing(cell)).toBe(false)
    for (const cell of ['néant', 'N/A', 'NC', 'pas de mail', 'non renseigné', 'inconnu']) expect(saysNone(cell)).toBe(true)
    for (const cell of ['Nice', 'Néants', 'Vide-Grenier']) expect(saysNone(cell)).toBe(false)
  })
})

describe('a list in a cell', () => {
  it.each([
    ['a, b;c', ['a', 'b', 'c']], ['"VIP","Blog, été"', ['VIP', 'Blog, été']], ['Section ::: * myContacts', ['Section', '* myContacts']], ['une seule', ['une seule']], ['a,,b', ['a', 'b']], ['', ['']], ['a "b" c', ['a "b" c']],
  ])('%s', (cell, words) => expect(splitList(cell)).toEqual(words))

  it('comes back as it was written', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'é', ',', ';', '"', ' ', '|', ':', '\n'), minLength: 1, maxLength: 6 }).filter((text) => text.trim() !== '')
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => { expect(splitList(joinList(words))).toEqual(words) }))
  })
})
