import { describe, expect, it } from 'vitest'
import { firstPage, onePage, placed, type Part } from '../../../tests/print/foreign-file'
import { inked } from '../../../tests/print/inked'
import { readableObjects, renderPdf } from '../../../tests/print/paper'
import { nodeRasteriser } from '../../../tools/node-rasteriser'
import { areAlike } from './pixels'

const dotsPerInch = 72
/** Three layers side by side, as marked content, as a picture that belongs to one, and as a mark on the page. */
const layered = (configuration: string, { membership = '20 0 R', usage = '' } = {}): Uint8Array => {
  const form: Part = { entries: `/Type /XObject /Subtype /Form /BBox [0 0 20 20] /OC ${membership}`, stream: '0 g 0 0 20 20 re f' }
  return onePage(
    `/MediaBox [0 0 200 100] /Resources << /Properties << /L ${membership} >> /XObject << /F 10 0 R >> >> /Annots [<< /Subtype /Stamp /F 4 /Rect [100 20 120 40] /OC ${membership} /AP << /N 11 0 R >> >>]`,
    '/OC /L BDC 0 g 20 20 20 20 re f EMC q 1 0 0 1 60 20 cm /F Do Q 0 g 160 20 20 20 re f',
    { 10: form, 11: { entries: '/Type /XObject /Subtype /Form /BBox [0 0 20 20]', stream: '0 g 0 0 20 20 re f' }, 20: `<< /Type /OCG /Name (secret words) ${usage} >>`, 21: '<< /Type /OCG /Name (other) >>' },
    `/OCProperties << /OCGs [20 0 R 21 0 R] /D << ${configuration} >> >>`,
  )
}

/** Whether each of the three is on paper; what belongs to no layer always is. */
async function seen(bytes: Uint8Array): Promise<boolean[]> {
  const pdf = await placed(await firstPage(bytes))
  const [ink] = await renderPdf(pdf, dotsPerInch)
  const at = (x: number) => inked(ink!, { x: (x / 72) * 25.4, y: (62 / 72) * 25.4, width: 5, height: 5 }, dotsPerInch) > 0.9
  expect(at(162)).toBe(true)
  // The app's viewer sees the same in our file as in its source.
  const viewer = await nodeRasteriser()
  const [source, ours] = [await viewer.open(bytes), await viewer.open(pdf)]
  expect(areAlike(await source.draw(0, dotsPerInch), await ours.draw(0, dotsPerInch))).toBe(true)
  return [at(22), at(62), at(102)]
}

describe('a layer', () => {
  it.each([
    ['is on when nothing is said', '', true], ['is off when its file says so', '/OFF [20 0 R]', false], ['is off when all are but some', '/BaseState /OFF /ON [21 0 R]', false],
    ['is on when it is one of those', '/BaseState /OFF /ON [20 0 R]', true],
  ])('%s', async (_, configuration, isSeen) => {
    expect(await seen(layered(configuration))).toEqual([isSeen, isSeen, isSeen])
  })

  it('is on paper or not by what its file says of printing', async () => {
    const forPrint = '/AS [<< /Event /Print /Category [/Print] /OCGs [20 0 R] >>]'
    expect(await seen(layered(forPrint, { usage: '/Usage << /Print << /PrintState /OFF >> >>' }))).toEqual([false, false, false])
  })

  it.each([
    ['/OCMD /OCGs [20 0 R 21 0 R] /P /AllOn', false], ['/OCMD /OCGs [20 0 R 21 0 R]', true], ['/OCMD /OCGs [20 0 R 21 0 R] /P /AllOff', false], ['/OCMD /OCGs 20 0 R /P /AnyOff', true],
    ['/OCMD /VE [/Not 20 0 R]', true], ['/OCMD /VE [/And [/Not 20 0 R] [/Not 21 0 R]]', false],
  ])('is on by a rule over others: %s', async (rule, isSeen) => {
    const pdf = layered('/OFF [20 0 R]', { membership: `<< /Type ${rule} >>` })
    expect(await seen(pdf)).toEqual([isSeen, isSeen, isSeen])
  })

  it('that is off leaves neither its name nor its pictures', async () => {
    const objects = await readableObjects(await placed(await firstPage(layered('/OFF [20 0 R]'))))
    expect(objects).not.toContain('secret')
    expect(objects.match(/0 0 20 20 re/g)).toBeNull()
  })
})
