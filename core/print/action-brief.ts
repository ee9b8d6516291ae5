/**
 * What whoever leads an action takes along: when and where, who comes to which shift, what to prepare, what to bring back.
 * Invariant: one A4 page whatever there is. What has no room is counted on it, never left out in silence; and a number stands
 * beside a name only where she agreed to be called (the engine leaves out the others, and the page says how many).
 */
import type { Audience, Counter } from '../domain/agenda/action'
import { briefWords } from './action-brief-words'
import { drawBox, mm, rule, widthOf, writeLine } from './drawing'
import { writeBlock } from './fit-block'
import type { Fonts } from './fonts'
import { openPageFile, type PageFile } from './page-file'
import type { PageStream } from './page-stream'
import { drawQr } from './qr'
import { shareRoom, shownIn } from './share-room'
import type { Element, ElementType } from './tags'

export interface BriefPerson {
  /** Of hers alone, and not printed: who comes to two shifts is one person. */
  key: string
  /** First and last name; empty where the base has none. */
  name: string
  /** To be called by; empty where there is none or she did not agree. */
  phone: string
  /** Signed up when there was no room any more. */
  waiting: boolean
}

export interface BriefShift {
  /** « 9 h – 11 h · responsable du stand »; empty: the whole action. */
  label: string
  /** People needed; 0: nobody said. */
  least: number
  lacking: number
  people: readonly BriefPerson[]
}

export interface BriefInput {
  title: string
  /** In words, by the clock of its place. */
  when: string
  /** IANA name, where its clock is not that of this computer; else empty. */
  zone: string
  /** Hall, address, town. */
  where: string
  sectionName: string
  audience: Audience
  description: string
  contact: { name: string; phone: string } | null
  /** Votes before which it falls, in words, and when their last polling station closes. */
  silence: readonly { day: string; closes: string }[]
  shifts: readonly BriefShift[]
  /** People that were asked and have not answered. */
  invited: number
  /** Numbers that are in the base and not on the page, for want of consent. */
  phonesLeftOut: number
  tasks: readonly { text: string; done: boolean }[]
  material: readonly { text: string; quantity: number }[]
  /** What is counted of an action of this kind. */
  counters: readonly Counter[]
  code: string
  locale: 'fr' | 'en'
  /** Milliseconds since 1970. */
  at: number
}

export interface ActionBrief {
  pdf: Uint8Array
  code: string
  pages: number
  /** People named on it. */
  people: number
  /** Characters that no font has. */
  missing: string[]
}

/** A4 (ISO 216) upright, in mm. */
const [pageWidth, pageHeight] = [210, 297]
const margin = 14
const right = pageWidth - margin
const width = right - margin
const qrSide = 16
/** Who comes on the left, what to prepare on the right, in mm. */
const peopleWidth = 108
const sideX = margin + peopleWidth + 8
const sideWidth = right - sideX
/** Letters (points) and lines (mm) of the lists: smaller before anything is cut. */
const lookings = [{ size: 10, line: 5.8 }, { size: 9, line: 5 }, { size: 8.5, line: 4.5 }, { size: 8, line: 4.1 }] as const
const headingHeight = 8
const footY = 9
const soft = 0.35

type Words = (typeof briefWords)['fr']
interface Drawing {
  page: PageStream
  file: PageFile
  words: Words
  /** Says what is written next as one more element, of `parent` or of the page. */
  say: (type: ElementType, parent?: Element) => void
}

/** Makes the PDF. The same input gives the same bytes. */
export async function renderActionBrief(input: BriefInput, fonts: Fonts): Promise<ActionBrief> {
  const { code, locale, at } = input
  const words = briefWords[locale]
  const file = openPageFile(fonts, { tagged: true })
  const page = file.openPage(pageWidth * mm, pageHeight * mm)
  const drawing: Drawing = { page, file, words, say: (type, parent) => page.mark(file.element(type, parent)) }
  const code2d = drawQr(code)
  const top = drawHead(drawing, input) - 2
  // Heard from the top down, though the foot of the page is drawn first.
  const [coming, preparation, report] = [file.element('Sect'), file.element('Sect'), file.element('Sect')]
  const bottom = drawReport(drawing, input, report) + 3
  const people = drawPeople(drawing, input, top, bottom, coming)
  drawPreparation(drawing, input, top, bottom, preparation)
  drawing.say('P')
  const foot = [people > 0 ? words.destroy : '', words.sheet(code)].filter(Boolean).join('  ·  ')
  writeLine(page, file, foot, { style: people > 0 ? 'bold' : 'regular', size: 8.5, x: margin, y: footY }, width)
  page.mark(file.element('Figure', null, { alt: words.sheet(code) }))
  page.show(file.addDrawing(code2d.operators, code2d.side), (right - qrSide) * mm, (pageHeight - margin - qrSide + 2) * mm, qrSide * mm)
  file.closePage(page)
  const pdf = await file.finish({ title: words.fileTitle(code), language: locale, at })
  return { pdf, code, pages: 1, people, missing: [...file.setting.missing].sort() }
}

