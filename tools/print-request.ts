/** The words of `print:render`, read and refused. */
import { parseArgs } from 'node:util'
import { channels, purposes, type Channel, type Purpose } from '#core/domain/consent'
import { listGroupings, listOrders, mostEmptyRows, mostTicks, type HandColumn, type ListRows } from '#core/domain/list-layout'
import { mostPerCaller } from '#core/print/call-blocks'
import type { ContactSheetOptions, SheetColumn } from '#core/print/sheet'
import { sheetWords } from '#core/print/words'
import { labelOptions, labelsUsage, readCalibration, readLabels, withNegatives, type CalibrationContent, type LabelsContent } from './print-labels'

export const usage = `Usage: npm run --silent print:render -- KIND --demo --out FILE
  --locale fr|en                     fr when not given
  --title TEXT  --date YYYY-MM-DD
  --count N                          people of the demonstration section, 400 when not given

KIND contact-sheet
  --orientation portrait|landscape   portrait when not given
  --columns name,phones,…            name,phones,emails,city,level when not given
  --purpose [PURPOSE:]CHANNEL        leaves out who did not agree: call, news:email, membership:post… (PURPOSE is action when not given)
  --group city|street|level|…        a heading a group; with --page-per-group each begins a page
  --order name|street                by name when not given
  --ticks Called,Comes               columns with a box in each row, up to 6; --notes TITLE a wide one to write in
  --row-height MM                    at least; what the text takes when not given
  --blocks N                         shared out among callers, N people each at most
  --empty-rows N                     to write in, behind the last person

KIND sign-in-sheet
  --variant meeting|assembly         meeting when not given; an assembly's has the names of the members
  --rows N                           lines to write in, 30 when not given; pages are filled up
  --occasion TEXT                    day and place, the date when not given

KIND call-list
  --per-caller N                     people a page, 20 when not given; only those who agreed to be called
  --occasion TEXT

KIND walk-list
  --variant walk|letterboxes         walk when not given; a sector of the demonstration
  --rows N                           lines to write in, 3 when not given
  --occasion TEXT

KIND stall-slips
  --pages N                          of four slips each, 1 when not given
  --occasion TEXT

${labelsUsage}`

/** What was asked can't be done as asked; the message is a sentence for the person who typed it. */
export class Misuse extends Error {}

interface Common {
  out: string
  count: number
  locale: 'fr' | 'en'
  date: string
  title: string | undefined
}

export interface ContactSheetRequest extends Common {
  kind: 'contact-sheet'
  columns: SheetColumn[]
  orientation: 'portrait' | 'landscape'
  consent: ContactSheetOptions['consent']
  rows: ListRows
}

export interface SignInSheetRequest extends Common {
  kind: 'sign-in-sheet'
  variant: 'meeting' | 'assembly'
  rows: number
  occasion: string | undefined
}

export interface CallListRequest extends Common {
  kind: 'call-list'
  perCaller: number
  occasion: string | undefined
}

export interface WalkListRequest extends Common {
  kind: 'walk-list'
  variant: 'walk' | 'letterboxes'
  rows: number
  occasion: string | undefined
}

export interface StallSlipsRequest extends Common {
  kind: 'stall-slips'
  pages: number
  occasion: string | undefined
}

export type LabelsRequest = Common & LabelsContent
export type CalibrationRequest = Common & CalibrationContent

export type PrintRequest = ContactSheetRequest | SignInSheetRequest | CallListRequest | WalkListRequest | StallSlipsRequest | LabelsRequest | CalibrationRequest

type Values = ReturnType<typeof parseWords>['values']
type Option = Exclude<keyof Values, 'demo'>

/** What each kind is told, besides what all are. */
const own: Record<PrintRequest['kind'], readonly Option[]> = {
  'contact-sheet': ['orientation', 'columns', 'purpose', 'group', 'page-per-group', 'order', 'ticks', 'notes', 'row-height', 'blocks', 'empty-rows'],
  'sign-in-sheet': ['variant', 'rows', 'occasion'],
  'call-list': ['per-caller', 'occasion'],
  'walk-list': ['variant', 'rows', 'occasion'],
  'stall-slips': ['pages', 'occasion'],
  ...labelOptions,
}
const kinds = Object.keys(own) as (keyof typeof own)[]

export function readRequest(words: string[]): PrintRequest {
  const { values, positionals } = parseWords(words)
  const kind = kinds.find((each) => positionals.length === 1 && each === positionals[0])
  if (!kind) throw new Misuse(`what to make must be named: ${kinds.join(' or ')}`)
  const foreign = kinds.flatMap((other) => own[other]).find((option) => values[option] !== undefined && !own[kind].includes(option))
  if (foreign) throw new Misuse(`--${foreign} is not for ${kind}`)
  const common = readCommon(values)
  const { occasion } = values
  switch (kind) {
    case 'contact-sheet':
      return { kind, ...common, ...readContactSheet(values) }
    case 'sign-in-sheet':
      return { kind, ...common, ...readSignInSheet(values) }
    case 'call-list':
      return { kind, ...common, occasion, perCaller: Math.max(1, wholeNumber('--per-caller', values['per-caller'] ?? '20', 25)) }
    case 'walk-list':
      return { kind, ...common, occasion, variant: oneOf('--variant', values.variant ?? 'walk', ['walk', 'letterboxes']), rows: wholeNumber('--rows', values.rows ?? '3', 50) }
    case 'stall-slips':
      return { kind, ...common, occasion, pages: Math.max(1, wholeNumber('--pages', values.pages ?? '1', 2000)) }
    case 'labels':
      return { ...common, ...readLabels(values, refuse) }
    case 'calibration':
      return { ...common, ...readCalibration(values, refuse) }
  }
}

