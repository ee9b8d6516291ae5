import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDict, PDFDocument, PDFName, type PDFRawStream } from 'pdf-lib'
import { describe, expect, it } from 'vitest'
import { archivalReport } from '../../../tests/print/archival-rules'
import { checkStructure, fontsOf, readableObjects } from '../../../tests/print/paper'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { openPageFile, type PageFile } from '../page-file'
import { everySheet, surname } from './every-sheet.fixture'

const fonts = await loadPrintFonts()

describe.each(everySheet)('%s', (_kind, level, make) => {
  it('is sound, has all its letters within, keeps the rules of the level that it claims, and names nobody to a search engine', async () => {
    const pdf = await make(fonts)
    await checkStructure(pdf)
    // No viewer fits it to the page by itself: boxes, labels and codes are right at no other size.
    expect(await readableObjects(pdf)).toContain('/PrintScaling /None')
    const embedded = await fontsOf(pdf)
    expect(embedded.length).toBeGreaterThan(0)
    expect(embedded.filter((font) => !font.embedded || !font.unicode)).toEqual([])
    const report = await archivalReport(pdf)
    expect([report.level, report.faults]).toEqual([level, []])
    expect(report.metadata).not.toContain(surname)
    expect(report.metadata).toContain('/Title /Producer /CreationDate')
  })

  it('is the same, byte for byte, when it is made again', async () => {
    expect(Buffer.compare(await make(fonts), await make(fonts))).toBe(0)
  })
})

describe('the rules', () => {
  const spoilt = async (spoil: (catalog: PDFDict, dicts: PDFDict[]) => void): Promise<string[]> => {
    const document = await PDFDocument.load(await everySheet[0]![2](fonts), { updateMetadata: false })
    const dicts = document.context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict ? object : ((object as PDFRawStream).dict ?? [])))
    spoil(document.catalog, dicts)
    return (await archivalReport(await document.save({ updateFieldAppearances: false }))).faults
  }
  const key = (text: string) => PDFName.of(text)

  it('are all kept by a file that was only read and written again', async () => {
    expect(await spoilt(() => {})).toEqual([])
  })

  it.each<[fault: string, spoil: (catalog: PDFDict, dicts: PDFDict[]) => void]>([
    ['6.2.3', (catalog) => catalog.delete(key('OutputIntents'))],
    ['6.6.2', (catalog) => catalog.delete(key('Metadata'))],
    ['6.7.2', (catalog) => catalog.delete(key('MarkInfo'))],
    ['6.7.3', (_, dicts) => dicts.find((dict) => dict.get(key('S')) === key('TD'))!.delete(key('Type'))],
    ['6.7.4', (catalog) => catalog.delete(key('Lang'))],
    ['6.7.5', (_, dicts) => dicts.find((dict) => dict.get(key('S')) === key('Figure'))!.delete(key('Alt'))],
    ['6.2.11.4', (_, dicts) => dicts.find((dict) => dict.has(key('FontFile2')))!.delete(key('FontFile2'))],
    ['6.2.11.7', (_, dicts) => dicts.find((dict) => dict.has(key('ToUnicode')))!.delete(key('ToUnicode'))],
    ['6.6.3', (_, dicts) => dicts.find((dict) => dict.has(key('Producer')))!.set(key('Title'), dicts.find((dict) => dict.has(key('Producer')))!.get(key('Producer'))!)],
  ])('see a breach of %s', async (clause, spoil) => {
    expect((await spoilt(spoil)).map((fault) => fault.split(' ')[0])).toContainEqual(expect.stringContaining(clause))
  })

  it('see words that are nobody’s', async () => {
    const file = openPageFile(fonts, { tagged: true })
    const plain = openPageFile(fonts)
    const page = plain.openPage(200, 100)
    page.text('words', { style: 'regular', size: 10, x: 10, y: 10 })
    plain.closePage(page)
    const whole = file.openPage(200, 100)
    whole.text('words', { style: 'regular', size: 10, x: 10, y: 10 })
    file.closePage(whole)
    const [said, silent] = await Promise.all([file, plain].map(async (each) => PDFDocument.load(await each.finish({ title: 't', language: 'fr', at: 1 }), { updateMetadata: false })))
    const contents = (document: PDFDocument) => document.context.lookup(document.getPage(0).node.get(key('Contents'))) as PDFRawStream
    Object.assign(contents(said!), { contents: contents(silent!).contents })
    contents(said!).dict.set(key('Length'), said!.context.obj(contents(silent!).contents.length))
    expect((await archivalReport(await said!.save())).faults).toContain('14.8.2.2 all content is somebody’s or an artifact')
  })
})

const write = async (text: string, more: (file: PageFile) => void = () => {}) => {
  const file = openPageFile(fonts)
  const page = file.openPage(200, 100)
  page.text(text, { style: 'regular', size: 10, x: 10, y: 10 })
  more(file)
  file.closePage(page)
  return { archival: file.archival(), pdf: await file.finish({ title: 'a < b & c', language: 'fr', at: 1 }) }
}

describe('a file', () => {
  it('says its title as it is, whatever signs it has', async () => {
    const { pdf } = await write('words')
    expect((await archivalReport(pdf)).metadata).toContain('a &lt; b &amp; c')
  })

  it.each([
    ['a letter that no font has', '字', undefined],
    ['half of a character', 'a\ud800b', undefined],
    ['a picture from elsewhere', 'words', (file: PageFile) => void file.keepPixels({ width: 1, height: 1, rgb: new Uint8Array(3) }, { width: 10, height: 10 })],
  ])('with %s claims nothing', async (_what, text, more) => {
    const { archival, pdf } = await write(text, more)
    expect(archival).toBeNull()
    expect((await archivalReport(pdf)).level).toBeNull()
  })

  it('made in another process is the same, byte for byte', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'permanence-archival-'))
    try {
      const made = await Promise.all(['one', 'two'].map(async (name) => {
        const path = join(folder, `${name}.pdf`)
        await promisify(execFile)(process.execPath, ['tools/run.mjs', 'print-render', 'contact-sheet', '--demo', '--count', '60', '--group', 'city', '--date', '2026-11-22', '--out', path])
        return readFile(path)
      }))
      expect((await archivalReport(made[0]!)).level).toBe('A')
      expect(Buffer.compare(made[0]!, made[1]!)).toBe(0)
    } finally {
      await rm(folder, { recursive: true })
    }
  }, 60_000)
})
