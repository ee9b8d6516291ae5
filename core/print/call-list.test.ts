import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inked, isBox, isLine, readQr } from '../../tests/print/inked'
import { checkStructure, renderPdf } from '../../tests/print/paper'
import { collisions, placedText, textWithin } from '../../tests/print/placed-text'
import { loadPrintFonts } from '../../tools/print-fonts'
import { callBlocks, mostPerCaller } from './call-blocks'
import { renderCallList, type CallLine, type CallListInput } from './call-list'

const fonts = await loadPrintFonts()
const line = (at: number): CallLine => ({ name: `Aïcha Nom${at + 1}.`, phone: `06\u00a039\u00a098\u00a000\u00a0${10 + (at % 90)}`, bestTime: 'le soir', lastContact: '03/03/2026', reason: '9 h – 11 h, inscrit·e', note: at === 0 ? 'Apporte la table' : '' })
const lines = (count: number) => Array.from({ length: count }, (_, at) => line(at))
const reminders: CallListInput = {
  title: 'Rappels : Stand au marché', occasion: 'samedi 14 mars 2026, 9 h – 13 h, place du Marché, Saint-Denis', sectionName: 'Union des Quartiers', script: 'Bonjour, est-ce que vous venez demain ?',
  people: lines(41), leftOut: { refused: 2, unasked: 5, noPhone: 1 }, perCaller: 25, code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 2, 1),
}
const make = (input: CallListInput) => renderCallList(input, fonts)
const whole = { x: 0, y: 0, width: 297, height: 210 }

describe('the people of a call list', () => {
  it('are shared out among as few callers as can be, evenly, each to one, in their order', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: -5, max: 40 }), (count, perCaller) => {
      const people = Array.from({ length: count }, (_, at) => at)
      const blocks = callBlocks(people, perCaller)
      expect(blocks.flat()).toEqual(people)
      const most = Math.min(mostPerCaller, Math.max(1, perCaller || mostPerCaller))
      expect(blocks).toHaveLength(Math.max(1, Math.ceil(count / most)))
      const sizes = blocks.map(({ length }) => length)
      expect(Math.max(...sizes)).toBeLessThanOrEqual(most)
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
    }))
  })
})

describe('a call list', () => {
  it('has a page for each caller, with whom to call, what to say, and that it comes back and is destroyed', async () => {
    const { pdf, pages, people, missing } = await make(reminders)
    expect([pages, people, missing]).toEqual([2, 41, []])
    await checkStructure(pdf)
    const placed = await placedText(pdf)
    for (const [at, page] of placed.entries()) {
      const text = textWithin(page, whole)
      for (const said of [
        'Rappels : Stand au marché', 'samedi 14 mars 2026', 'Appelant·e', 'Date et heures', `Page ${at + 1}/2`, 'Liste K7M4-XQPR', 'Bonjour, est-ce que vous venez demain ?', 'Quand appeler', 'Dernier contact', 'Motif', 'Note',
        'absent·e', 'rappeler le', 'faux n°', 'ne veut', 'vient', 'adhère', 'À rendre à la fin des appels', 'puis à détruire', '8 personnes n’y sont pas', '2 refusent les appels', '5 n’ont pas donné d’accord', '1 sans téléphone',
      ]) expect(text).toContain(said)
      expect(text.match(/Nom\d+\./g)).toHaveLength(at === 0 ? 21 : 20)
      expect(collisions(page)).toEqual([])
    }
    expect(textWithin(placed[0]!, whole)).toContain('06 39 98 00 10')
    expect(textWithin(placed[0]!, whole)).toContain('Apporte la table')
  })

  it('has lines alike on all pages, a box for each result at the millimetre, and a code that a camera reads', async () => {
    const { pdf } = await make({ ...reminders, script: '' })
    const dots = 254
    // Twenty-one lines from the titles' foot to the notes at the foot of the page.
    const rowsTop = 6 + 14 + 8
    const row = (210 - rowsTop - 5.5 - 8 - 1) / 21
    const boxes = [182, 190.2, 214.5, 224.5, 234.5, 244.5, 255]
    for (const [at, page] of (await renderPdf(pdf, dots)).entries()) {
      for (const line of [0, 7, at === 0 ? 20 : 19]) {
        expect(isLine(page, 20, 60, rowsTop + (line + 1) * row, dots), `line ${line}`).toBe(true)
        for (const x of boxes) expect(isBox(page, x, rowsTop + (line + 0.5) * row, 3.6, dots), `box at ${x} of ${line}`).toBe(true)
      }
      for (const bar of [{ ...whole, height: 4.5 }, { ...whole, y: 205.5, height: 4.5 }, { ...whole, width: 4.5 }, { ...whole, x: 292.5, width: 4.5 }]) expect(inked(page, bar, dots)).toBe(0)
    }
    for (const page of await renderPdf(pdf, 200)) expect(readQr(page, { x: 240, y: 0, width: 57, height: 30 }, 200)).toBe('K7M4-XQPR')
  })

  it('keeps each word in its cell whatever it is told, and counts what it does not say', async () => {
    for (const hostile of ['Marie-Antoinette de la Très-Longue-Famille الخطيب ', 'W']) {
      const text = hostile.repeat(Math.ceil(3000 / hostile.length))
      const cell = hostile.repeat(30).slice(0, 200)
      const { pdf, pages } = await make({ ...reminders, title: text, occasion: text, sectionName: text, script: text, people: lines(25).map(({ phone }) => ({ name: cell, phone, bestTime: cell, lastContact: cell, reason: `${cell}\n${cell}`, note: cell })) })
      expect(pages).toBe(1)
      const [page] = await placedText(pdf)
      expect(collisions(page!)).toEqual([])
      for (const { x, width, y } of page!) expect(x > 7.5 && x + width < 289.6 && y < 205).toBe(true)
      expect(textWithin(page!, whole)).toMatch(/\(\+ \d+ mots?\)/)
      expect(textWithin(page!, whole)).toContain('06 39 98 00 34')
    }
  })

  it('says that there is nobody to call', async () => {
    const { pdf, pages, people } = await make({ ...reminders, people: [], leftOut: { refused: 0, unasked: 0, noPhone: 0 } })
    expect([pages, people]).toEqual([1, 0])
    const text = textWithin((await placedText(pdf))[0]!, whole)
    expect(text).toContain('Personne à appeler.')
    expect(text).not.toContain('n’y sont pas')
  })

  it('is in English as a whole, and the same bytes for the same list', async () => {
    const english = { ...reminders, locale: 'en' as const }
    const { pdf } = await make(english)
    const text = textWithin((await placedText(pdf))[0]!, whole)
    for (const said of ['Caller', 'Best time', 'does not', 'then destroyed', '8 people are left out: 2 refuse calls, 5 did not agree to be called, 1 without a phone.']) expect(text).toContain(said)
    expect((await make(english)).pdf).toEqual(pdf)
  })
})
