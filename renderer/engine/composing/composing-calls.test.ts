/** From an action to a paper in the library: made by the engine from a section's own store, read back from the PDF. */
import { PNG } from 'pngjs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { ActionDraft } from '#core/domain/agenda/action'
import { newId, type ActionId, type AssetId, type PresetId, type SectionId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryFiles } from '#core/ports/files'
import { PortError } from '#core/ports/errors'
import { memoryPages } from '#core/ports/pages'
import { builtInTemplates } from '#core/print/templates/built-in/templates'
import { changeFrame, frameAt } from '#core/print/templates/edit-template'
import type { Colour, Frame, Template } from '#core/print/templates/template'
import { layoutDraft, paperOf } from '#core/print/templates/saved-template'
import { partsOfBrand, type SectionBrand } from '#core/print/templates/section-brand'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { newSecrets } from '#core/sealing/vault'
import { jpegOf } from '../../../tests/print/small-jpeg'
import { blankPdf } from '../../../tests/print/one-page'
import { placedText } from '../../../tests/print/placed-text'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { libraryCalls } from '../library/library-calls'
import { openSectionFiles } from '../library/section-files'
import type { OpenSection } from '../open-section'
import type { PictureRequest } from '../raster/raster-api'
import type { ComposeRequest, KeepPaperRequest } from './composing-api'
import { composingCalls } from './composing-calls'

const fonts = await loadPrintFonts()
const tract = builtInTemplates[0]!
const slots = { title: 'Nos rues, nos écoles', date: 'Mardi 10 mars 2026', text: 'Venez en parler.' }
/** What was asked for of pictures made smaller; each is a grey square. */
const smaller: PictureRequest[] = []
const rasteriser = {
  ...(await nodeRasteriser()), decode: () => Promise.reject(new PortError('image-unreadable')),
  picture: async (request: PictureRequest) => (smaller.push(request), jpegOf({ blocks: [[[200]]] })),
}

async function open() {
  const store = await openSectionStore({ secrets: await newSecrets(newId<SectionId>()), journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  const section = { store, commands: createCommands(store, Date.now), files: openSectionFiles(memoryFiles(), store) } as unknown as OpenSection
  await section.commands.changeSettings('section.create', [['n', 'Section de Saint-Denis']])
  let leave = () => {}
  return { section, leave: () => leave(), ...composingCalls({ current: () => section, beforeLeaving: (work) => void (leave = work as () => void) }, async () => fonts, rasteriser), ...libraryCalls({ current: () => section }) }
}
let engine: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  engine = await open()
})

async function inLibrary(bytes: Uint8Array): Promise<AssetId> {
  const { known: _known, ...facts } = await engine.inspectFile(new Blob([bytes as BlobPart]))
  const [outcome] = await engine.addAssets([{ draft: { title: 'Image', kind: 'visual' }, file: { ...facts, bytes: new Blob([bytes as BlobPart]), picture: null } }])
  return (outcome as { id: AssetId }).id
}
const said = async (pdf: Uint8Array) => (await placedText(pdf)).flat().map(({ text }) => text).join(' ')
async function saveBrand(changes: Partial<SectionBrand>): Promise<void> {
  const { brand } = await engine.sectionBrand()
  await engine.section.commands.createPresets([{ id: newId<PresetId>(), draft: { kind: 'brand', name: changes.name ?? brand.name, parts: partsOfBrand({ ...brand, ...changes }) } }])
}

