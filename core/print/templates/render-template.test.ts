import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { readQr } from '../../../tests/print/inked'
import { checkStructure, colourPages, readableObjects, renderPdf, type Picture } from '../../../tests/print/paper'
import { placedText, textWithin } from '../../../tests/print/placed-text'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { emptyImprint } from '../../domain/legal/imprint'
import { printableImage } from '../foreign/printable-image'
import type { Kept, PageFile } from '../page-file'
import { colourOf, contrast, type Brand, type Rgb } from './brand'
import { builtInTemplates } from './built-in/templates'
import { renderTemplate, type TemplateInput } from './render-template'
import type { Slots } from './slots'
import { sampleSlots } from './template-words'
import type { Frame, Template } from './template'

const fonts = await loadPrintFonts()
const brand: Brand = { name: 'Union des Quartiers – section de Saint-Denis', colours: { primary: '#1c3f6e', secondary: '#f2b632' }, website: 'exemple.invalid', address: '12 place du Marché\n93200 Saint-Denis' }
const imprint = { ...emptyImprint, name: 'Union des Quartiers', address: '12 place du Marché, 93200 Saint-Denis' }
const inputOf = (template: Template, more: Partial<TemplateInput> = {}): TemplateInput =>
  ({ template, slots: sampleSlots(template, more.locale ?? 'fr'), brand, imprint, images: {}, locale: 'fr', at: Date.UTC(2026, 2, 1), bleed: 0, ...more })
const render = (template: Template, more?: Partial<TemplateInput>) => renderTemplate(inputOf(template, more), fonts)
const named = (id: string) => builtInTemplates.find((template) => template.id === id)!
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ')

/** Of a page with all slots filled and no picture. */
const filled = { ...sampleSlots(named('tract-a4'), 'fr'), organisation: brand.name, website: brand.website, address: brand.address, imprint: 'x' } as Slots
const shownFrames = (frames: readonly Frame[], slots: Slots = filled) => frames.filter(({ shown }) => (shown?.with === undefined || slots[shown.with]) && (shown?.without === undefined || !slots[shown.without]))

/** Dots of a page that its fills alone would not have, and that are in no frame of words or code. */
function strayDots({ width, height, data }: Picture, frames: readonly Frame[], dotsPerInch: number, slots?: Slots): number {
  const dots = dotsPerInch / 25.4
  // The renderer sets letters on whole dots.
  const slack = 0.15 + 1.5 / dots
  // That of a J hangs out to the left, as in every font.
  const tail = 0.8
  const shown = shownFrames(frames, slots)
  const expected = new Uint8Array(width * height * 3).fill(255)
  const seam = new Uint8Array(width * height)
  for (const frame of shown) {
    if (frame.type !== 'colour') continue
    const colour = colourOf(frame.colour, brand).map((part) => Math.round(part * 255))
    const [left, top, right, bottom] = [frame.x * dots, frame.y * dots, (frame.x + frame.width) * dots, (frame.y + frame.height) * dots] as const
    for (let y = Math.max(0, Math.floor(top) - 1); y < Math.min(height, bottom + 1); y++) {
      for (let x = Math.max(0, Math.floor(left) - 1); x < Math.min(width, right + 1); x++) {
        const inner = x >= left + 1 && x < right - 2 && y >= top + 1 && y < bottom - 2
        seam[y * width + x] = inner ? 0 : 1
        if (inner) expected.set(colour, (y * width + x) * 3)
      }
    }
  }
  let stray = 0
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      if (seam[at] || [0, 1, 2].every((part) => Math.abs(data[at * 4 + part]! - expected[at * 3 + part]!) < 12)) continue
      const [mmX, mmY] = [x / dots, y / dots]
      if (!shown.some((frame) => frame.type !== 'colour' && mmX >= frame.x - slack - tail && mmX <= frame.x + frame.width + slack && mmY >= frame.y - slack && mmY <= frame.y + frame.height + slack)) stray++
    }
  }
  return stray
}

/** A picture of two halves, blue and orange, as a PNG that somebody added. */
function halves(width: number, height: number): (file: PageFile) => Promise<Kept> {
  const png = new PNG({ width, height })
  for (let at = 0; at < width * height; at++) png.data.set(at % width < width / 2 ? [0, 0, 255, 255] : [255, 128, 0, 255], at * 4)
  const bytes = new Uint8Array(PNG.sync.write(png, { colorType: 2 }))
  return async (file) => file.keepImage(await printableImage(bytes, () => Promise.reject(new Error('a plain PNG needs no decoder'))))
}