function refuse(sentence: string): never {
  throw new Misuse(sentence)
}

function readCommon(values: Values): Common {
  if (!values.demo) throw new Misuse('--demo is needed: without a window only the demonstration section can be printed')
  if (!values.out) throw new Misuse('--out FILE is needed')
  const date = values.date ?? new Date().toISOString().slice(0, 10)
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date))) throw new Misuse(`--date must be a day like 2026-11-22, not "${date}"`)
  return { out: values.out, date, title: values.title, count: wholeNumber('--count', values.count ?? '400', 100_000), locale: oneOf('--locale', values.locale ?? 'fr', ['fr', 'en']) }
}

function readContactSheet(values: Values): Omit<ContactSheetRequest, keyof Common | 'kind'> {
  const columns = (values.columns ?? 'name,phones,emails,city,level').split(',').map((column) => column.trim())
  const known = [...Object.keys(sheetWords.fr.header), 'blank']
  const unknown = columns.find((column) => !known.includes(column))
  if (unknown !== undefined) throw new Misuse(`--columns does not know "${unknown}"; it knows ${known.join(', ')}`)
  const ticks = values.ticks === undefined ? [] : values.ticks.split(',').map((title) => title.trim()).filter(Boolean)
  if (ticks.length > mostTicks) throw new Misuse(`--ticks can be ${mostTicks} at most`)
  const byHand: HandColumn[] = [...ticks.map((title) => ({ hand: 'tick' as const, title })), ...(values.notes === undefined ? [] : [{ hand: 'write' as const, title: values.notes, room: 'wide' as const }])]
  return {
    columns: [...(columns as SheetColumn[]), ...byHand],
    rows: readRows(values),
    orientation: oneOf('--orientation', values.orientation ?? 'portrait', ['portrait', 'landscape']),
    consent: values.purpose === undefined ? null : readPurpose(values.purpose),
  }
}

function readRows(values: Values): ListRows {
  const optional = <Value>(word: string | undefined, read: (word: string) => Value) => (word === undefined ? null : read(word))
  return {
    grouping: optional(values.group, (word) => oneOf('--group', word, listGroupings)),
    pageEachGroup: values['page-per-group'] ?? false,
    order: optional(values.order, (word) => oneOf('--order', word, listOrders)),
    rowHeight: optional(values['row-height'], (word) => wholeNumber('--row-height', word, 60)),
    perCaller: optional(values.blocks, (word) => Math.max(1, wholeNumber('--blocks', word, mostPerCaller))),
    emptyRows: wholeNumber('--empty-rows', values['empty-rows'] ?? '0', mostEmptyRows),
  }
}

function readSignInSheet(values: Values): Omit<SignInSheetRequest, keyof Common | 'kind'> {
  return { variant: oneOf('--variant', values.variant ?? 'meeting', ['meeting', 'assembly']), rows: wholeNumber('--rows', values.rows ?? '30', 10_000), occasion: values.occasion }
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isInteger(number) || number < 0 || number > most) throw new Misuse(`${option} must be a whole number from 0 to ${most}, not "${text}"`)
  return number
}

function parseWords(words: string[]) {
  const text = { type: 'string' } as const
  try {
    return parseArgs({
      args: withNegatives(words),
      allowPositionals: true,
      options: {
        demo: { type: 'boolean' }, out: text, orientation: text, columns: text, purpose: text, count: text, locale: text, title: text, date: text, variant: text, rows: text, occasion: text, 'per-caller': text, pages: text,
        group: text, 'page-per-group': { type: 'boolean' }, order: text, ticks: text, notes: text, 'row-height': text, blocks: text, 'empty-rows': text,
        sheet: text, start: text, content: text, households: { type: 'boolean' }, unaccented: { type: 'boolean' }, size: text, outlines: { type: 'boolean' }, offset: text,
      },
    })
  } catch (error) {
    throw new Misuse(error instanceof Error ? error.message : String(error))
  }
}

function oneOf<Word extends string>(option: string, word: string, allowed: readonly Word[]): Word {
  const found = allowed.find((one) => one === word)
  if (found === undefined) throw new Misuse(`${option} must be ${allowed.join(' or ')}, not "${word}"`)
  return found
}

function readPurpose(text: string): { purpose: Purpose; channel: Channel } {
  const [first, second] = text.split(':')
  return {
    purpose: oneOf('--purpose (before the colon)', second === undefined ? 'action' : first!, purposes),
    channel: oneOf('--purpose', second ?? first!, channels),
  }
}
