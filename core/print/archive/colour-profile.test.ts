import { expect, it } from 'vitest'
import { colourProfile } from './colour-profile'

const bytes = colourProfile()
const view = new DataView(bytes.buffer)
const text = (at: number, length = 4) => String.fromCharCode(...bytes.subarray(at, at + length))
const tags = new Map(Array.from({ length: view.getUint32(128) }, (_, at): [string, { at: number; length: number }] => [text(132 + at * 12), { at: view.getUint32(136 + at * 12), length: view.getUint32(140 + at * 12) }]))
const xyz = (key: string) => [8, 12, 16].map((at) => view.getInt32(tags.get(key)!.at + at) / 0x10000)

it('is a profile of a screen in red, green and blue, whole, with its parts at multiples of four', () => {
  expect([view.getUint32(0), text(12), text(16), text(20), text(36)]).toEqual([bytes.length, 'mntr', 'RGB ', 'XYZ ', 'acsp'])
  expect([...tags.keys()].sort()).toEqual(['bTRC', 'bXYZ', 'cprt', 'desc', 'gTRC', 'gXYZ', 'rTRC', 'rXYZ', 'wtpt'])
  for (const { at, length } of tags.values()) expect([at % 4, at + length <= bytes.length]).toEqual([0, true])
})

it('has red, green and blue make up the white', () => {
  const [red, green, blue, white] = ['rXYZ', 'gXYZ', 'bXYZ', 'wtpt'].map(xyz) as [number[], number[], number[], number[]]
  for (const axis of [0, 1, 2]) expect(Math.abs(red[axis]! + green[axis]! + blue[axis]! - white[axis]!)).toBeLessThan(0.0005)
})

it('gives back each of 256 steps of a channel', () => {
  const { at } = tags.get('rTRC')!
  const points = view.getUint32(at + 8)
  const steps = Array.from({ length: 256 }, (_, step) => {
    const light = view.getUint16(at + 12 + Math.round((step / 255) * (points - 1)) * 2) / 0xffff
    return Math.round((light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055) * 255)
  })
  expect(steps).toEqual(Array.from({ length: 256 }, (_, step) => step))
})