describe.each(builtInTemplates.flatMap((template) => (['fr', 'en'] as const).map((locale) => ({ id: template.id, locale, template }))))('$id in $locale', ({ template, locale }) => {
  it('has all its words within its frames, to be read back, and nothing beside them', async () => {
    const slots = sampleSlots(template, locale)
    const { pdf, pages, overflow, missing, notices } = await render(template, { locale })
    expect({ pages, overflow, missing, notices }).toEqual({ pages: template.pages.length, overflow: [], missing: [], notices: [] })
    await checkStructure(pdf)
    const placed = await placedText(pdf)
    const whole = placed.map((page) => page.map(({ text }) => text).join(' ')).join(' ').replace(/- /g, '-')
    const said = plain(whole).replaceAll(' ', '').replaceAll('-', '').toLowerCase()
    // An English paper's imprint is French all the same.
    for (const word of [slots.title!, ...(template.kind === 'social' || template.kind === 'door-card' ? [] : [slots.date!]), ...(template.kind === 'social' ? [] : ['Imprimé par nos soins', 'Ne pas jeter sur la voie publique'])]) {
      expect(said).toContain(plain(word).replaceAll(' ', '').replaceAll('-', '').toLowerCase())
    }
    const pictures = await colourPages(pdf, 72)
    for (const [at, picture] of pictures.entries()) expect(strayDots(picture, template.pages[at]!.frames, 72), `page ${at + 1}`).toBe(0)
  }, 30_000)
})

