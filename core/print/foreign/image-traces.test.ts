import { PDFDocument } from 'pdf-lib'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { renderPdf } from '../../../tests/print/paper'
import { jpegOf } from '../../../tests/print/small-jpeg'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { openPageFile } from '../page-file'
import { readImage } from './image-facts'
import { crc32 } from '../../domain/crc32'
import { withoutTraces } from './image-traces'
import { openForeignKeeper } from './keep-foreign'
import { printableImage } from './printable-image'

/** What must not leave: who took it, where. */
const trace = 'Alba Deschamps, 48.8566 N 2.3522 E'
const segment = (marker: number, body: string | Buffer) => Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), Buffer.from(body)])
const icc = segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01'), Buffer.alloc(200, 7)]))
const blocks = [[[20], [120]], [[230], [20]], [[60], [60]]]
const has = (bytes: Uint8Array, text = trace) => Buffer.from(bytes).includes(text)

/** A photograph as phones make them, with a trace wherever a segment may have one. */
function photograph(orientation: number): Buffer {
  const plain = Buffer.from(jpegOf({ blocks, orientation }))
  const exifEnd = 2 + 2 + plain.readUInt16BE(4)
  const exif = segment(0xe1, Buffer.concat([plain.subarray(6, exifEnd), Buffer.from(trace)]))
  const jfif = segment(0xe0, Buffer.concat([Buffer.from('JFIF\0\x01\x02\x00\x00\x01\x00\x01\x04\x03', 'latin1'), Buffer.from(trace)]))
  const others = [0xe0, 0xe1, 0xe2, 0xe3, 0xed, 0xef, 0xfe].map((marker) => segment(marker, `autre ${trace}`))
  return Buffer.concat([plain.subarray(0, 2), jfif, exif, ...others, icc, plain.subarray(exifEnd), Buffer.from(trace)])
}

describe('a photograph that leaves', () => {
  it.each([1, 3, 6, 8])('says only how it lies (%d): not where, when, by whom, nor how it was before it was cut', (orientation) => {
    const bytes = photograph(orientation)
    const made = withoutTraces(bytes, 'jpeg')
    expect([has(bytes), has(made)]).toEqual([true, false])
    const [before, after] = [readImage(bytes), readImage(made)]
    expect(after).toEqual(before)
    expect(Buffer.from(made).includes(icc)).toBe(true)
    // All that draws is there, byte for byte.
    const drawn = jpegOf({ blocks }).subarray(2)
    expect(Buffer.from(made).subarray(-drawn.length).equals(Buffer.from(drawn))).toBe(true)
    expect(withoutTraces(made, 'jpeg')).toEqual(made)
  })

  it('leaves nothing of it in a file to print either, placed on a page of ours or standing in a PDF of others', async () => {
    const bytes = photograph(1)
    const file = openPageFile(await loadPrintFonts())
    const picture = file.keepImage(await printableImage(bytes, () => Promise.reject(new Error('decoded'))))
    const source = await PDFDocument.create({ updateMetadata: false })
    source.addPage([160, 240]).drawImage(await source.embedJpg(bytes), { x: 0, y: 0, width: 160, height: 240 })
    const theirs = await source.save({ useObjectStreams: false })
    const foreign = await openForeignKeeper(theirs, await nodeRasteriser())
    const page = await foreign.keep(file, 0)
    foreign.close()
    const sheet = file.openPage(160, 240)
    sheet.place(picture, [1, 0, 0, 1, 0, 0])
    file.closePage(sheet)
    const second = file.openPage(160, 240)
    second.place(page.kept, [1, 0, 0, 1, 0, 0])
    file.closePage(second)
    const pdf = await file.finish({ title: 'Essai', language: 'fr', at: 0 })
    expect([page.way, has(theirs), has(pdf)]).toEqual(['vector', true, false])
    const [, shown] = await renderPdf(pdf, 72)
    expect(Buffer.from(shown!.dark).equals(Buffer.from((await renderPdf(theirs, 72))[0]!.dark))).toBe(true)
  })

  it('comes out as it was where it does not read to its end', () => {
    const bytes = photograph(6)
    const cut = bytes.subarray(0, bytes.length - trace.length - 4)
    expect(withoutTraces(cut, 'jpeg')).toBe(cut)
  })
})

function chunk(kind: string, body: Buffer): Buffer {
  const made = Buffer.concat([Buffer.alloc(4), Buffer.from(kind), body, Buffer.alloc(4)])
  made.writeUInt32BE(body.length)
  made.writeUInt32BE(crc32(made, 4, made.length - 4), made.length - 4)
  return made
}
const exifOf = (orientation: number) => Buffer.concat([Buffer.from([0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]), Buffer.from(trace)])

describe('a picture of another kind that leaves', () => {
  it('keeps all that draws of a PNG, and nothing of what is said', () => {
    const png = new PNG({ width: 9, height: 4 })
    png.data.forEach((_, at) => (png.data[at] = at * 7))
    const plain = PNG.sync.write(png)
    const header = 8 + 25
    const density = chunk('pHYs', Buffer.from([0, 0, 11, 19, 0, 0, 11, 19, 1]))
    const said = ['tEXt', 'iTXt', 'zTXt', 'tIME', 'eXIf', 'prVt'].map((kind) => chunk(kind, kind === 'eXIf' ? exifOf(1) : Buffer.from(trace)))
    const bytes = Buffer.concat([plain.subarray(0, header), density, ...said, plain.subarray(header), Buffer.from(trace)])
    expect(Buffer.from(withoutTraces(bytes, 'png')).equals(Buffer.concat([plain.subarray(0, header), density, plain.subarray(header)]))).toBe(true)
    const turned = withoutTraces(Buffer.concat([plain.subarray(0, header), chunk('eXIf', exifOf(6)), plain.subarray(header)]), 'png')
    expect([has(turned), has(turned, 'eXIf'), readImage(turned).width]).toEqual([false, true, 9])
  })

  it.each([[1, 0x10, 'EXIF', false], [6, 0x18, 'EXIF', true]])('keeps all that draws of a WebP, and how it lies (%d)', (orientation, flags, kind, keeps) => {
    const part = (name: string, body: Buffer) => {
      const length = Buffer.alloc(4)
      length.writeUInt32LE(body.length)
      return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length & 1)])
    }
    const extended = part('VP8X', Buffer.from([0x1c, 0, 0, 0, 8, 0, 0, 3, 0, 0]))
    const pixels = part('VP8L', Buffer.from([0x2f, 8, 0xc0, 0, 0, 1, 2]))
    const riff = (...parts: Buffer[]) => {
      const made = part('RIFF', Buffer.concat([Buffer.from('WEBP'), ...parts]))
      return made
    }
    const bytes = riff(extended, pixels, part('EXIF', Buffer.concat([Buffer.from('Exif\0\0'), exifOf(orientation)])), part('XMP ', Buffer.from(trace)))
    const made = Buffer.from(withoutTraces(bytes, 'webp'))
    expect([has(bytes), has(made), has(made, kind), made[20], made.includes(pixels), made.readUInt32LE(4)]).toEqual([true, false, keeps, flags, true, made.length - 8])
    expect(readImage(made)).toEqual(readImage(bytes))
    expect(withoutTraces(made, 'webp')).toEqual(new Uint8Array(made))
  })
})
