/** Colours on the page, as a printer's side sees them. */
import { expect, it } from 'vitest'
import { colourPages, checkStructure, readableObjects, type Picture } from '../../tests/print/paper'
import { loadPrintFonts } from '../../tools/print-fonts'
import { openPageFile } from './page-file'

const at = ({ width, data }: Picture, x: number, y: number) => [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3)]

it('fills, lines and letters have the colours that they are given, greys beside them', async () => {
  const file = openPageFile(await loadPrintFonts())
  const page = file.openPage(200, 100, 10)
  page.fill(0, 50, 100, 50, [0.8, 0.2, 0.4])
  page.fill(100, 50, 100, 50, 0.4)
  page.line(0, 20, 200, 20, 20, [0, 0.6, 1])
  page.text('■', { style: 'regular', size: 10, x: 0, y: 0 })
  page.text('I', { style: 'bold', size: 80, x: 20, y: 55, ink: [1, 1, 0] })
  page.text('I', { style: 'bold', size: 80, x: 120, y: 55 })
  file.closePage(page)
  const pdf = await file.finish({ title: 'colours', language: 'en', at: 0 })
  await checkStructure(pdf)
  const [picture] = await colourPages(pdf, 72)
  expect(at(picture!, 80, 10)).toEqual([204, 51, 102])
  expect(at(picture!, 180, 10)).toEqual([102, 102, 102])
  expect(at(picture!, 100, 80)).toEqual([0, 153, 255])
  expect(at(picture!, 34, 20)).toEqual([255, 255, 0])
  expect(at(picture!, 134, 20)).toEqual([0, 0, 0])
})

it('a page with bleed says where it is cut, one without says nothing', async () => {
  const file = openPageFile(await loadPrintFonts())
  file.closePage(file.openPage(200, 100, 10))
  file.closePage(file.openPage(200, 100))
  const objects = await readableObjects(await file.finish({ title: 'trim', language: 'en', at: 0 }))
  const flat = objects.replace(/\s+/g, ' ')
  expect(flat.match(/\/TrimBox \[ 10 10 190 90 \]/g)).toHaveLength(1)
  expect(flat.match(/\/BleedBox \[ 0 0 200 100 \]/g)).toHaveLength(1)
})
