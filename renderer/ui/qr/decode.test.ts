import { describe, expect, it } from 'vitest'
import { photograph, type Shot } from '../../../tests/qr/shot'
import { decodeCodes } from './decode'

/** As long as an invitation to a relay with a usual address. */
const link = `permanence://join#${'AbCd-1234_xyZ'.repeat(15)}`
const sheet = `PERMANENCE:${'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'.repeat(7)}`
const read = (shot: Shot, text = link) => decodeCodes(photograph([{ text }], shot), 2000)

describe('a code held before a laptop’s camera, or photographed', () => {
  it.each<[string, Shot]>([
    ['is straight and near', {}],
    ['is as small as two pixels a module', { side: 128 }],
    ['is turned a little', { turned: 12 }],
    ['is turned by half of a quarter', { turned: 45 }],
    ['stands on its head', { turned: 187 }],
    ['is small and turned', { side: 180, turned: 20 }],
    ['is tilted', { tilted: 0.3 }],
    ['is out of focus', { blur: 2, side: 290 }],
    ['is out of focus, large and turned', { blur: 2, side: 290, turned: 8 }],
    ['is pale', { ink: 110, paper: 150 }],
    ['is pale, in the grain of a cheap camera', { ink: 90, paper: 150, noise: 15 }],
    ['is in the dark', { ink: 5, paper: 45, table: 20 }],
    ['lies half in the shade', { shade: 0.15 }],
    ['is white on black', { ink: 235, paper: 25, table: 40 }],
    ['was cut out without its white edge', { quiet: 0, width: 240, height: 240, side: 240 }],
    ['is a little of everything', { turned: 7, tilted: 0.2, blur: 1, shade: 0.5, noise: 12, side: 260 }],
    ['is small in a wide picture', { width: 960, height: 540, side: 150, turned: 5, noise: 8 }],
  ])('%s', async (_, shot) => {
    expect(await read(shot)).toEqual([link])
  })

  it('is that of a recovery sheet', async () => {
    expect(await read({ turned: 5, noise: 8 }, sheet)).toEqual([sheet])
  })

  it('is not there', async () => {
    expect(await decodeCodes(photograph([]), 2000)).toEqual([])
    expect(await decodeCodes(photograph([], { noise: 120 }), 2000)).toEqual([])
    expect(await decodeCodes(photograph([], { width: 16, height: 16 }), 2000)).toEqual([])
    expect(await decodeCodes({ width: 1, height: 1, data: new Uint8ClampedArray(4) }, 2000)).toEqual([])
  })

  it('is one of two', async () => {
    const side = 180
    const two = photograph([{ text: link, shot: { side, at: [120, 180] } }, { text: sheet, shot: { side, at: [360, 180] } }])
    expect((await decodeCodes(two, 2000)).sort()).toEqual([sheet, link].sort())
    const twice = photograph([{ text: link, shot: { side, at: [120, 180] } }, { text: link, shot: { side, at: [360, 180] } }])
    expect(await decodeCodes(twice, 2000)).toEqual([link])
  })
})
