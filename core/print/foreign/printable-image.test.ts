import fc from 'fast-check'
import { PNG } from 'pngjs'
import { describe, expect, it } from 'vitest'
import { checkStructure, readableObjects, renderPdf } from '../../../tests/print/paper'
import { jpegOf } from '../../../tests/print/small-jpeg'
import { loadPrintFonts } from '../../../tools/print-fonts'
import { errorCode, PortError } from '../../ports/errors'
import { openPageFile } from '../page-file'
import { readImage } from './image-facts'
import { printableImage, type DecodeImage } from './printable-image'

const never: DecodeImage = () => Promise.reject(new PortError('unexpected', 'decoded'))

/** The image alone on a sheet of as many points as it has pixels. */
async function sheetWith(bytes: Uint8Array, decode = never): Promise<Uint8Array> {
  const file = openPageFile(await loadPrintFonts())
  const image = await printableImage(bytes, decode)
  const kept = file.keepImage(image)
  const sheet = file.openPage(kept.width, kept.height)
  sheet.place(kept, [1, 0, 0, 1, 0, 0])
  file.closePage(sheet)
  const pdf = await file.finish({ title: 'Essai', language: 'fr', at: 0 })
  await checkStructure(pdf)
  return pdf
}

/** How light each block of eight pixels is in its middle, 0 to 255, row by row. */
async function lightness(pdf: Uint8Array): Promise<number[][]> {
  const [{ width, height, dark }] = (await renderPdf(pdf, 72)) as [Awaited<ReturnType<typeof renderPdf>>[number]]
  return Array.from({ length: height / 8 }, (_, row) => Array.from({ length: width / 8 }, (_, column) => 255 - dark[(row * 8 + 4) * width + column * 8 + 4]!))
}

const codeOf = (bytes: Uint8Array): string => {
  try {
    readImage(bytes)
    return 'read'
  } catch (error) {
    return errorCode(error)
  }
}

/** Columns of eight pixels, each lighter than the one before. */
function pngOf(width: number, height: number, options: { colorType: 0 | 2 | 6; bitDepth?: 8 | 16 }): Buffer {
  const png = new PNG({ width, height })
  const most = options.bitDepth === 16 ? 65_535 : 255
  const values = Array.from({ length: width * height }, (_, at) => ((at % width) >> 3) * 60 * (most / 255)).flatMap((value) => [value, value, value, most])
  png.data = most === 255 ? Buffer.from(values) : Buffer.from(Uint16Array.from(values).buffer)
  return PNG.sync.write(png, { ...options, inputColorType: 6 })
}

describe('a photograph', () => {
  const [dark, mid, light] = [[20], [120], [230]]

  it('keeps its bytes, and is as light as it was', async () => {
    const bytes = jpegOf({ blocks: [[dark, mid], [light, dark], [mid, mid]] })
    expect(readImage(bytes)).toMatchObject({ format: 'jpeg', width: 16, height: 24 })
    const pdf = await sheetWith(bytes)
    expect(Buffer.from(pdf).includes(Buffer.from(bytes))).toBe(true)
    const seen = (await lightness(pdf)).flat()
    for (const [index, value] of [20, 120, 230, 20, 120, 120].entries()) expect(Math.abs(seen[index]! - value)).toBeLessThan(8)
  })

  // What stands on top and to the left of the picture as it is looked at.
  it.each([[1, [[20, 120], [230, 20], [60, 60]]], [2, [[120, 20], [20, 230], [60, 60]]], [3, [[60, 60], [20, 230], [120, 20]]], [4, [[60, 60], [230, 20], [20, 120]]],
    [5, [[20, 230, 60], [120, 20, 60]]], [6, [[60, 230, 20], [60, 20, 120]]], [7, [[60, 20, 120], [60, 230, 20]]], [8, [[120, 20, 60], [20, 230, 60]]],
  ])('stands upright when the camera lay another way (%d)', async (orientation, wanted) => {
    const bytes = jpegOf({ blocks: [[[20], [120]], [[230], [20]], [[60], [60]]], orientation })
    const seen = await lightness(await sheetWith(bytes))
    expect(seen.map((row) => row.length)).toEqual(wanted.map((row) => row.length))
    for (const [row, values] of wanted.entries()) for (const [column, value] of values.entries()) expect(Math.abs(seen[row]![column]! - value)).toBeLessThan(8)
  })

  it('keeps its inks, also when Adobe exchanged them with the paper', async () => {
    const paper = [0, 0, 0, 0]
    const black = [0, 0, 0, 255]
    const exchanged = (inks: number[]) => inks.map((ink) => 255 - ink)
    const plain = (await lightness(await sheetWith(jpegOf({ blocks: [[paper, black]] }))))[0]!
    const adobe = (await lightness(await sheetWith(jpegOf({ blocks: [[exchanged(paper), exchanged(black)]], adobe: true }))))[0]!
    for (const [left, right] of [plain, adobe]) {
      expect(left).toBeGreaterThan(245)
      expect(right).toBeLessThan(60)
    }
  })

  it('keeps its colours when they are red, green and blue by name', async () => {
    const [[left, right]] = (await lightness(await sheetWith(jpegOf({ blocks: [[[255, 255, 255], [0, 0, 0]]], names: 'RGB' })))) as [[number, number]]
    expect(left).toBeGreaterThan(245)
    expect(right).toBeLessThan(10)
  })

  it('is refused when its end is missing, wherever it was cut', () => {
    const bytes = jpegOf({ blocks: [[dark, mid], [light, dark]], orientation: 6 })
    for (let length = 3; length < bytes.length; length++) expect(codeOf(bytes.subarray(0, length))).toBe('image-cut-short')
    expect(codeOf(Buffer.concat([bytes, Buffer.from('and more')]))).toBe('read')
  })
})

