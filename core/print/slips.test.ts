import { describe, expect, it } from 'vitest'
import { inked, isBox, isLine, readQr } from '../../tests/print/inked'
import { checkStructure, renderPdf, type Ink } from '../../tests/print/paper'
import { collisions, placedText, textWithin } from '../../tests/print/placed-text'
import { loadPrintFonts } from '../../tools/print-fonts'
import { noticeLimits } from './sign-in-notice'
import { signInWords, type NoticeFacts } from './sign-in-words'
import { renderSlips, type SlipsInput } from './slips'

const fonts = await loadPrintFonts()
const notice: NoticeFacts = { controller: 'Union des Quartiers – section de Saint-Denis, 12 place du Marché, 93200 Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: 'la fédération' }
const stall: SlipsInput = {
  purpose: 'stall', title: 'Stand au marché', occasion: 'samedi 14 mars 2026, 9 h – 13 h, place du Marché, Saint-Denis', sectionName: 'Union des Quartiers – section de Saint-Denis',
  notice, pages: 2, code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 2, 1),
}
const meeting: SlipsInput = { ...stall, purpose: 'meeting', title: 'Réunion publique' }
const make = (input: SlipsInput) => renderSlips(input, fonts)
const squeezed = (text: string) => text.replace(/\s/g, '')

/** A6 upright, four on A4, in mm. */
const [width, height] = [105, 148.5]
const corners = [[0, 0], [width, 0], [0, height], [width, height]] as const
/** The line that is torn, from the upper edge of a stall's slip. */
const torn = 115.5

/** What must stay white: the edge that printers don't reach, and beside the cuts, but for their marks. */
function strayInk(page: Ink, dots: number): number {
  const bars = [
    { x: 0, y: 0, width: 210, height: 4.6 }, { x: 0, y: 292.4, width: 210, height: 4.6 }, { x: 0, y: 0, width: 4.6, height: 297 }, { x: 205.4, y: 0, width: 4.6, height: 297 },
    ...[[10, 90], [160, 287]].flatMap(([from, to]) => ({ x: 100.5, y: from!, width: 9, height: to! - from! })),
    ...[[10, 95], [115, 200]].flatMap(([from, to]) => ({ x: from!, y: 143.8, width: to! - from!, height: 9.4 })),
  ]
  return Math.max(...bars.map((bar) => inked(page, bar, dots)))
}

