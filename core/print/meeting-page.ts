/**
 * The page for the section's meeting: what is ahead, who is lacking, what is to be decided, and where the people stand.
 * Invariant: one A4 page whatever there is, and nobody's name on it: what has no room is counted, never left out in silence.
 */
import type { GrowthMonth, PeopleFigures } from '../domain/growth'
import { levels, relations } from '../domain/person'
import { fitText, inOneLine } from './fit-text'
import type { Fonts } from './fonts'
import { meetingWords } from './meeting-words'
import { openPageFile } from './page-file'
import { textWidth, type TextPlace } from './page-stream'
import type { Element, ElementType } from './tags'

/** A line of a list: when, what, and what it lacks or how many come. */
export interface MeetingLine {
  when: string
  what: string
  where: string
  end: string
}

export interface MeetingPageInput {
  sectionName: string
  ahead: readonly MeetingLine[]
  lacking: readonly MeetingLine[]
  proposals: readonly MeetingLine[]
  people: PeopleFigures
  /** Sheets that came back, or should have. */
  toKey: number
  /** People to be called today: how many, not who. */
  calls: number
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
  /** IANA zone of the date printed. */
  timeZone: string
}

export interface MeetingPage {
  pdf: Uint8Array
  code: string
  pages: number
  /** Characters that no font has. */
  missing: string[]
}

/** A4 (ISO 216) in points. */
const [width, height] = [595.28, 841.89]
const margin = 40
const [left, right] = [margin, width - margin]
const soft = 0.35
const lineHeight = 19
const headingHeight = 26
/** Lines that each list may have: with all of them full, the table ends above the foot. */
const most = { ahead: 10, lacking: 7, proposals: 4 }
const whenWidth = 156
const endWidth = 124

/** Makes the PDF. The same input gives the same bytes. */
export async function renderMeetingPage(input: MeetingPageInput, fonts: Fonts): Promise<MeetingPage> {
  const { locale, code, at, timeZone, people } = input
  const words = meetingWords[locale]
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const number = new Intl.NumberFormat(tag)
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeZone }).format(at)
  const file = openPageFile(fonts, { tagged: true })
  const page = file.openPage(width, height)
  const say = (type: ElementType, parent?: Element) => page.mark(file.element(type, parent))
  let y = height - margin

  /** One line within `room`; its end is cut where it has none, and shown to be. */
  function write(text: string, place: Omit<TextPlace, 'y'>, room: number, align: 'left' | 'right' = 'left'): void {
    const measure = (part: string) => textWidth(file.setting, place.style, part) * place.size
    const [first, ...others] = fitText(inOneLine(text), room, 'text', measure)
    if (!first) return
    const said = others.length > 0 ? `${first.text} …` : first.text
    page.text(said, { ...place, y, stretch: first.stretch, x: align === 'right' ? place.x - (measure(said) * first.stretch) / 100 : place.x })
  }
  const plain = { style: 'regular', size: 10.5 } as const
  const bold = { style: 'bold', size: 10.5 } as const

  function heading(text: string): void {
    y -= headingHeight
    say('H2')
    write(text, { style: 'bold', size: 12, x: left }, right - left)
    page.line(left, y - 4, right, y - 4, 0.6, 0.5)
    y -= 3
  }

  function list(title: string, lines: readonly MeetingLine[], room: number, none: string): void {
    heading(title)
    const said = lines.length > 0 ? file.element('L') : undefined
    const shown = lines.length > room ? lines.slice(0, room - 1) : lines
    for (const { when, what, where, end } of shown) {
      y -= lineHeight
      say('LBody', file.element('LI', said))
      const from = when === '' ? left : left + whenWidth
      if (when !== '') write(when, { ...plain, grey: soft, x: left }, whenWidth - 8)
      write([what, where].filter(Boolean).join(', '), { ...plain, x: from }, right - endWidth - 8 - from)
      write(end, { ...bold, x: right }, endWidth - 8, 'right')
    }
    if (shown.length === lines.length && shown.length > 0) return
    y -= lineHeight
    say('P')
    write(lines.length === 0 ? none : words.others(lines.length - shown.length), { ...plain, grey: soft, x: left }, right - left)
  }

  y -= 14
  say('H1')
  write(words.title, { style: 'bold', size: 18, x: left }, right - left)
  y -= 16
  say('P')
  write([input.sectionName, day].filter(Boolean).join('  ·  '), { ...plain, grey: soft, x: left }, right - left)
  list(words.ahead(input.ahead.length), input.ahead, most.ahead, words.noAction)
  list(words.lacking(input.lacking.length), input.lacking, most.lacking, words.noLacking)
  list(words.proposals(input.proposals.length), input.proposals, most.proposals, words.noProposal)

  heading(words.people(people.total))
  for (const figures of [
    [...levels.map((level) => `${words.level[level]} ${number.format(people.levels[level])}`), ...(people.levels[''] > 0 ? [`${words.noLevel} ${number.format(people.levels[''])}`] : [])],
    [...relations.map((relation) => `${words.relation[relation]} ${number.format(people.relations[relation])}`), ...(people.relations[''] > 0 ? [`${words.noRelation} ${number.format(people.relations[''])}`] : [])],
    [words.added(people.added), ...(input.calls > 0 ? [words.calls(input.calls)] : []), ...(people.conflicts > 0 ? [words.conflicts(people.conflicts)] : []), ...(input.toKey > 0 ? [words.toKey(input.toKey)] : [])],
  ]) {
    y -= lineHeight
    say('P')
    write(figures.join('   ·   '), { ...plain, x: left }, right - left)
  }

  heading(words.growth)
  growthTable(people.growth)
  y -= 12
  say('P')
  write(words.how, { style: 'regular', size: 7.5, grey: soft, x: left }, right - left)
  y = margin - 8
  say('P')
  write(`${words.internal}  ·  ${words.sheet(code)}`, { style: 'regular', size: 8, grey: soft, x: left }, right - left)
  file.closePage(page)
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at })
  return { pdf, code, pages: 1, missing: [...file.setting.missing].sort() }

  /** Months side by side, the present at the end: as the chart reads. */
  function growthTable(growth: readonly GrowthMonth[]): void {
    const month = new Intl.DateTimeFormat(tag, { month: 'short', timeZone })
    const names = 62
    const column = (right - left - names) / growth.length
    const table = file.element('Table')
    const row = (name: string, cells: readonly string[], look: 'regular' | 'bold') => {
      y -= lineHeight - 3
      const said = file.element('TR', table)
      page.mark(file.element('TH', said, { scope: look === 'bold' ? 'column' : 'row' }))
      write(name, { style: look, size: 8.5, x: left }, names - 4)
      for (const [at, cell] of cells.entries()) {
        page.mark(look === 'bold' ? file.element('TH', said, { scope: 'column' }) : file.element('TD', said))
        write(cell, { style: look, size: 8.5, x: left + names + column * (at + 1) }, column - 3, 'right')
      }
    }
    row('', growth.map(({ from }) => month.format(from)), 'bold')
    for (const level of levels) row(words.level[level], growth.map(({ total }) => number.format(total[level])), 'regular')
  }
}
