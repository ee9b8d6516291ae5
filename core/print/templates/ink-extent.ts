/**
 * How far the letters of a text really reach above and below their base line, from their outlines: by capital height alone
 * an « É » at the top of a frame would stand out of it, and be cut at the edge of the paper.
 */
import { learnSimpleCode, needsShaping, type DocumentFont } from '../document-font'
import type { FontStyle } from '../fonts'
import type { TextSetting } from '../page-stream'
import { shapeText } from '../shaped-text'

/** Shares of the size; `bottom` is what is below the base line. */
export interface InkExtent {
  top: number
  bottom: number
}

export function inkExtent(setting: TextSetting, style: FontStyle, text: string): InkExtent {
  const stack = setting.stacks[style]
  const extent = { top: 0, bottom: 0 }
  for (let at = 0; at < text.length; at++) {
    const code = stack[0]!.simpleCodes[text.charCodeAt(at)] || learnSimpleCode(stack[0]!, text.charCodeAt(at))
    if (code === needsShaping) {
      const whole = { top: 0, bottom: 0 }
      for (const { font, codes } of shapeText(text, stack, setting.shaper, setting.missing).runs) for (const each of codes) reach(whole, font, each)
      return whole
    }
    reach(extent, stack[0]!, code)
  }
  return extent
}

function reach(extent: InkExtent, font: DocumentFont, code: number): void {
  const entry = font.entries[code]!
  const { file } = font.loaded
  for (const { glyph, dy } of 'parts' in entry ? entry.parts : [{ glyph: entry.glyph, dy: 0 }]) {
    const outline = file.outlineOf(glyph)
    if (outline.length < 10) continue
    // numberOfContours, xMin, yMin, xMax, yMax: 16 bits each, with a sign (OpenType, glyf).
    const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength)
    extent.top = Math.max(extent.top, (view.getInt16(8) + dy) / file.unitsPerEm)
    extent.bottom = Math.max(extent.bottom, -(view.getInt16(4) + dy) / file.unitsPerEm)
  }
}
