import { describe, expect, it } from 'vitest'
import { inked, isBox, isLine, readQr } from '../../tests/print/inked'
import { checkStructure, renderPdf } from '../../tests/print/paper'
import { collisions, placedText, textWithin } from '../../tests/print/placed-text'
import { loadPrintFonts } from '../../tools/print-fonts'
import { noticeLimits } from './sign-in-notice'
import { renderSignInStrips, type StripsInput } from './sign-in-strips'
import { signInWords, type NoticeFacts } from './sign-in-words'

const fonts = await loadPrintFonts()
const notice: NoticeFacts = { controller: 'Union des Quartiers – section de Saint-Denis, 12 place du Marché, 93200 Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: 'la fédération' }
const meeting: StripsInput = {
  title: 'Réunion publique', occasion: 'mardi 10 mars 2026, 18 h 30, salle Jean-Jaurès, Saint-Denis', sectionName: 'Union des Quartiers – section de Saint-Denis',
  variant: { kind: 'meeting', notice }, blankRows: 10, code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 2, 1),
}
const make = (input: StripsInput) => renderSignInStrips(input, fonts)
const squeezed = (text: string) => text.replace(/\s/g, '')

/** Upper edge of a strip, in mm from that of the page. */
const edge = (strip: number) => 210 - 13.1 - (9 - strip) * 19.8
const dots = 254

describe('a sign-in sheet in strips', () => {
  it('has nine strips a page with 12 mm to write in, a dotted line between them, and boxes at the millimetre', async () => {
    const { pdf, pages, rows } = await make(meeting)
    expect([pages, rows]).toEqual([2, 18])
    for (const page of await renderPdf(pdf, dots)) {
      for (let strip = 0; strip <= 9; strip++) {
        const cut = inked(page, { x: 10, y: edge(strip) - 0.15, width: 275, height: 0.3 }, dots)
        expect(cut > 0.15 && cut < 0.6, `cut ${strip}`).toBe(true)
        if (strip === 9) continue
        expect(isLine(page, 40, 280, edge(strip) + 17, dots)).toBe(true)
        // White to write in, from the titles down to the line.
        expect(inked(page, { x: 30, y: edge(strip) + 5.2, width: 34, height: 11.4 }, dots)).toBe(0)
        for (let channel = 0; channel < 4; channel++) expect(isBox(page, 8 + 20 + 196 + (channel + 0.5) * 9.5, edge(strip) + 11, 4.5, dots), `box ${channel}`).toBe(true)
      }
      for (const bar of [{ x: 0, y: 0, width: 297, height: 4.5 }, { x: 0, y: 205.5, width: 297, height: 4.5 }, { x: 0, y: 0, width: 4.5, height: 210 }, { x: 292.5, y: 0, width: 4.5, height: 210 }]) expect(inked(page, bar, dots)).toBe(0)
    }
  })

  it('says on each strip which it is, of which sheet, and where to object, and the whole notice on each page', async () => {
    const { pdf } = await make(meeting)
    await checkStructure(pdf)
    for (const [at, page] of (await placedText(pdf)).entries()) {
      for (let strip = 0; strip < 9; strip++) {
        const said = textWithin(page, { x: 0, y: edge(strip), width: 297, height: 19.8 })
        for (const word of [String(at * 9 + strip + 1), 'K7M4-XQPR', 'Nom', 'Prénom', 'Commune ou code postal', 'E-mail', 'Téléphone', 'J’accepte d’être contacté·e par', 'courrier', 'Signature', 'donnees@exemple.invalid']) expect(said).toContain(word)
      }
      const all = textWithin(page, { x: 0, y: 0, width: 297, height: 210 })
      for (const word of ['Réunion publique', 'mardi 10 mars 2026', `Page ${at + 1}/2`, 'Total compté']) expect(all).toContain(word)
      expect(squeezed(all)).toContain(squeezed(signInWords.fr.notice(notice)))
      expect(all).not.toContain('…')
    }
  })

  it('is told by its code, read by a camera from a plain print', async () => {
    for (const page of await renderPdf((await make(meeting)).pdf, 200)) expect(readQr(page, { x: 0, y: 0, width: 297, height: 209 }, 200)).toBe('K7M4-XQPR')
  })

  it('keeps each word in its strip whatever it is told, and the contact whole', async () => {
    const long = (text: string, most: number) => text.repeat(99).slice(0, most)
    for (const hostile of [long('Section de la Plaine ', 400), long('W', 400)]) {
      const facts = { controller: hostile.slice(0, noticeLimits.controller), contact: hostile.slice(0, noticeLimits.contact), months: 120, shared: hostile.slice(0, noticeLimits.shared) }
      const { pdf, pages } = await make({ ...meeting, title: hostile, occasion: hostile, sectionName: hostile, variant: { kind: 'meeting', notice: facts }, blankRows: 0 })
      expect(pages).toBe(1)
      const [page] = await placedText(pdf)
      expect(collisions(page!)).toEqual([])
      for (const { x, width, y } of page!) expect(x > 7.5 && x + width < 290 && y < 205).toBe(true)
      for (let strip = 0; strip < 9; strip++) expect(squeezed(textWithin(page!, { x: 0, y: edge(strip), width: 297, height: 19.8 }))).toContain(squeezed(facts.contact))
    }
  })

  it('is in English as a whole, and the same bytes for the same sheet', async () => {
    const english = { ...meeting, locale: 'en' as const }
    const { pdf } = await make(english)
    const [page] = await placedText(pdf)
    for (const said of ['Last name', 'I agree to be contacted by', 'withdrawal']) expect(textWithin(page!, { x: 0, y: 0, width: 297, height: 210 })).toContain(said)
    expect((await make(english)).pdf).toEqual(pdf)
  })
})
