/** `print:render labels` and `print:render calibration`: what is typed, and the papers that it makes. */
import { purposes, type Purpose } from '#core/domain/consent'
import type { Person } from '#core/domain/person'
import { addressLabels, badgeText, labelOfAddress, placeCardText } from '#core/print/labels/address-labels'
import { renderCalibrationPage } from '#core/print/labels/calibration-page'
import { noCorrection, type Correction } from '#core/print/labels/correction'
import { labelsOnSheet } from '#core/print/labels/label-sheet'
import { envelopes, labelSheet, labelSheets } from '#core/print/labels/label-sheets'
import { renderLabels } from '#core/print/labels/render-labels'
import type { Fonts } from '#core/print/fonts'

export const labelsUsage = `KIND labels
  --sheet PART                       L7160 when not given; DL and C5 are envelopes
  --start N                          the first label that is still there, 1 when not given
  --content address|badge|card       by the sheet when not given; addresses of those alone who agreed to post
  --purpose PURPOSE                  news, action or membership: what they agreed to; membership when not given
  --households                       one label for those at one address
  --unaccented                       no accents in the capitals of the address
  --size N                           the largest letters, in points
  --outlines                         the edges of all labels
  --offset X,Y                       in mm, to the right and down

KIND calibration
  --sheet PART                       outlined on it, L7160 when not given
  --offset X,Y`

/** As `parseArgs` gives them. */
interface LabelValues {
  sheet?: string
  start?: string
  content?: string
  purpose?: string
  households?: boolean
  unaccented?: boolean
  size?: string
  outlines?: boolean
  offset?: string
}

interface OfPrinter {
  sheet: string
  correction: Correction
}

export interface LabelsContent extends OfPrinter {
  kind: 'labels'
  start: number
  content: 'address' | 'badge' | 'card'
  purpose: Purpose
  households: boolean
  accents: boolean
  size: number
  outlines: boolean
}

export interface CalibrationContent extends OfPrinter {
  kind: 'calibration'
}

/** « --offset -0.5,1 » as one word: a value that begins with a dash is else taken for an option. */
export const withNegatives = (words: readonly string[]): string[] =>
  words.flatMap((word, at) => (word === '--offset' && /^-[\d.]/.test(words[at + 1] ?? '') ? [`${word}=${words[at + 1]}`] : words[at - 1] === '--offset' && /^-[\d.]/.test(word) ? [] : [word]))

type Refuse = (sentence: string) => never

/** What each of both kinds is told, besides what all are. */
export const labelOptions = {
  labels: ['sheet', 'start', 'content', 'purpose', 'households', 'unaccented', 'size', 'outlines', 'offset'],
  calibration: ['sheet', 'offset'],
} as const satisfies Record<string, readonly (keyof LabelValues)[]>

export function readCalibration(values: LabelValues, refuse: Refuse): CalibrationContent {
  return { kind: 'calibration', ...readPrinter(values, refuse) }
}

export function readLabels(values: LabelValues, refuse: Refuse): LabelsContent {
  const printer = readPrinter(values, refuse)
  const sheet = labelSheet(printer.sheet)!
  const whole = (option: 'start' | 'size', text: string, most: number) => {
    const number = Number(text)
    return Number.isInteger(number) && number >= 1 && number <= most ? number : refuse(`--${option} must be a whole number from 1 to ${most}, not "${text}"`)
  }
  const oneOf = <Word extends string>(option: string, word: string, words: readonly Word[]) => words.find((one) => one === word) ?? refuse(`--${option} must be ${words.join(' or ')}, not "${word}"`)
  const content = oneOf('content', values.content ?? (sheet.use === 'badge' || sheet.use === 'card' ? sheet.use : 'address'), ['address', 'badge', 'card'] as const)
  return {
    kind: 'labels', ...printer, content,
    start: whole('start', values.start ?? '1', labelsOnSheet(sheet)),
    purpose: oneOf('purpose', values.purpose ?? 'membership', purposes),
    households: values.households ?? false,
    accents: !values.unaccented,
    size: whole('size', values.size ?? (content === 'address' ? '10' : '36'), 72),
    outlines: values.outlines ?? false,
  }
}

function readPrinter({ sheet: asked = 'L7160', offset = '0,0' }: LabelValues, refuse: Refuse): OfPrinter {
  const sheet = labelSheet(asked) ?? refuse(`--sheet does not know "${asked}"; it knows ${[...labelSheets, ...envelopes].map(({ part }) => part).join(', ')}`)
  const [offsetX, offsetY, more] = offset.split(',').map(Number)
  if (more !== undefined || ![offsetX, offsetY].every((value) => Number.isFinite(value) && Math.abs(value!) <= 15)) refuse(`--offset must be two numbers of mm like -0.5,1.2, not "${offset}"`)
  return { sheet: sheet.part, correction: { ...noCorrection, offsetX: offsetX!, offsetY: offsetY! } }
}

interface Setting {
  code: string
  locale: 'fr' | 'en'
  at: number
}

export function makeCalibration({ sheet, correction }: CalibrationContent, { locale, at }: Setting, fonts: Fonts) {
  return renderCalibrationPage({ sheet: labelSheet(sheet)!, correction, locale, at }, fonts)
}

export async function makeLabels(request: LabelsContent, people: readonly Person[], sectionName: string, setting: Setting, fonts: Fonts) {
  const { content, sheet, start, correction, size, outlines } = request
  const put = { ...setting, sheet: labelSheet(sheet)!, start, correction, size, outlines, sender: [sectionName] }
  if (content !== 'address') {
    const labels = people.flatMap((person) => (content === 'badge' ? badgeText(person, sectionName) : placeCardText(person)) ?? [])
    return { ...(await renderLabels({ ...put, labels }, fonts)), code: setting.code }
  }
  const { labels, people: count, leftOut } = addressLabels(people, { ...request, order: 'post', locale: setting.locale })
  return { ...(await renderLabels({ ...put, labels: labels.map(labelOfAddress) }, fonts)), code: setting.code, people: count, leftOut }
}
