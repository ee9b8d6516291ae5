import { expect, it } from 'vitest'
import { formatName, paperFormats } from './formats'

it('a page is named by its paper, upright or lying, to the point, with bleed or without', () => {
  for (const [name, [width, height]] of Object.entries(paperFormats)) expect([formatName(width, height), formatName(height, width), formatName(width + 6, height + 6)]).toEqual([name, name, name])
  // A4 and A6 as programs write them, in whole points.
  expect([formatName(209.9, 297.04), formatName(104.8, 148.2), formatName(216, 279), formatName(0, 0)]).toEqual(['A4', 'A6', null, null])
})
