/** The Imprimerie's engine on real files: what is asked of it, and what comes out, measured. */
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, type AssetId, type SectionId } from '#core/domain/ids'
import { memoryJournal } from '#core/log/memory-journal'
import { memoryFiles } from '#core/ports/files'
import { memoryPages } from '#core/ports/pages'
import { PortError } from '#core/ports/errors'
import { paperSizes } from '#core/print/imposition/paper-sizes'
import { usualChoices, withForm } from '#core/print/imposition/usual-choices'
import { createCommands } from '#core/section/commands'
import { openSectionStore } from '#core/section/section-store'
import { newSecrets } from '#core/sealing/vault'
import { onePage, pdfOf } from '../../../tests/print/foreign-file'
import { blankPdf } from '../../../tests/print/one-page'
import { extractText, renderPdf } from '../../../tests/print/paper'
import { jpegOf } from '../../../tests/print/small-jpeg'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { libraryCalls } from '../library/library-calls'
import { openSectionFiles } from '../library/section-files'
import type { OpenSection } from '../open-section'
import { createProgress } from '../progress'
import type { ImposeRequest } from './imposing-api'
import { imposingCalls } from './imposing-calls'

const [fonts, viewer] = await Promise.all([loadPrintFonts(), nodeRasteriser()])
const point = 72 / 25.4

/** Two sides of an A6: a black block in the upper left corner of the front, in the upper right one of the back, and words. */
const tract = (words = 'Imprimé par nos soins, 1 place du Marché, 93200 Saint-Denis') => {
  const box = `/MediaBox [0 0 ${105 * point} ${148 * point}] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>`
  return pdfOf({
    1: '<< /Type /Catalog /Pages 2 0 R >>', 2: '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 2 >>',
    3: `<< /Type /Page /Parent 2 0 R /Contents 4 0 R ${box} >>`, 4: { stream: `${20 * point} ${100 * point} ${30 * point} ${20 * point} re f BT /F 8 Tf 40 30 Td (${words}) Tj ET` },
    5: `<< /Type /Page /Parent 2 0 R /Contents 6 0 R ${box} >>`, 6: { stream: `${55 * point} ${100 * point} ${30 * point} ${20 * point} re f` },
  })
}

