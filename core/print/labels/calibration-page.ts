/**
 * The page by which a printer's error is measured: three crosses, two rules of 100 mm, the outline of a sheet of labels, and what
 * to do with them. Drawn with a correction, it is the proof of that correction.
 * Invariant: all that is measured lies where `crosses` says, whatever else is on the page.
 */
import { mm } from '../drawing'
import { writeBlock } from '../fit-block'
import type { Fonts } from '../fonts'
import { openPageFile } from '../page-file'
import { textWidth } from '../page-stream'
import { corrected, crosses, expectedPage, noCorrection, type Correction } from './correction'
import { labelsOnSheet, paperA4, placeOfLabel, type LabelSheet } from './label-sheet'
import { labelWords } from './label-words'

export interface CalibrationPageInput {
  /** Outlined where it is of A4. */
  sheet: LabelSheet
  /** None when the error is measured, the one found when it is checked. */
  correction?: Correction
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

const [width, height] = [paperA4[0] / 10, paperA4[1] / 10]
/** Of a cross, from its middle, in mm. */
const arm = 6
const ruleLength = 100
/** Where the rules begin, in mm from the upper left corner. */
const [across, downwards] = [{ x: 65, y: 232 }, { x: 40, y: 110 }]
const text = { x: 55, top: 62, width: 125 }

export async function renderCalibrationPage({ sheet, correction = noCorrection, locale, at }: CalibrationPageInput, fonts: Fonts): Promise<{ pdf: Uint8Array; pages: number }> {
  const words = labelWords[locale].calibration
  const file = openPageFile(fonts)
  const page = file.openPage(width * mm, height * mm)
  const place = (x: number, y: number): [number, number] => {
    const [right, below] = corrected(x, y, correction)
    return [right * mm, (height - below) * mm]
  }
  const line = (x1: number, y1: number, x2: number, y2: number, thickness: number, grey: number) => page.line(...place(x1, y1), ...place(x2, y2), thickness, grey)
  const say = (said: string, x: number, y: number, size: number, style: 'regular' | 'bold' = 'regular', centred = false) => {
    const [left, base] = place(x, y)
    page.text(said, { style, size, x: centred ? left - (textWidth(file.setting, style, said) * size) / 2 : left, y: base })
  }
  const number = (value: number) => `${value.toFixed(1).replace('.', locale === 'fr' ? ',' : '.')}\u00a0mm`

  const outlined = sheet.paper[0] === paperA4[0] && sheet.paper[1] === paperA4[1]
  if (outlined) {
    for (let index = 0; index < labelsOnSheet(sheet); index++) {
      const { x, y, width: wide, height: high } = placeOfLabel(sheet, index)
      const corners = [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]] as const
      for (const [side, corner] of corners.entries()) line(...corner, ...corners[(side + 1) % 4]!, 0.3, 0.75)
    }
  }
  for (const [letter, x, y] of [['A', crosses.left, crosses.top], ['B', crosses.right, crosses.top], ['C', crosses.left, crosses.bottom]] as const) {
    line(x - arm, y, x + arm, y, 0.3, 0)
    line(x, y - arm, x, y + arm, 0.3, 0)
    say(letter, x + 1.5, y - 2, 14, 'bold')
  }
  for (let at = 0; at <= ruleLength; at++) {
    const tick = at % 10 === 0 ? 5 : at % 5 === 0 ? 3.5 : 2
    line(across.x + at, across.y, across.x + at, across.y - tick, 0.25, 0)
    line(downwards.x, downwards.y + at, downwards.x - tick, downwards.y + at, 0.25, 0)
  }
  line(across.x, across.y, across.x + ruleLength, across.y, 0.25, 0)
  line(downwards.x, downwards.y, downwards.x, downwards.y + ruleLength, 0.25, 0)
  say(words.rule, across.x + ruleLength / 2, across.y + 5, 9, 'regular', true)
  say(words.rule, downwards.x - 5, downwards.y + ruleLength + 6, 9)

  say(words.title, text.x, text.top, 18, 'bold')
  if (outlined) say(words.sheet(`${sheet.brand} ${sheet.part}`.trim()), text.x, text.top + 7, 10)
  let top = text.top + 14
  for (const said of words.steps) top += writeBlock(page, file, said, { x: text.x, top: height - top, width: text.width, height: 30, sizes: [10] }).height + 2.5
  const measures = (['left', 'top', 'across', 'down'] as const).map((measure, at) => ({ measure, base: top + 6 + at * 9 }))
  // White behind what is read: edges of labels pass there.
  const foot = measures.at(-1)!.base + 6
  page.fill((text.x - 4) * mm, (height - foot) * mm, (text.width + 8) * mm, (foot - text.top + 10) * mm, 1)
  for (const { measure, base } of measures) {
    say(words.measures[measure], text.x, base, 10)
    say(number(expectedPage[measure]), text.x + 78, base, 10, 'bold')
    line(text.x + 98, base + 0.8, text.x + 122, base + 0.8, 0.5, 0.2)
  }
  file.closePage(page)
  return { pdf: await file.finish({ title: words.fileTitle, language: locale, at }), pages: 1 }
}