describe('a template', () => {
  it('is true to size, enlarged by its bleed, and says where it is cut', async () => {
    const { pdf } = await render(named('tract-a6'), { bleed: 3 })
    const objects = (await readableObjects(pdf)).replace(/\s+/g, ' ')
    const numbers = (box: string) => new RegExp(`/${box} \\[ ([\\d. ]+)\\]`).exec(objects)![1]!.trim().split(' ').map((points) => (Number(points) * 25.4) / 72)
    expect(numbers('MediaBox').map((value) => Math.round(value * 100) / 100)).toEqual([0, 0, 111, 154])
    expect(numbers('TrimBox').map((value) => Math.round(value * 100) / 100)).toEqual([3, 3, 108, 151])
    const [picture] = await colourPages(pdf, 127)
    const at = (x: number, y: number) => [...picture!.data.subarray((y * picture!.width + x) * 4, (y * picture!.width + x) * 4 + 3)]
    // The colour goes on to the very edge, and words stay where they are in the trimmed page.
    for (const [x, y] of [[0, 0], [554, 0], [0, 200], [554, 300]] as const) expect(at(x, y)).toEqual([28, 63, 110])
    const [bled] = await placedText(pdf)
    const [trimmed] = await placedText((await render(named('tract-a6'))).pdf)
    for (const [index, item] of trimmed!.entries()) {
      expect(bled![index]!.x - item.x).toBeCloseTo(3, 1)
      expect(bled![index]!.y - item.y).toBeCloseTo(3, 1)
    }
  })

  it('gives the same bytes for the same input, and others for another title', async () => {
    const [one, two, other] = await Promise.all([render(named('tract-a5')), render(named('tract-a5')), render(named('tract-a5'), { slots: { title: 'Autre' } })])
    expect(Buffer.from(one.pdf).equals(Buffer.from(two.pdf))).toBe(true)
    expect(Buffer.from(one.pdf).equals(Buffer.from(other.pdf))).toBe(false)
  })

  it('has a code that a phone reads at 200 dots per inch, on white and on a colour', async () => {
    for (const [id, x, y, side] of [['tract-a6', 77, 74.5, 20], ['poster-a4', 153, 202, 42], ['invitation-a6', 119, 61, 21]] as const) {
      const [page] = await renderPdf((await render(named(id))).pdf, 200)
      expect(readQr(page!, { x: x - 4, y: y - 4, width: side + 8, height: side + 8 }, 200)).toBe('https://exemple.invalid/reunion')
    }
  })

  it('says which frame is too small, and sets all of its words all the same', async () => {
    const text = Array.from({ length: 110 }, (_, at) => `mot${at}`).join(' ')
    const { pdf, overflow } = await render(named('tract-a6'), { slots: { ...sampleSlots(named('tract-a6'), 'fr'), text } })
    expect(overflow).toHaveLength(1)
    expect(named('tract-a6').pages[0]!.frames[overflow[0]!.frame]!.type).toBe('text')
    expect(overflow[0]!.over).toBeGreaterThan(10)
    const [page] = await placedText(pdf)
    const said = textWithin(page!, { x: 0, y: 0, width: 105, height: 148 })
    for (const at of [0, 60, 109]) expect(said).toContain(`mot${at}`)
    const wide = await render(named('invitation-a6'), { slots: { title: 'anticonstitutionnellementanticonstitutionnellement' } })
    expect(wide.overflow.flatMap(({ broken }) => broken)).toEqual(['anticonstitutionnellementanticonstitutionnellement'])
    expect((await render(named('invitation-a6'), { slots: { link: `https://exemple.invalid/${'x'.repeat(600)}` } })).overflow[0]!.over).toBeGreaterThan(0)
  })

  it('stands whatever is missing: one word alone, or nothing at all', async () => {
    for (const template of builtInTemplates) {
      for (const slots of [{ title: 'Stop' }, {}]) {
        const { overflow, pdf } = await render(template, { slots })
        expect(overflow, template.id).toEqual([])
        const empty = { ...slots, organisation: brand.name, website: brand.website, address: brand.address, imprint: 'x' } as Slots
        for (const [at, picture] of (await colourPages(pdf, 50)).entries()) expect(strayDots(picture, template.pages[at]!.frames, 50, empty), template.id).toBe(0)
      }
    }
  }, 60_000)

  it('takes Arabic, from right to left', async () => {
    const slots = { ...sampleSlots(named('tract-a5'), 'fr'), title: 'شوارعنا، مدارسنا، ميزانيتنا', text: 'منذ ثلاث سنوات يطالب سكان الحي بالشيء نفسه' }
    const { overflow, missing, pdf } = await render(named('tract-a5'), { slots })
    expect([overflow, missing]).toEqual([[], []])
    const [picture] = await colourPages(pdf, 72)
    expect(strayDots(picture!, named('tract-a5').pages[0]!.frames, 72)).toBe(0)
  })

  it('has its picture cover its frame without being bent, and leaves the words their place', async () => {
    for (const [width, height] of [[300, 100], [100, 400]] as const) {
      const { pdf, notices } = await render(named('poster-a4'), { images: { image: halves(width, height) } })
      const [picture] = await colourPages(pdf, 72)
      const at = (x: number, y: number) => [...picture!.data.subarray((Math.round((y * 72) / 25.4) * picture!.width + Math.round((x * 72) / 25.4)) * 4).subarray(0, 3)]
      for (const y of [2, 50, 94]) expect([at(2, y), at(208, y)]).toEqual([[0, 0, 255], [255, 128, 0]])
      expect(at(104, 100)).toEqual([28, 63, 110])
      // Whoever has no picture of the page judges nothing by it.
      expect(notices).toEqual([])
    }
    const { pdf } = await render(named('poster-a4'), { images: { logo: halves(200, 100) } })
    expect((await placedText(pdf))[0]!.map(({ text }) => text).join(' ')).not.toContain('exemple.invalid')
  })

  it('is read in black and white as well, whatever the section’s colours', async () => {
    for (const colours of [{ primary: '#ffd500', secondary: '#c2185b' }, { primary: '#c8102e', secondary: '#00a86b' }, { primary: '#7f7f7f', secondary: '#808080' }, { primary: '#9ad0f5', secondary: '#f5e79a' }]) {
      const template = named('tract-a6-2')
      const [page] = await renderPdf((await render(template, { brand: { ...brand, colours } })).pdf, 150)
      for (const frame of shownFrames(template.pages[0]!.frames)) {
        if (frame.type !== 'text') continue
        const dots = 150 / 25.4
        const counts = new Map<number, number>()
        for (let y = Math.round(frame.y * dots); y < (frame.y + frame.height) * dots; y++) for (let x = Math.round(frame.x * dots); x < (frame.x + frame.width) * dots; x++) counts.set(page!.dark[y * page!.width + x]!, (counts.get(page!.dark[y * page!.width + x]!) ?? 0) + 1)
        // The ground is the grey that most dots have; the letters are the one farthest from it.
        const ground = [...counts].sort((one, other) => other[1] - one[1])[0]![0]
        const letters = [...counts.keys()].sort((one, other) => Math.abs(other - ground) - Math.abs(one - ground))[0]!
        const grey = (dark: number): Rgb => [1 - dark / 255, 1 - dark / 255, 1 - dark / 255]
        expect(contrast(grey(letters), grey(ground)), JSON.stringify(colours)).toBeGreaterThan(3.5)
      }
    }
  }, 30_000)

  it('is told what the law has to say of it', async () => {
    const idsOf = async (more: Partial<TemplateInput>, id = 'poster-a4') => (await render(named(id), more)).notices.map((notice) => notice.id)
    expect(await idsOf({ imprint: null })).toEqual(['imprint-missing'])
    expect(await idsOf({ brand: { ...brand, colours: { primary: '#002395', secondary: '#ffffff' } } })).toEqual([])
    const blocks = { ...named('poster-a4'), pages: [{ frames: [{ type: 'colour', x: 0, y: 0, width: 70, height: 297, colour: '#002395' }, { type: 'colour', x: 140, y: 0, width: 70, height: 297, colour: '#ed2939' }] as Frame[] }] }
    expect((await render(blocks)).notices.map(({ id }) => id)).toEqual(['tricolour'])
    expect((await render({ ...blocks, kind: 'tract' })).notices).toEqual([])
    const bare = { ...blocks, pages: [{ frames: [{ type: 'colour', x: 0, y: 0, width: 210, height: 70, colour: 'ink' }] as Frame[] }] }
    expect((await render(bare)).notices.map(({ id }) => id)).toEqual(['black-on-white'])
  })

  it('is made whatever a hand has written in it', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...builtInTemplates), fc.record({ title: fc.string({ unit: 'grapheme', maxLength: 60 }), text: fc.string({ unit: 'grapheme', maxLength: 200 }), place: fc.string({ maxLength: 30 }) }), async (template, slots) => {
      const { pdf } = await render(template, { slots })
      expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    }), { numRuns: 20 })
  }, 30_000)
})