/** Answers where it ends. */
function drawHead({ page, file, words, say }: Drawing, input: BriefInput): number {
  const beside = width - qrSide - 5
  let y = pageHeight - margin + 2
  const write = (text: string, height: number, sizes: readonly number[], style: 'regular' | 'bold' = 'regular', grey = 0, room = beside) => {
    if (text !== '') say(text === input.title ? 'H1' : 'P')
    const { height: took, cut } = writeBlock(page, file, text, { x: margin, top: y, width: room, height, sizes, style, grey })
    y -= took + (took > 0 ? 1.2 : 0)
    return cut
  }
  write(input.title, 15, [18, 16, 14, 12, 11], 'bold')
  write([input.when, input.zone && words.zone(input.zone)].filter(Boolean).join(' · '), 9, [11, 10, 9], 'bold')
  write(input.where, 9, [10.5, 9.5, 9, 8])
  y = Math.min(y, pageHeight - margin - qrSide + 0.5)
  write([words.who(words.audience[input.audience] ?? words.audience.everyone), input.sectionName].filter(Boolean).join('  ·  '), 8, [9.5, 9, 8], 'regular', soft, width)
  y -= 3.6
  say('P')
  const named = writeLine(page, file, words.contact, { style: 'bold', size: 9.5, x: margin, y }, 60)
  if (input.contact) writeLine(page, file, [input.contact.name, input.contact.phone].filter(Boolean).join(', '), { style: 'regular', size: 10, x: margin + named + 3, y }, width - named - 3)
  else rule(page, margin + named + 3, y - 0.5, margin + peopleWidth, y - 0.5, 0.5, 0.4)
  y -= 3
  if (input.silence.length > 0) {
    const said = input.silence.map(({ day, closes }) => words.silence(day, closes)).join('\n')
    say('P')
    const { height } = writeBlock(page, file, said, { x: margin + 3, top: y - 2, width: width - 6, height: 22, sizes: [9, 8.5, 8, 7.5, 7], style: 'bold' })
    for (const [x1, y1, x2, y2] of [[margin, y, right, y], [margin, y - height - 4, right, y - height - 4], [margin, y, margin, y - height - 4], [right, y, right, y - height - 4]] as const) rule(page, x1, y1, x2, y2, 1, 0)
    y -= height + 7
  }
  const cut = write(input.description, 28, [10, 9.5, 9, 8.5], 'regular', 0, width)
  if (cut > 0) write(words.moreWords(cut), 4, [8.5], 'bold', 0, width)
  return y
}

function heading({ page, file, say }: Drawing, text: string, x: number, y: number, room: number, section: Element): void {
  say('H2', section)
  writeLine(page, file, text, { style: 'bold', size: 11, x, y: y - 4.5 }, room)
  rule(page, x, y - 6.2, x + room, y - 6.2, 0.6, 0.4)
}

/** At the foot of the page; answers where it begins. */
function drawReport(drawing: Drawing, { counters }: BriefInput, section: Element): number {
  const { page, file, words, say } = drawing
  const cells = [words.sheets, ...counters.map((counter) => words.counter[counter])]
  const perRow = 2
  const rows = Math.ceil(cells.length / perRow)
  const [rowHeight, lines, lineHeight] = [9, 3, 8]
  const top = footY + 8 + lines * lineHeight + 8 + rows * rowHeight + headingHeight
  heading(drawing, words.toBring, margin, top, width, section)
  const cell = (width - 8) / perRow
  for (const [at, label] of cells.entries()) {
    const [x, y] = [margin + (at % perRow) * (cell + 8), top - headingHeight - (Math.floor(at / perRow) + 1) * rowHeight + 1.5]
    say('P', section)
    const written = writeLine(page, file, label, { style: 'regular', size: 9.5, x, y }, cell - 20)
    rule(page, x + written + 2, y - 0.5, x + cell, y - 0.5, 0.5, 0.4)
  }
  const below = top - headingHeight - rows * rowHeight
  say('P', section)
  writeLine(page, file, words.happened, { style: 'regular', size: 9.5, x: margin, y: below - 5.5 }, width)
  for (let line = 1; line <= lines; line++) rule(page, margin, below - 6 - line * lineHeight, right, below - 6 - line * lineHeight, 0.5, 0.5)
  return top
}