describe('a drawing without losses', () => {
  it.each([['grey', { colorType: 0 } as const], ['colours', { colorType: 2 } as const], ['colours of 16 bits', { colorType: 2, bitDepth: 16 } as const]])('goes on paper as it is compressed (%s)', async (_, options) => {
    const bytes = pngOf(32, 16, options)
    const pdf = await sheetWith(bytes)
    expect(await readableObjects(pdf)).toContain(`/BitsPerComponent ${'bitDepth' in options ? options.bitDepth : 8}`)
    expect((await lightness(pdf))[1]!.map((value) => Math.round(value / 20) * 20)).toEqual([0, 60, 120, 180])
  })

  it('is decoded when something shows through', async () => {
    const bytes = pngOf(32, 16, { colorType: 6 })
    const { data } = PNG.sync.read(bytes)
    const decode: DecodeImage = (_, { width, height }) => Promise.resolve({
      pixels: { width, height, rgb: new Uint8Array(width * height * 3) }, alpha: Uint8Array.from({ length: width * height }, (_, at) => (at % width < 16 ? 255 : 0)),
    })
    expect(data).toHaveLength(32 * 16 * 4)
    const [row] = await lightness(await sheetWith(bytes, decode))
    expect(row).toEqual([0, 0, 255, 255])
  })

  it('is refused when its end is missing or a byte is not what it was', () => {
    const bytes = pngOf(32, 16, { colorType: 2 })
    for (let length = 8; length < bytes.length; length++) expect(codeOf(bytes.subarray(0, length))).toBe('image-cut-short')
    const changed = Buffer.from(bytes)
    changed[bytes.length - 30]! ^= 1
    expect(codeOf(changed)).toBe('image-unreadable')
  })
})

describe('an image that is not what it seems', () => {
  it('is refused before it is decoded when it is too large', () => {
    const png = Buffer.from(pngOf(8, 8, { colorType: 2 }))
    png.writeUInt32BE(60_000, 16)
    png.writeUInt32BE(60_000, 20)
    // Its sum is put right: a bomb is well made.
    png.writeUInt32BE(crc(png.subarray(12, 29)), 29)
    expect(codeOf(png)).toBe('image-too-large')
    const gif = Buffer.from('GIF89a\xff\xff\xff\xff\x00\x00\x00\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00\x3b', 'latin1')
    expect(codeOf(gif)).toBe('image-too-large')
  })

  it('is known by its content', () => {
    expect(readImage(Buffer.from('GIF89a\x05\x00\x07\x00\x00\x00\x00\x2c\x00\x00\x00\x00\x05\x00\x07\x00\x00\x02\x02\x44\x01\x00\x3b', 'latin1'))).toMatchObject({ format: 'gif', width: 5, height: 7 })
    expect(readImage(Buffer.from('RIFF\x16\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00\x1f\x03\x00\x57\x02\x00', 'latin1'))).toMatchObject({ format: 'webp', width: 800, height: 600 })
    for (const bytes of [Buffer.from('%PDF-1.7'), Buffer.from('<html></html>'), new Uint8Array(0), Buffer.from('II*\0')]) expect(codeOf(bytes)).toBe('not-an-image')
  })

  it('is a drawing in words, as large as it says', () => {
    const svg = (attributes: string, before = '', inside = '') => readImage(Buffer.from(`${before}<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>\n`))
    expect(svg('width="20mm" height="1in"')).toMatchObject({ format: 'svg', width: 76, height: 96 })
    expect(svg('viewBox="0 0 200 50" width="100%"', '<?xml version="1.0"?>\n<!-- a -->\n<!DOCTYPE svg PUBLIC "x" "y">\n')).toMatchObject({ width: 200, height: 50 })
    expect(svg("viewBox='0,0,40,20' height='10'")).toMatchObject({ width: 20, height: 10 })
    expect(codeOf(Buffer.from('<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg>&a;</svg>'))).toBe('image-unreadable')
    expect(codeOf(Buffer.from('<svg width="20" height="20"><path d="M0 0'))).toBe('image-cut-short')
  })

  it('is read or refused with a code, whatever was done to it', () => {
    const good = [jpegOf({ blocks: [[[20], [120]]], orientation: 3 }), pngOf(16, 8, { colorType: 2 }), Buffer.from('<svg width="2" height="2"></svg>')]
    fc.assert(fc.property(fc.constantFrom(...good), fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }), fc.nat(), (bytes, changes, end) => {
      const changed = Uint8Array.from(bytes)
      for (const [at, value] of changes) changed[at % changed.length] = value
      expect(codeOf(changed.subarray(0, end % 3 === 0 ? end % changed.length : changed.length))).not.toBe('unexpected')
    }), { numRuns: 2000 })
  })
})

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
