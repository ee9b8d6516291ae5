/**
 * The words of a text frame in their places. Invariant: the letters are as large as all of them have room for, between the
 * sizes the template allows; where not even the smallest has, all of the text is set all the same, down over the frame's
 * edge, and it is said how far. Nothing is ever cut.
 * Points throughout; `y` is counted down from the frame's upper edge.
 */
import { textWidth, type TextSetting } from '../page-stream'
import { breakLines, type BrokenLine, type MeasuredWord } from './break-lines'
import { inkExtent } from './ink-extent'
import { wordText, type Paragraph, type Piece, type Word, type WordStyle } from './paragraphs'

export interface SetRun {
  text: string
  style: WordStyle
  size: number
  x: number
  /** Base line. */
  y: number
  /** Of the frame's parts, the number. */
  part: number
}

export interface TextBox {
  width: number
  height: number
  align: 'left' | 'centre' | 'right' | 'justify'
  vertical: 'top' | 'middle' | 'bottom'
}

export interface PartToSet {
  paragraphs: readonly Paragraph[]
  least: number
  most: number
  leading: number
  before: number
  /** Lines about equally long; else the last one ends where it ends. */
  balanced: boolean
}

export interface SetText {
  runs: SetRun[]
  /** 0: the smallest letters, 1: the largest. */
  share: number
  /** What it reaches below the frame. */
  over: number
  /** Words that are wider than the frame in the smallest letters: they are parted between any letters. */
  broken: string[]
}

/** Of Noto Sans: what a line of plain letters has above and below its base line, as a share of the size. */
const capital = 0.714
const descender = 0.24
/** Between paragraphs, and before the points of a list. */
const gap = 0.55
const pointGap = 0.22
const pointIndent = 1.05
/** Letters with marks above and below need more between lines. */
const leftwardLeading = 1.5
/** The eye takes the middle to be a little higher. */
const raised = 0.04

/** Steps in which a smaller title is tried, and what being smaller costs as against badly parted lines. */
const smallerBy = 0.04
const smallerSteps = 10
const smallerCost = 0.2
/** Shares of the frame's width in which one is tried. */
const narrowings = [1, 0.84, 0.7]
const narrowCost = 0.12

interface Line {
  part: number
  paragraph: Paragraph
  broken: BrokenLine
  words: readonly Word[]
  size: number
  y: number
  last: boolean
}

/** Words as they are, and as they are parted between all letters when nothing else helps. */
interface Measured {
  words: readonly Word[]
  widths: readonly MeasuredWord[]
}