/** Between `top` and `bottom`; answers how many are named. */
function drawPeople(drawing: Drawing, input: BriefInput, top: number, bottom: number, section: Element): number {
  const { page, file, words, say } = drawing
  const { shifts } = input
  const coming = new Set(shifts.flatMap(({ people }) => people.filter(({ waiting }) => !waiting).map(({ key }) => key)))
  heading(drawing, words.coming(coming.size), margin, top, peopleWidth, section)
  const notes = [input.phonesLeftOut > 0 ? words.leftOut(input.phonesLeftOut) : '', input.invited > 0 ? words.invited(input.invited) : ''].filter(Boolean)
  const notesHeight = notes.length * 7 + 2
  const room = top - headingHeight - bottom - notesHeight
  const need = shifts.map(({ people }) => Math.max(1, people.length))
  // Over each shift some air: a third of a line.
  const lines = need.reduce((sum, each) => sum + each + 1 + 1 / 3, 0)
  const looking = lookings.find(({ line }) => lines * line <= room) ?? lookings.at(-1)!
  const most = Math.floor(room / looking.line - shifts.length / 3)
  // A shift of which nothing but its heading has room is counted with the others.
  const shownShifts = shifts.length * 2 <= most ? shifts.length : Math.max(1, Math.floor((most - 1) / 2))
  const given = shareRoom(need.slice(0, shownShifts), most - shownShifts - (shownShifts < shifts.length ? 1 : 0))
  let y = top - headingHeight + 1
  const named = new Set<string>()
  const note = (text: string, size: number, x = margin + 4) => {
    say('P', section)
    y -= looking.line
    writeLine(page, file, text, { style: 'regular', size, grey: soft, x, y }, margin + peopleWidth - x)
  }
  for (const [at, shift] of shifts.slice(0, shownShifts).entries()) {
    y -= looking.line * (at === 0 ? 1 : 4 / 3)
    const end = shift.least === 0 ? '' : shift.lacking > 0 ? words.lacking(shift.lacking) : words.enough
    const endWidth = end === '' ? 0 : widthOf(file, shift.lacking > 0 ? 'bold' : 'regular', end, looking.size - 0.5)
    say('H3', section)
    writeLine(page, file, shift.label || words.whole, { style: 'bold', size: looking.size, x: margin, y }, peopleWidth - endWidth - 4)
    writeLine(page, file, end, { style: shift.lacking > 0 ? 'bold' : 'regular', size: looking.size - 0.5, x: margin + peopleWidth, y, align: 'right' }, peopleWidth)
    if (shift.people.length === 0) note(words.nobody, looking.size)
    const { shown, others } = shownIn(given[at]!, shift.people.length)
    const list = shown > 0 ? file.element('L', section) : section
    for (const { key, name, phone, waiting } of shift.people.slice(0, shown)) {
      y -= looking.line
      say('LBody', file.element('LI', list))
      const phoneWidth = phone === '' ? 0 : widthOf(file, 'regular', phone, looking.size) + 3
      writeLine(page, file, [name || words.nameless, waiting ? `(${words.waiting})` : ''].filter(Boolean).join(' '), { style: 'regular', size: looking.size, grey: waiting ? soft : 0, x: margin + 4, y }, peopleWidth - 4 - phoneWidth)
      writeLine(page, file, phone, { style: 'regular', size: looking.size, x: margin + peopleWidth, y, align: 'right' }, 60)
      named.add(key)
    }
    if (others > 0) note(words.others(others), looking.size)
  }
  if (shownShifts < shifts.length) note(words.otherShifts(shifts.length - shownShifts), looking.size, margin)
  y -= 3
  for (const text of notes) {
    say('P', section)
    y -= writeBlock(page, file, text, { x: margin, top: y, width: peopleWidth, height: 6.2, sizes: [8, 7.5, 7], grey: soft }).height + 0.6
  }
  return named.size
}

function drawPreparation(drawing: Drawing, { tasks, material, locale }: BriefInput, top: number, bottom: number, section: Element): void {
  const { page, file, words, say } = drawing
  const count = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB')
  const lists = [
    { title: words.toDo, lines: tasks.map(({ text, done }) => ({ text, ticked: done })) },
    ...(material.length > 0 ? [{ title: words.material, lines: material.map(({ text, quantity }) => ({ text: quantity > 0 ? `${count.format(quantity)} × ${text}` : text, ticked: false })) }] : []),
  ]
  const need = lists.map(({ lines }) => Math.max(1, lines.length))
  const room = top - bottom - lists.length * (headingHeight + 2)
  const looking = lookings.find(({ line }) => need.reduce((sum, each) => sum + each, 0) * line <= room) ?? lookings.at(-1)!
  const given = shareRoom(need, Math.floor(room / looking.line))
  let y = top
  for (const [at, { title, lines }] of lists.entries()) {
    heading(drawing, title, sideX, y, sideWidth, section)
    y -= headingHeight - 1
    const { shown, others } = shownIn(given[at]!, lines.length)
    const list = shown > 0 ? file.element('L', section) : section
    for (const { text, ticked } of lines.slice(0, shown)) {
      y -= looking.line
      const [x, middle] = [sideX + 1.6, y + 1.2]
      drawBox(page, x, middle, 3.2)
      say('LBody', file.element('LI', list))
      if (ticked) for (const side of [1, -1]) rule(page, x - 1.1, middle - side * 1.1, x + 1.1, middle + side * 1.1, 0.8, 0)
      writeLine(page, file, text, { style: 'regular', size: looking.size, x: sideX + 5, y }, sideWidth - 5)
    }
    if (lines.length === 0 || others > 0) {
      y -= looking.line
      say('P', section)
      writeLine(page, file, lines.length === 0 ? words.nothingToDo : words.others(others), { style: 'regular', size: looking.size, grey: soft, x: sideX, y }, sideWidth)
    }
    y -= 3
  }
}