describe('a paper of the section', () => {
  it('is signed with its name, and says what the law lacks until the address is there', async () => {
    const before = await engine.compose({ template: 'tract-a6', slots, pictures: {}, locale: 'fr' })
    expect(await said(before.pdf)).toContain('Section de Saint-Denis')
    expect(before.notices.map(({ id }) => id)).toContain('imprint-missing')
    await saveBrand({ address: '12 place du Marché, Saint-Denis' })
    const after = await engine.compose({ template: 'tract-a6', slots, pictures: {}, locale: 'fr' })
    expect(after.notices).toEqual([])
    expect(await said(after.pdf)).toContain('Imprimé par nos soins — Section de Saint-Denis, 12 place du Marché, Saint-Denis')
  })

  it('has the pictures of the library in it, a PDF as lines; one that can’t be used leaves its place and says why', async () => {
    const logo = await inLibrary(await blankPdf({ mark: 'logo' }))
    await saveBrand({ logo })
    const picture = await inLibrary(jpegOf({ blocks: [[[200]]] }))
    const { refused, pdf } = await engine.compose({ template: 'poster-a4', slots, pictures: { image: picture, gone: newId<AssetId>() }, locale: 'fr' })
    expect(refused).toEqual([{ slot: 'gone', error: 'asset-gone' }])
    const without = await engine.compose({ template: 'poster-a4', slots, pictures: {}, locale: 'fr' })
    expect(pdf).not.toEqual(without.pdf)
  })

  it('has each pixel of a photograph, and on a screen as many as one shows: made smaller once, not at each key', async () => {
    smaller.length = 0
    const grain = new PNG({ width: 2400, height: 1800 })
    for (let at = 0; at < grain.data.length; at++) grain.data[at] = Math.imul(at, 2654435761) >>> 24
    const image = await inLibrary(new Uint8Array(PNG.sync.write(grain, { colorType: 2, deflateLevel: 1 })))
    const request = { template: 'poster-a4', slots, pictures: { image }, locale: 'fr' } as const
    const [paper, screen] = [await engine.compose(request), await engine.compose({ ...request, shown: true })]
    expect(paper.pdf.length).toBeGreaterThan(1e6)
    expect(screen.pdf.length).toBeLessThan(2e5)
    expect([screen.refused, screen.overflow, screen.pages]).toEqual([paper.refused, paper.overflow, paper.pages])
    await engine.compose({ ...request, slots: { ...slots, title: 'Un titre' }, shown: true })
    await engine.lookAtComposed(request)
    expect(smaller.map(({ side, as }) => [side, as])).toEqual([[1600, 'jpeg']])
    // A small one goes as it is.
    await engine.compose({ ...request, pictures: { image: await inLibrary(jpegOf({ blocks: [[[100]]] })) }, shown: true })
    expect(smaller).toHaveLength(1)
  })

  it('has no picture in memory any more once it is left, or locked', async () => {
    const picture = await inLibrary(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'))
    const refused = async () => (await engine.compose({ template: 'poster-a4', slots, pictures: { image: picture }, locale: 'fr' })).refused.map(({ error }) => error)
    const give = () => engine.givePicture({ asset: picture, decoded: { pixels: { width: 1, height: 1, rgb: new Uint8Array(3) } } })
    for (const leave of [engine.closeComposing, engine.leave]) {
      expect(await refused()).toEqual(['image-unreadable'])
      await give()
      expect(await refused()).toEqual([])
      await leave()
    }
    expect(await refused()).toEqual(['image-unreadable'])
  })

  it('says what overflows, and what is no template any more', async () => {
    const long = await engine.compose({ template: 'tract-a6', slots: { ...slots, text: 'Venez en parler. '.repeat(120) }, pictures: {}, locale: 'fr' })
    expect(long.overflow).toHaveLength(1)
    await expect(engine.compose({ template: newId(), slots, pictures: {}, locale: 'fr' })).rejects.toMatchObject({ code: 'preset-gone' })
  })

  it('has a layout of its own: a frame moved by 5 mm stands 5 mm farther', async () => {
    const place = { page: 0, frame: tract.pages[0]!.frames.findIndex(({ type, shown }) => type === 'text' && shown?.without === 'link') }
    const frame = frameAt(tract, place)!
    const own = newId<PresetId>()
    await engine.section.commands.createPresets([{ id: own, draft: layoutDraft('Le nôtre', changeFrame(tract, place, { ...frame, x: frame.x + 5, width: frame.width - 5 })) }])
    const at = async (template: string) => (await placedText((await engine.compose({ template, slots, pictures: {}, locale: 'fr' })).pdf)).flat().find(({ text }) => text.startsWith('Venez'))!.x
    expect((await at(own)) - (await at('tract-a6'))).toBeCloseTo(5, 1)
  })
})

describe('a paper with a picture, once it is drawn', () => {
  /** Bands side by side, as somebody added them. */
  function banded(...colours: [number, number, number][]): Uint8Array {
    const png = new PNG({ width: 60 * colours.length, height: 120 })
    for (let at = 0; at < png.width * png.height; at++) png.data.set([...colours[Math.floor((at % png.width) / 60)]!, 255], at * 4)
    return new Uint8Array(PNG.sync.write(png, { colorType: 2 }))
  }
  const flag = banded([0, 38, 120], [255, 255, 255], [225, 15, 25])
  const link = 'https://exemple.invalid/reunion'
  const look = (template: string | Template, more: Partial<ComposeRequest> = {}) => engine.lookAtComposed({ template, slots: { ...slots, link }, pictures: {}, locale: 'fr', ...more })
  beforeEach(() => saveBrand({ address: '12 place du Marché, Saint-Denis', colours: { primary: '#1c3f6e', secondary: '#f2b632' } }))

  it('is held to what the law says of posters: a flag in a photograph, black on white', async () => {
    const image = await inLibrary(flag)
    expect((await look('poster-a4', { pictures: { image } })).notices).toEqual(['tricolour'])
    expect((await look('poster-a4')).notices).toEqual([])
    expect((await look('tract-a5', { pictures: { image } })).notices).toEqual([])
    const [place] = [{ x: 15, y: 15, width: 180, height: 90 }]
    const poster = (...frames: Frame[]): Template => ({ id: 'ours', kind: 'poster', name: { fr: 'Nue' }, page: { width: 210, height: 297, bleed: 0 }, pages: [{ frames }] })
    const title = (colour: Colour): Frame => ({ type: 'text', x: 15, y: 150, width: 180, height: 100, align: 'left', vertical: 'top', parts: [{ source: { slot: 'title' }, style: 'bold', size: { least: 60, most: 90 }, colour }] })
    const picture: Frame = { type: 'image', ...place!, slot: 'image', fit: 'cover', focus: { x: 0.5, y: 0.5 } }
    // Letters count as they look: a title in colour is enough, and a grey picture is not.
    expect((await look(poster(title('#000000')))).notices).toEqual(['black-on-white'])
    expect((await look(poster(title('#b3122a')))).notices).toEqual([])
    expect((await look(poster(title('#000000'), picture), { pictures: { image: await inLibrary(banded([90, 90, 90], [180, 180, 180])) } })).notices).toEqual(['black-on-white'])
    expect((await look(poster(title('#000000'), picture), { pictures: { image: await inLibrary(banded([200, 40, 30])) } })).notices).toEqual([])
  })

  it('has its code read back, on a picture too, and says when a text lies over it', async () => {
    const image = await inLibrary(banded([20, 20, 20], [200, 200, 200], [40, 80, 40]))
    const at = { x: 40, y: 60, width: 24, height: 24 }
    const tractWith = (...frames: Frame[]): Template => ({ ...tract, id: 'ours', pages: [{ frames }] })
    const code: Frame = { type: 'qr', ...at, slot: 'link' }
    const picture: Frame = { type: 'image', x: 0, y: 40, width: 105, height: 70, slot: 'image', fit: 'cover', focus: { x: 0.5, y: 0.5 } }
    const over: Frame = { type: 'text', ...at, align: 'left', vertical: 'top', parts: [{ source: { slot: 'text' }, style: 'bold', size: { least: 20, most: 20 }, colour: 'ink' }] }
    for (const frames of [[code], [picture, code], [code, picture], [{ type: 'colour', x: 0, y: 40, width: 105, height: 70, colour: 'primary' }, code]] as Frame[][]) expect((await look(tractWith(...frames), { pictures: { image } })).unread).toEqual([])
    expect((await look(tractWith(code, over), { slots: { link, text: 'Venez nombreuses et nombreux' } })).unread).toEqual(['link'])
    // Nothing to say, nothing to read.
    expect((await look(tractWith(code), { slots: {} })).unread).toEqual([])
    for (const { id, page } of builtInTemplates) expect([id, page.width, (await look(id, { pictures: { image } })).unread]).toEqual([id, page.width, []])
  }, 60_000)
})

describe('a paper that is kept', () => {
  const keeping: KeepPaperRequest = { template: tract, slots, pictures: {}, title: 'Nos rues', locale: 'fr', picture: new Uint8Array([0xff, 0xd8, 1]), validUntil: '2026-03-10' }

  it('is in the library as a paper of its size, its words beside it; changed, it is a new version; one undo takes both back', async () => {
    const { store, commands } = engine.section
    const kept = await engine.keepPaper(keeping)
    expect(store.assets.get(kept.asset)).toMatchObject({ title: 'Nos rues', kind: 'tract', source: 'Section de Saint-Denis', validUntil: '2026-03-10', versions: [{ width: 105, height: 148, pages: 1, type: 'pdf' }] })
    expect(paperOf(store.presets.get(kept.paper)!)).toMatchObject({ slots, asset: kept.asset, template: { id: 'tract-a6' } })
    expect(await said((await engine.assetContent({ asset: kept.asset })).bytes)).toContain('Nos rues, nos écoles')
    const again = await engine.keepPaper({ ...keeping, paper: kept.paper, slots: { ...slots, title: 'Nos écoles' } })
    expect([again.asset, again.paper]).toEqual([kept.asset, kept.paper])
    expect(store.assets.get(kept.asset)?.versions).toHaveLength(2)
    await commands.undoEntry(again.history)
    expect([store.assets.get(kept.asset)?.versions.length, paperOf(store.presets.get(kept.paper)!)?.slots['title']]).toEqual([1, slots.title])
    await commands.undoEntry(kept.history)
    expect([store.assets.size, store.presets.size]).toEqual([0, 0])
  })

  it('is put into the library anew where somebody has deleted it there', async () => {
    const kept = await engine.keepPaper(keeping)
    await engine.section.commands.deleteAssets([kept.asset])
    const again = await engine.keepPaper({ ...keeping, paper: kept.paper })
    expect(again.asset).not.toBe(kept.asset)
    expect(paperOf(engine.section.store.presets.get(kept.paper)!)?.asset).toBe(again.asset)
  })
})

describe('an action', () => {
  it('says what a paper is to say of it, and until when', async () => {
    const id = newId<ActionId>()
    const meeting: ActionDraft = { kind: 'public-meeting', title: 'Nos rues', place: 'Salle Jean-Jaurès', city: 'Saint-Denis', start: { local: '2026-03-10T18:30:00', zone: 'Europe/Paris' }, end: { local: '2026-03-10T20:00:00', zone: 'Europe/Paris' } }
    await engine.section.commands.createActions([{ id, draft: meeting }])
    const { slots: found, lastDay } = await engine.slotsFor({ action: id, on: '', locale: 'fr' })
    expect(found).toMatchObject({ title: 'Nos rues', date: 'Mardi 10 mars 2026' })
    expect(lastDay).toBe('2026-03-10')
  })
})