async function open() {
  const secrets = await newSecrets(newId<SectionId>())
  const store = await openSectionStore({ secrets, journal: memoryJournal(), pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  const files = openSectionFiles(memoryFiles(), store)
  const commands = createCommands(store, Date.now)
  const section = { store, commands, files } as unknown as OpenSection
  const leaving: (() => void)[] = []
  const opened: string[] = []
  const lifecycle = { current: () => section, beforeLeaving: (listener: () => void) => void leaving.push(listener) }
  const rasteriser = {
    open: (bytes: Uint8Array, password?: string) => (opened.push(`${bytes.length}`), viewer.open(bytes, password)),
    decode: () => Promise.reject(new PortError('image-unreadable', 'none here')),
  }
  const progress = createProgress()
  const library = libraryCalls(lifecycle as never)
  const calls = imposingCalls(lifecycle as never, progress, async () => fonts, rasteriser)
  return {
    ...calls, commands, store, progress, opened, leave: () => leaving.forEach((listener) => listener()),
    async add(bytes: Uint8Array, kind: 'tract' | 'poster' = 'tract'): Promise<AssetId> {
      const blob = new Blob([bytes as BlobPart])
      const { known: _known, ...facts } = await library.inspectFile(blob)
      const [made] = await library.addAssets([{ draft: { title: 'Pouvoir vivre', kind }, file: { ...facts, bytes: blob, picture: null } }])
      return (made as { id: AssetId }).id
    },
  }
}

let engine: Awaited<ReturnType<typeof open>>
beforeEach(async () => {
  engine = await open()
})

async function asked(asset: AssetId, more: Partial<ImposeRequest> = {}): Promise<ImposeRequest> {
  const { type, pages } = await engine.printable({ source: { asset } })
  return { source: { asset }, choices: usualChoices(pages, type !== 'pdf'), copies: 200, preview: false, locale: 'fr', ...more }
}

/** Whether there is ink in the middle of this place, in mm from the upper left corner. */
const inked = ({ width, dark }: { width: number; dark: Uint8Array }, x: number, y: number) => dark[Math.round((y / 25.4) * 72) * width + Math.round((x / 25.4) * 72)]! > 128

describe('a tract of the library', () => {
  it('is read in its own sizes, and laid four on a sheet with each back behind its front', async () => {
    const id = await engine.add(tract())
    const { type, pages } = await engine.printable({ source: { asset: id } })
    expect(type).toBe('pdf')
    expect(pages.map(({ width, height }) => [Math.round(width), Math.round(height)])).toEqual([[105, 148], [105, 148]])
    const printed = await engine.impose(await asked(id))
    expect(printed).toMatchObject({ sheets: 1, shown: 1, perSheet: 4, scales: [100], duplex: 'long', raster: [], count: { runs: 50, sheets: 50, leftover: 0 } })
    expect(printed.piece.width).toBeCloseTo(105, 5)
    const [front, back] = await renderPdf(printed.pdf, 72)
    for (const [x, y] of [[0, 0], [105, 0], [0, 148.5], [105, 148.5]] as const) {
      // The block is 20 to 50 mm from the leaf's left edge on the front, and as far from its right one behind.
      expect([inked(front!, x + 35, y + 38), inked(front!, x + 70, y + 38), inked(back!, x + 70, y + 38), inked(back!, x + 35, y + 38)]).toEqual([true, false, true, false])
    }
  })

  it('has its code on the margin where it is made smaller for it, and in the history as a document of everybody', async () => {
    const id = await engine.add(tract())
    const request = await asked(id)
    const { pdf, code, scales } = await engine.impose({ ...request, choices: { ...request.choices, shrink: true } })
    expect(scales[0]).toBeLessThan(100)
    expect(await extractText(pdf)).toContain(`Pouvoir vivre · ${code}`)
    await engine.commands.record('print', 200, `asset ${code} 50`, { asset: id, scope: 'commons' })
    expect([...engine.store.history.values()].at(-1)).toMatchObject({ kind: 'print', scope: 'commons', asset: id })
    expect(await engine.printsOf(id)).toEqual([{ at: expect.any(Number), device: engine.store.device, copies: 200, sheets: 50, code }])
    expect(await engine.printsOf(newId())).toEqual([])
  })

  it('is opened and looked at once, whatever options are tried', async () => {
    const id = await engine.add(tract())
    const request = await asked(id)
    await engine.impose(request)
    const looked = engine.opened.length
    for (const form of ['2-up', 'as-is', '8-up'] as const) await engine.impose({ ...request, choices: withForm(request.choices, form, [paperSizes.A6, paperSizes.A6]) })
    expect(engine.opened.length).toBe(looked)
  })

  it('can be printed in some of its pages only', async () => {
    const id = await engine.add(tract())
    const printed = await engine.impose(await asked(id, { pages: [2, 2], copies: 1 }))
    const [front] = await renderPdf(printed.pdf, 72)
    expect(inked(front!, 70, 38)).toBe(true)
    await expect(engine.impose(await asked(id, { pages: [3, 4] }))).rejects.toMatchObject({ code: 'print-failed' })
  })

  it('is not held in memory behind a lock', async () => {
    const id = await engine.add(tract())
    await engine.impose(await asked(id))
    const looked = engine.opened.length
    engine.leave()
    await engine.impose(await asked(id))
    expect(engine.opened.length).toBeGreaterThan(looked)
  })
})

describe('a file of many pages', () => {
  it('is looked at by its first sheets, counted whole, and stopped when that is asked', async () => {
    const id = await engine.add(await blankPdf({ pages: 80 }))
    const request = await asked(id, { copies: 1, preview: true })
    const looked = await engine.impose({ ...request, choices: { ...request.choices, order: 'sequence', duplex: 'none' } })
    expect(looked).toMatchObject({ sheets: 20, shown: 3, count: { sheets: 20 } })
    expect(await renderPdf(looked.pdf, 10)).toHaveLength(3)
    const whole = engine.impose({ ...request, preview: false })
    engine.progress.cancel('print')
    await expect(whole).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a page that can’t be placed as it stands', () => {
  it('is printed as pixels, and said so', async () => {
    const note = onePage('/MediaBox [0 0 300 420] /Annots [10 0 R]', '40 40 100 100 re f', { 10: '<< /Type /Annot /Subtype /Square /F 4 /BE << /S /C >> /Rect [150 200 250 300] /C [0 0 0] >>' })
    const id = await engine.add(note)
    const { raster, pdf } = await engine.impose(await asked(id))
    expect(raster).toEqual([{ page: 1, why: 'annotation-without-appearance' }])
    expect((await renderPdf(pdf, 72))[0]!.dark.some((dark) => dark > 200)).toBe(true)
  })
})

describe('a poster', () => {
  it('is glued from four sheets and a map, its white ones left out when that is wanted', async () => {
    const black = onePage(`/MediaBox [0 0 ${297 * point} ${420 * point}]`, `0 0 ${297 * point} ${420 * point} re f`)
    const full = await engine.add(black, 'poster')
    const printed = await engine.impose(await asked(full, { copies: 2 }))
    expect(printed).toMatchObject({ sheets: 5, count: { sheets: 10, runs: 2 }, perSheet: 1, scales: [100] })
    expect(printed.piece).toEqual({ width: expect.closeTo(297, 3), height: expect.closeTo(420, 3) })
    const corner = await engine.add(onePage(`/MediaBox [0 0 ${297 * point} ${420 * point}]`, `${40 * point} ${300 * point} 60 60 re f`), 'poster')
    const skipped = await engine.impose(await asked(corner))
    expect(skipped.notes).toContainEqual({ kind: 'tiles-skipped', tiles: 3 })
  })
})

describe('a picture', () => {
  it('is a page of 300 dots an inch, whole on its piece or all over it, and said to be coarse where it is', async () => {
    const id = await engine.add(jpegOf({ blocks: [[[60], [60], [60]]] }))
    const { type, pages: [page] } = await engine.printable({ source: { asset: id } })
    expect(type).toBe('jpeg')
    expect(page!.width).toBeLessThan(10)
    const request = await asked(id)
    const whole = await engine.impose(request)
    expect(whole.coarse).toBeGreaterThan(0)
    const over = await engine.impose({ ...request, choices: { ...request.choices, picture: 'cover' } })
    const ink = async (pdf: Uint8Array) => (await renderPdf(pdf, 36))[0]!.dark.filter((dark) => dark > 8).length
    expect(await ink(over.pdf)).toBeGreaterThan(await ink(whole.pdf) * 1.05)
  })
})

describe('a file that was only dropped', () => {
  it('is printed without the library, and gone with the next one', async () => {
    const { loose } = await engine.looseFile(new Blob([tract() as BlobPart]))
    const { pages } = await engine.printable({ source: { loose } })
    expect(pages).toHaveLength(2)
    await engine.looseFile(new Blob([(await blankPdf()) as BlobPart]))
    engine.closePrintable()
    await expect(engine.printable({ source: { loose } })).rejects.toMatchObject({ code: 'file-not-here' })
    await expect(engine.looseFile(new Blob(['Bonjour']))).rejects.toMatchObject({ code: 'file-not-known' })
    expect((await engine.printable({ source: { asset: await engine.add(tract()) } })).pages).toHaveLength(2)
  })
})

describe('the law, of a document made elsewhere', () => {
  it('finds the line of who printed it, and shows it', async () => {
    const id = await engine.add(tract())
    const looked = await engine.legalLook({ source: { asset: id }, kind: 'tract', size: paperSizes.A6 })
    expect(looked).toEqual({ notices: ['streets-clean'], imprint: { line: 'Imprimé par nos soins, 1 place du Marché, 93200 Saint-Denis', page: 1 }, readable: true })
  })

  it('says what is missing, and that what has no words must be looked at', async () => {
    const bare = await engine.add(tract('Venez nombreuses'))
    expect(await engine.legalLook({ source: { asset: bare }, kind: 'tract', size: paperSizes.A6 })).toMatchObject({ notices: ['imprint-missing', 'streets-clean'], imprint: null, readable: true })
    const drawn = await engine.add(onePage(`/MediaBox [0 0 ${297 * point} ${420 * point}]`, '100 100 200 200 re f'), 'poster')
    expect(await engine.legalLook({ source: { asset: drawn }, kind: 'poster', size: { width: 841, height: 1189 } })).toMatchObject({ notices: ['imprint-missing', 'black-on-white', 'panel-format'], imprint: null, readable: false })
  })
})