describe('slips', () => {
  it.each([
    ['a stall', stall, [34.5, 44, 53.5, 63], 80],
    ['a meeting', meeting, [37, 49, 61, 73, 85], 97],
  ] as const)('of %s have their lines and boxes at the millimetre, four times a page, and marks where they are cut', async (_of, input, lines, agree) => {
    const dots = 254
    const [page, second] = await renderPdf((await make(input)).pdf, dots)
    for (const each of [page!, second!]) expect([each.width / 10, each.height / 10].map(Math.round)).toEqual([210, 297])
    for (const [left, top] of corners) {
      for (const y of lines) expect(isLine(page!, left + 60, left + 97, top + y, dots), `line at ${y}`).toBe(true)
      for (let channel = 0; channel < 4; channel++) expect(isBox(page!, left + 7 + channel * (91 / 4) + 2.25, top + agree, 4.5, dots), `box ${channel}`).toBe(true)
      // Dots with gaps between them, no line.
      const tear = inked(page!, { x: left + 10, y: top + torn - 0.15, width: 85, height: 0.3 }, dots)
      if (input.purpose === 'stall') expect(tear > 0.15 && tear < 0.6).toBe(true)
    }
    for (const [x, y] of [[105, 7], [105, 290], [105, 148.5]] as const) expect(inked(page!, { x: x - 0.15, y: y - 1.5, width: 0.3, height: 3 }, dots)).toBeGreaterThan(0.3)
    for (const [x, y] of [[7, 148.5], [203, 148.5], [105, 148.5]] as const) expect(inked(page!, { x: x - 1.5, y: y - 0.15, width: 3, height: 0.3 }, dots)).toBeGreaterThan(0.3)
    // Nothing is filled: a section pays for its ink.
    expect(inked(page!, { x: 0, y: 0, width: 210, height: 297 }, dots)).toBeLessThan(0.08)
  })

  it('each have the whole notice, a number and the code, and what is taken home says where to withdraw', async () => {
    for (const input of [stall, meeting]) {
      const { pdf, pages, rows, missing } = await make(input)
      expect([pages, rows, missing]).toEqual([2, 8, []])
      await checkStructure(pdf)
      for (const [at, page] of (await placedText(pdf)).entries()) {
        for (const [place, [x, y]] of corners.entries()) {
          const slip = textWithin(page, { x, y, width, height })
          expect(squeezed(slip)).toContain(squeezed(signInWords.fr.notice(notice)))
          for (const said of [`n° ${at * 4 + place + 1}/8`, 'K7M4-XQPR', input.title, 'samedi 14 mars 2026', 'Nom', 'Prénom', 'E-mail', 'Téléphone', 'J’accepte d’être contacté·e par', 'e-mail', 'SMS', 'appel', 'courrier', 'Date', 'Signature']) expect(slip).toContain(said)
          const kept = textWithin(page, { x, y: y + torn, width, height: height - torn })
          if (input.purpose === 'meeting') expect(slip).not.toContain('Je veux')
          else {
            for (const said of ['Je veux', 'm’informer', 'agir', 'adhérer']) expect(slip).toContain(said)
            for (const said of ['Talon à garder', 'donnees@exemple.invalid', 'retirer votre accord', '36 mois', `n° ${at * 4 + place + 1}/8`, 'section de Saint-Denis', 'samedi 14 mars 2026']) expect(kept).toContain(said)
          }
        }
      }
    }
  })

  it('are told by their code, which a camera reads on each of them from a plain print', async () => {
    for (const input of [stall, meeting]) {
      for (const page of await renderPdf((await make(input)).pdf, 200)) {
        for (const [x, y] of corners) expect(readQr(page, { x, y, width, height }, 200)).toBe('K7M4-XQPR')
      }
    }
  })

  const words = (text: string, most: number) => text.repeat(99).slice(0, most)
  it.each([
    ['words without end', { title: words('Rassemblement des quartiers nord ', 300), occasion: words('du samedi au dimanche devant la halle ', 400), sectionName: words('Section de Saint-Denis ', 200), notice: { controller: words('Section de la Plaine et du centre ', noticeLimits.controller), contact: words('donnees-de-la-section@exemple.invalid, ', noticeLimits.contact), months: 120, shared: words('la fédération et le conseil ', noticeLimits.shared) } }],
    ['letters without a space', { title: words('W', 200), occasion: words('M', 300), sectionName: words('Œ', 200), notice: { controller: words('W', noticeLimits.controller), contact: words('@', noticeLimits.contact), months: 1, shared: words('Q', noticeLimits.shared) } }],
    ['other scripts and breaks', { title: 'Réunion\nأحمد الخطيب\tŁódź', occasion: '\r\n', sectionName: '' }],
    ['nothing', { title: '', occasion: '', sectionName: '' }],
  ] satisfies [string, Partial<SlipsInput>][])('stay within their quarter with %s', async (_what, hostile) => {
    for (const purpose of ['stall', 'meeting'] as const) {
      const input = { ...stall, ...hostile, purpose, pages: 1 }
      const { pdf } = await make(input)
      const [page] = await renderPdf(pdf, 127)
      expect(strayInk(page!, 127)).toBe(0)
      const [placed] = await placedText(pdf)
      expect(collisions(placed!)).toEqual([])
      for (const [x, y] of corners) {
        const slip = squeezed(textWithin(placed!, { x, y, width, height }))
        expect(slip).toContain(squeezed(signInWords.fr.notice(input.notice)).slice(-40))
        if (purpose === 'stall') expect(squeezed(textWithin(placed!, { x, y: y + torn, width, height: height - torn }))).toContain(squeezed(input.notice.contact))
      }
    }
  })

  it('are in English as a whole, and the same bytes for the same slips; at least a page of them', async () => {
    const english = { ...stall, locale: 'en' as const, pages: 0 }
    const { pdf, rows } = await make(english)
    expect(rows).toBe(4)
    const [page] = await placedText(pdf)
    const slip = textWithin(page!, { x: 0, y: 0, width, height })
    for (const said of ['No. 1/4', 'I want to:', 'take action', 'Complaints: CNIL', 'For you to keep']) expect(slip).toContain(said)
    expect((await make(english)).pdf).toEqual(pdf)
  })
})
