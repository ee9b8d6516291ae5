import decodeQR from 'qr/decode.js'
import { describe, expect, it } from 'vitest'
import { checkStructure, extractText, renderPdf, type Ink } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { renderSignInSheet, type Attendee, type SignInSheetInput } from './sign-in-sheet'
import { signInWords, type NoticeFacts } from './sign-in-words'

const fonts = await loadPrintFonts()
const notice: NoticeFacts = { controller: 'Union des Quartiers – section de Saint-Denis, 12 place du Marché, 93200 Saint-Denis', contact: 'donnees@exemple.invalid', months: 36, shared: 'la fédération' }
const meeting: SignInSheetInput = {
  title: 'Réunion publique', occasion: 'mardi 10 mars 2026, 18 h 30, salle Jean-Jaurès, Saint-Denis', sectionName: 'Union des Quartiers – section de Saint-Denis',
  variant: { kind: 'meeting', notice }, blankRows: 30, code: 'K7M4-XQPR', locale: 'fr', at: Date.UTC(2026, 2, 1),
}
const members = (count: number): Attendee[] => Array.from({ length: count }, (_, at) => ({ lastName: `NOM${at + 1}`, firstName: 'Marie-Hélène', quality: 'Adhérent·e' }))
const assembly = (count: number, blankRows = 5): SignInSheetInput => ({ ...meeting, title: 'Assemblée générale', variant: { kind: 'assembly', members: members(count) }, blankRows })
const make = (input: SignInSheetInput) => renderSignInSheet(input, fonts)
/** As read on paper: no-break spaces are spaces. */
const pagesOf = async (pdf: Uint8Array) => (await extractText(pdf, '-layout')).replace(/[\u00a0\u202f]/g, ' ').split('\f').slice(0, -1)
const flat = (text: string) => text.replace(/\s+/g, ' ')

/** Ten dots a millimetre. */
const dots = 254
/** Millimetres from the top at which a line goes across the page where nothing else is written, just right of the row numbers. */
function linesAcross({ width, height, dark }: Ink): number[] {
  const found: number[] = []
  const [from, to] = [160, 500]
  for (let y = 0; y < height; y++) {
    let inked = 0
    for (let x = from; x < to; x++) if (dark[y * width + x]! > 60) inked++
    if (inked > (to - from) * 0.9) found.push(y / 10)
  }
  // A line is a few dots high.
  return found.filter((y, at) => at === 0 || y - found[at - 1]! > 0.15)
}

describe('a sign-in sheet', () => {
  it('has fifteen rows of 12 mm on each page, to the tenth of a millimetre', async () => {
    const { pdf, pages, rows } = await make(meeting)
    expect([pages, rows]).toEqual([2, 30])
    for (const page of await renderPdf(pdf, dots)) {
      const lines = linesAcross(page).filter((y) => y > 17)
      expect(lines).toHaveLength(16)
      for (const [at, y] of lines.entries()) expect(Math.abs(y - (17.5 + at * 12))).toBeLessThan(0.2)
      // What printers can't reach is white.
      const edge = dark(page, (x, y) => x < 45 || y < 45 || x > page.width - 45 || y > page.height - 45)
      expect(edge).toBe(0)
    }
  })

  it('says on every page of what it is, its number, and what the law wants said, and names nobody', async () => {
    const { pdf } = await make(meeting)
    await checkStructure(pdf)
    const pages = await pagesOf(pdf)
    expect(pages).toHaveLength(2)
    for (const [at, page] of pages.entries()) {
      for (const words of ['Réunion publique', 'mardi 10 mars 2026', 'Signature', 'J’accepte d’être contacté·e par', 'Total compté', `Page ${at + 1}/2`, 'Feuille K7M4-XQPR', 'donnees@exemple.invalid', '36 mois', 'Réclamation : CNIL']) expect(flat(page)).toContain(words)
      expect(page).toContain(String(at * 15 + 1))
    }
    expect(flat(pages[0]!)).not.toContain('…')
  })

  it('keeps its notice within ninety words, in both languages', () => {
    for (const locale of ['fr', 'en'] as const) {
      const bare = { controller: 'X', contact: 'X', months: 36, shared: 'la fédération' }
      expect(signInWords[locale].notice(bare).split(/\s+/).length).toBeLessThanOrEqual(90)
    }
  })

  it('is told from any other by its code, read by a camera from a plain print', async () => {
    for (const { width, height, dark } of await renderPdf((await make(meeting)).pdf, 200)) {
      const data = new Uint8Array(width * height * 4).fill(255)
      for (const [at, ink] of dark.entries()) data.fill(255 - ink, at * 4, at * 4 + 3)
      expect(decodeQR({ width, height, data })).toBe('K7M4-XQPR')
    }
  })

  it('has the members at a general assembly, then lines, and who certifies at the very end, without what is for strangers', async () => {
    const { pdf, pages, rows } = await make(assembly(20))
    expect([pages, rows]).toEqual([2, 28])
    const [first, second] = (await pagesOf(pdf)).map(flat)
    expect(first).toContain('NOM15')
    expect(first).not.toContain('Certifiée exacte')
    for (const words of ['NOM20', 'Pouvoir reçu de', 'Certifiée exacte', 'Président·e de séance', 'Secrétaire de séance', 'procès-verbal']) expect(second).toContain(words)
    expect(`${first}${second}`).not.toContain('J’accepte')
    // Whoever certifies always has room.
    expect((await make(assembly(28, 0))).pages).toBe(2)
    expect((await make(assembly(29, 0))).pages).toBe(3)
  })

  it('stays one page deep whatever it is told: long names are narrowed, then cut and shown to be', async () => {
    const long = 'de la très longue association des habitantes et habitants des quartiers nord et de leurs alentours '.repeat(3)
    const { pdf, pages } = await make({ ...meeting, title: long, occasion: long, sectionName: long, variant: { kind: 'meeting', notice: { ...notice, controller: long, contact: long } }, blankRows: 1 })
    expect(pages).toBe(1)
    const [page] = await renderPdf(pdf, dots)
    expect(linesAcross(page!).filter((y) => y > 17)).toHaveLength(16)
    expect(dark(page!, (_x, y) => y > page!.height - 40)).toBe(0)
    const [empty] = await pagesOf((await make({ ...meeting, title: '', occasion: '', sectionName: '', blankRows: 0 })).pdf)
    expect(empty).toContain('Page 1/1')
  })

  it('is in English as a whole, and the same bytes for the same sheet', async () => {
    const english = { ...meeting, locale: 'en' as const, title: 'Public meeting', occasion: '10 March 2026' }
    const { pdf } = await make(english)
    const [page] = await pagesOf(pdf)
    for (const words of ['Last name', 'I agree to be contacted by', 'Total counted:', 'Complaints: CNIL']) expect(flat(page!)).toContain(words)
    expect((await make(english)).pdf).toEqual(pdf)
  })
})

/** Dots that are inked within a part of the page. */
function dark({ width, dark: ink }: Ink, within: (x: number, y: number) => boolean): number {
  return ink.reduce((sum, value, at) => sum + (value > 0 && within(at % width, Math.floor(at / width)) ? 1 : 0), 0)
}