/** Sets the parts; `most` is the largest share of the sizes, for frames that look alike. */
export function setText(setting: TextSetting, parts: readonly PartToSet[], box: TextBox, most = 1): SetText {
  const measured = parts.map(({ paragraphs }) => paragraphs.map((paragraph) => measure(setting, paragraph.words)))
  const spaces = { regular: textWidth(setting, 'regular', ' '), bold: textWidth(setting, 'bold', ' ') }
  /** Of the lines made last, those of titles. */
  const titles = { cost: 0, lines: 0 }
  const sizeOf = ({ least, most: largest }: PartToSet, share: number) => Math.max(least, Math.floor((least + (largest - least) * share) * 20) / 20)

  /** The lines at a size, or null where a word is too wide. */
  function linesAt(share: number, from: readonly (readonly Measured[])[], narrowed = 1): Line[] | null {
    const lines: Line[] = []
    titles.cost = titles.lines = 0
    let y = 0
    let before: Line | undefined
    for (const [part, each] of parts.entries()) {
      const size = sizeOf(each, share)
      for (const [number, paragraph] of each.paragraphs.entries()) {
        const { words, widths } = from[part]![number]!
        const room = (box.width * (each.balanced ? narrowed : 1)) / size - (paragraph.point ? pointIndent : 0)
        const broken = breakLines(widths, { room, space: spaces[words[0]?.pieces[0]?.segments[0]?.style ?? 'regular'], balanced: each.balanced && !paragraph.point })
        if (!broken) return null
        if (each.balanced) {
          titles.cost += broken.cost
          titles.lines += broken.lines.length
        }
        const leading = Math.max(each.leading, paragraph.rightToLeft ? leftwardLeading : 0)
        for (const [index, line] of broken.lines.entries()) {
          if (before && number === 0 && index === 0) y += before.size * descender + size * (each.before + capital + (paragraph.rightToLeft ? 0.3 : 0))
          else if (before) y += size * (leading + (index > 0 ? 0 : paragraph.parted ? gap : paragraph.point ? pointGap : 0))
          lines.push((before = { part, paragraph, broken: line, words, size, y, last: index === broken.lines.length - 1 }))
        }
      }
    }
    return lines
  }

  const extentOf = (line: Line | undefined) => {
    const extents = line ? runsOf(line).map(({ text, style }) => inkExtent(setting, style, text)) : []
    return { top: Math.max(capital, ...extents.map(({ top }) => top)), bottom: Math.max(descender, ...extents.map(({ bottom }) => bottom)) }
  }
  const heightOf = (lines: readonly Line[]): number => {
    const [first, last] = [lines[0], lines.at(-1)]
    return first && last ? first.size * extentOf(first).top + last.y + last.size * extentOf(last).bottom : 0
  }
  const fits = (lines: readonly Line[] | null): lines is Line[] => lines !== null && heightOf(lines) <= box.height + 0.01

  let share = most
  let lines = linesAt(most, measured)
  const broken: string[] = []
  if (!fits(lines)) {
    let [low, high] = [0, most]
    lines = linesAt(0, measured)
    if (fits(lines)) {
      for (let step = 0; step < 10; step++) {
        const middle = (low + high) / 2
        const tried = linesAt(middle, measured)
        if (fits(tried)) [low, lines] = [middle, tried]
        else high = middle
      }
    } else if (!lines) {
      const inLetters = parts.map((part, number) => part.paragraphs.map((paragraph, index) => {
        const room = box.width / sizeOf(part, 0) - (paragraph.point ? pointIndent : 0)
        const { words, widths } = measured[number]![index]!
        const parted = words.map((word, at) => (widest(widths[at]!) <= room ? word : (broken.push(wordText(word)), letters(word))))
        return measure(setting, parted)
      }))
      lines = linesAt(0, inLetters) ?? []
    }
    share = low
  }
  if (fits(lines)) [share, lines] = nicest(share, lines)
  /** A title a little smaller, or in more lines, where these are better parted. */
  function nicest(largest: number, atLargest: Line[]): [number, Line[]] {
    let best = { share: largest, lines: atLargest, badness: Infinity }
    for (const narrowed of narrowings) {
      for (let step = 0; step <= smallerSteps; step++) {
        const tried = largest * (1 - step * smallerBy)
        const found = linesAt(tried, measured, narrowed)
        if (!fits(found) || titles.lines === 0) continue
        const badness = titles.cost / titles.lines + step * smallerBy * smallerCost + (1 - narrowed) * narrowCost
        if (badness < best.badness) best = { share: tried, lines: found, badness }
      }
    }
    return [best.share, best.lines]
  }

  const height = heightOf(lines)
  const over = Math.max(0, height - box.height)
  const top = (lines[0]?.size ?? 0) * extentOf(lines[0]).top
  const runs = lines.flatMap((line) => placed(setting, line, box, firstBase(lines, box, top, height)))
  return { runs, share, over, broken }
}

/** Base line of the first line. */
function firstBase(lines: readonly Line[], { height: room, vertical }: TextBox, top: number, height: number): number {
  const [first, last] = [lines[0], lines.at(-1)]
  const slack = room - height
  if (!first || !last || slack <= 0 || vertical === 'top') return top
  if (vertical === 'bottom') return top + slack
  // Between the top of the capitals and the last base line, which is what is seen of a block.
  const middle = (room + first.size * capital - last.y) / 2 - slack * raised
  return Math.min(Math.max(middle, top), top + slack)
}

function measure(setting: TextSetting, words: readonly Word[]): Measured {
  const widthOf = (segments: Piece['segments']) => segments.reduce((sum, { text, style }) => sum + textWidth(setting, style, text), 0)
  const widths = words.map((word): MeasuredWord => {
    const width = widthOf(joinSegments(word.pieces.flatMap(({ segments }) => segments)))
    const parts = word.pieces.slice(0, -1).map(({ joint }, at) => {
      const before = joinSegments([...word.pieces.slice(0, at + 1).flatMap(({ segments }) => segments), shownAt(joint, word.pieces[at]!)])
      return { end: widthOf(before), rest: width - widthOf(joinSegments(word.pieces.slice(at + 1).flatMap(({ segments }) => segments))), joint }
    })
    const text = wordText(word)
    return { width, parts, ...(/^[\p{L}’]{1,3}$/u.test(text) ? { ends: 'badly' as const } : /[,;:.!?…»]$/.test(text) ? { ends: 'well' as const } : {}) }
  })
  return { words, widths }
}

