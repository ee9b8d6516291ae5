/** Names and addresses as no form foresees them, from the person to the paper: whole on their label, or said. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placedText } from '../../../tests/print/placed-text'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { draftToPerson } from '../../domain/draft'
import type { PersonId } from '../../domain/ids'
import { characters } from '../../domain/postal-block'
import { addressLabels, labelOfAddress } from './address-labels'
import { noCorrection } from './correction'
import { placeOfLabel } from './label-sheet'
import { labelSheet, labelSheets } from './label-sheets'
import { renderLabels } from './render-labels'

const fonts = await loadPrintFonts()
const latin = fc.constantFrom('Anne-Marie', 'Lefèvre', 'DE LA TOUR D’AUVERGNE', 'O’Connor', 'Ÿvonne', 'Œdipe', 'Nguyễn', 'Łukasz', 'Rajaonarivelo-Andriamanantena', 'Bonnefoy', 'd’', '(Bibi)', 'x'.repeat(60), 'WWWWWWWWWWWWWWWW', '  ', '3e')
const foreign = fc.constantFrom('محمد الخطيب', 'Αλέξανδρος', 'Щербаков', 'Zoe\u0301', '字', '\u202e', '\u0000', 'a\tb', 'nom\nprénom', '🙂', '\\(', '<b>')
const named = (word: fc.Arbitrary<string>) => fc.record({ firstName: fc.array(word, { maxLength: 3 }).map((words) => words.join(' ')), lastName: fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')) })
const street = fc.constantFrom('1 rue A', '12 bis avenue du Général-de-Gaulle', '128 quater boulevard du Maréchal de Lattre de Tassigny prolongé', '44-46, place de la Commune de Paris', 'Lieu-dit Les Grandes Bruyères du Haut')
const home = fc.record({ street, postalCode: fc.constantFrom('93200', '01000', 'SW1A 1AA'), city: fc.constantFrom('Saint-Denis', 'L’Haÿ-les-Roses', 'Saint-Remy-en-Bouzemont-Saint-Genest-et-Isson', 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'), country: fc.constantFrom('', 'Belgique', 'République démocratique du Congo'), addressUnit: fc.constantFrom('', 'Appartement 1234, escalier B, rez-de-chaussée gauche'), addressBuilding: fc.constantFrom('', 'Résidence des Hautes Bruyères, bâtiment C'), locality: fc.constantFrom('', 'BP 40012') })
const household = (word: fc.Arbitrary<string>) => fc.array(fc.tuple(named(word), home), { minLength: 1, maxLength: 14 })

const labelsOf = (asked: readonly (readonly [object, object])[], accents: boolean) => {
  const people = asked.map(([name, place], at) => draftToPerson(`p${at}` as PersonId, { ...name, ...place, consents: [{ purpose: 'news', channel: 'post', state: 'yes', date: '', source: '', wording: '' }] }, 0))
  return addressLabels(people, { purpose: 'news', households: true, accents, order: 'post', locale: 'fr' }).labels
}

describe('labels of whoever it may be', () => {
  it('have every line within their label, whatever it is written in', async () => {
    await fc.assert(fc.asyncProperty(household(fc.oneof(latin, foreign)), fc.constantFrom(...labelSheets.map(({ part }) => part)), fc.boolean(), async (asked, part, accents) => {
      const [blocks, sheet] = [labelsOf(asked, accents), labelSheet(part)!]
      const { pdf, flagged } = await renderLabels({ sheet, start: 1, correction: noCorrection, labels: blocks.map(labelOfAddress), size: 10, outlines: false, code: '', locale: 'fr', at: 0 }, fonts)
      const each = sheet.cols * sheet.rows
      for (const [number, page] of (await placedText(pdf)).entries()) {
        for (const { text, x, y, width, size } of page) {
          const inside = Array.from({ length: each }, (_, index) => placeOfLabel(sheet, index)).some((place) => x > place.x && x + width < place.x + place.width + 0.05 && y - 0.75 * size > place.y && y < place.y + place.height)
          expect(inside, `${part}, page ${number + 1}: ${text}`).toBe(true)
        }
      }
      for (const block of blocks) expect(block.length).toBeLessThanOrEqual(6)
      for (const { label, why, lines } of flagged) {
        expect([why === 'small' || why === 'squeezed', lines.length > 0]).toEqual([true, true])
        expect(blocks[label - 1]!.map(({ text }) => text)).toEqual(expect.arrayContaining(lines))
      }
    }), { numRuns: 60 })
  }, 60_000)

  it('have every line whole on the paper: of 38 characters, or squeezed and said, never cut', async () => {
    await fc.assert(fc.asyncProperty(household(latin), fc.constantFrom('L7160', 'L7651', 'L7163', 'DL'), async (asked, part) => {
      const [blocks, sheet] = [labelsOf(asked, true), labelSheet(part)!]
      const { pdf, flagged } = await renderLabels({ sheet, start: 1, correction: noCorrection, labels: blocks.map(labelOfAddress), size: 10, outlines: false, code: '', locale: 'fr', at: 0 }, fonts)
      const read = (await placedText(pdf)).flat().map(({ text }) => text).join('').replaceAll(/\s/g, '').normalize('NFC')
      expect(read.length).toBe(blocks.flat().reduce((sum, { text }) => sum + text.replaceAll(/\s/g, '').normalize('NFC').length, 0))
      for (const [at, block] of blocks.entries()) {
        for (const { text, long } of block) {
          expect(read).toContain(text.replaceAll(/\s/g, '').normalize('NFC'))
          expect(long).toBe(characters(text) > 38)
          // Twice the norm's length fits no label of 63.5 mm at a size that is read: it is said.
          if (part === 'L7160' && characters(text) > 76) expect(flagged.map(({ label }) => label)).toContain(at + 1)
        }
      }
    }), { numRuns: 60 })
  }, 60_000)
})