const shownAt = (joint: Piece['joint'], { segments }: Piece) => ({ text: joint === 'hyphen' ? '-' : '', style: segments.at(-1)!.style })

/** Of the pieces that it may be parted into. */
const widest = ({ width, parts }: MeasuredWord): number => Math.max(...[...parts.map(({ end }) => end), width].map((end, at) => end - (parts[at - 1]?.rest ?? 0)))

const letters = ({ pieces }: Word): Word => ({
  pieces: pieces.flatMap(({ segments }) => segments.flatMap(({ text, style }) => (text.match(/\P{M}\p{M}*/gu) ?? [text]).map((letter) => ({ segments: [{ text: letter, style }], joint: 'letter' as const })))),
})

function joinSegments(segments: Piece['segments']): Piece['segments'] {
  const joined: Piece['segments'] = []
  for (const { text, style } of segments) {
    const last = joined.at(-1)
    if (last?.style === style) last.text += text
    else if (text !== '') joined.push({ text, style })
  }
  return joined
}

/** The words of a line, each in its own segments; the last one with its hyphen. */
function wordsOf({ broken: { from, to }, words }: Line): Piece['segments'][] {
  const found: Piece['segments'][] = []
  for (let at = from.word; at < words.length && (at < to.word || (at === to.word && to.part > 0)); at++) {
    const pieces = words[at]!.pieces.slice(at === from.word ? from.part : 0, at === to.word ? to.part : undefined)
    const segments = pieces.flatMap((piece) => piece.segments)
    if (at === to.word) segments.push(shownAt(pieces.at(-1)!.joint, pieces.at(-1)!))
    found.push(joinSegments(segments))
  }
  return found
}

/** As few texts as there are changes of style: what is drawn together is kerned and copied together. */
function runsOf(line: Line): Piece['segments'] {
  return joinSegments(wordsOf(line).flatMap((segments, at) => (at === 0 ? segments : [{ text: ' ', style: segments[0]!.style }, ...segments])))
}

function placed(setting: TextSetting, line: Line, { width: room, align }: TextBox, base: number): SetRun[] {
  const { size, part, paragraph: { rightToLeft, point }, broken } = line
  const y = base + line.y
  const widthOf = ({ text, style }: Piece['segments'][number]) => textWidth(setting, style, text) * size
  const indent = point ? pointIndent * size : 0
  const marks: SetRun[] = point && broken.from.word === 0 && broken.from.part === 0 ? [{ text: '•', style: 'bold', size, x: rightToLeft ? room - size * 0.55 : size * 0.1, y, part }] : []
  if (align === 'justify' && !line.last && !rightToLeft) {
    const words = wordsOf(line)
    const widths = words.map((segments) => segments.reduce((sum, segment) => sum + widthOf(segment), 0))
    const space = words.length > 1 ? (room - indent - widths.reduce((sum, width) => sum + width, 0)) / (words.length - 1) : 0
    let x = indent
    return [...marks, ...words.flatMap((segments, at) => {
      const runs = inRow(segments, x, false)
      x += widths[at]! + space
      return runs
    })]
  }
  const runs = runsOf(line)
  const width = runs.reduce((sum, run) => sum + widthOf(run), 0)
  const toRight = (align === 'right') !== (rightToLeft && align !== 'centre')
  const x = align === 'centre' ? (room - width) / 2 : toRight ? room - width - (rightToLeft ? indent : 0) : rightToLeft ? 0 : indent
  return [...marks, ...inRow(runs, x, rightToLeft)]

  function inRow(segments: Piece['segments'], from: number, leftwards: boolean): SetRun[] {
    let x = from
    return (leftwards ? [...segments].reverse() : segments).map((segment) => {
      const run = { text: directed(segment.text, leftwards), style: segment.style, size, x, y, part }
      x += widthOf(segment)
      return run
    })
  }
}

const rightwardLetter = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u
const leftwardLetter = /[\p{Script=Arabic}\p{Script=Hebrew}]/u

/** A line goes the way of its paragraph, also one that begins with a word of the other direction (UAX #9, the marks LRM and RLM). */
function directed(text: string, leftwards: boolean): string {
  if (!leftwardLetter.test(text)) return text
  const right = text.search(rightwardLetter)
  if (right < 0) return text
  return (leftwards ? '\u200f' : '\u200e') + text
}
