/**
 * The content stream of one page, written as bytes (ISO 32000-1 §8 and §9.4).
 * Invariant: lengths are kept as whole hundredths of a point, so that relative moves never add up to a drift.
 * Text goes in one BT…ET block after all lines and fills: a fill can never cover a word.
 * On a tagged page each text ends with a space (ISO 32000-1 §14.8.2.5), which has no ink: words of two texts never run together.
 */
import { kernSpan, learnKern, learnSimpleCode, needsShaping, unknownKern, type DocumentFont } from './document-font'
import type { FontStyle } from './fonts'
import { pdfNumber, type Matrix } from './foreign/page-box'
import { shapeText, type ShapedText } from './shaped-text'
import type { Shaper } from './shaper'
import { claimMark, type Element, type PageMarks } from './tags'

/** The fonts of a document in each style, and what was met while writing it. */
export interface TextSetting {
  stacks: Readonly<Record<FontStyle, readonly DocumentFont[]>>
  shaper: Shaper
  /** Characters without a glyph: drawn as a box, and reported. */
  missing: Set<string>
  shaped: Readonly<Record<FontStyle, Map<string, ShapedText>>>
}

/** 0 black to 1 white, or red, green and blue, each 0 to 1 (DeviceGray and DeviceRGB). */
export type Ink = number | readonly [red: number, green: number, blue: number]

export interface TextPlace {
  style: FontStyle
  /** Points. */
  size: number
  x: number
  y: number
  /** 0 black to 1 white; black when not given. */
  grey?: number
  /** Instead of a grey. */
  ink?: Ink
  /** Width of the letters in percent of their own; 100 when not given. */
  stretch?: number
  /** The next text goes on in the middle of a word. */
  goesOn?: boolean | undefined
}

export interface PageStream {
  text(text: string, place: TextPlace): void
  /** Whose the words are that are written from here on, and what is shown where it is a `Figure`; `null`: nobody's, not read aloud. Does nothing on a paper that is not tagged. */
  mark(element: Element | null): void
  /** A straight line, `thickness` in points. */
  line(x1: number, y1: number, x2: number, y2: number, thickness: number, ink: Ink): void
  /** A filled rectangle with its lower left corner at x, y. */
  fill(x: number, y: number, width: number, height: number, ink: Ink): void
  /** A drawing of the file, `side` points square, with its lower left corner at x, y. */
  show(drawing: string, x: number, y: number, side: number): void
  /** A layer of the file, see `PageFile.keepLayer`, under what is drawn after it. */
  lay(layer: string): void
  /** A page or an image kept from elsewhere, moved, turned and scaled by `matrix` (points), only within `clip` (points of the sheet). */
  place(kept: { name: string }, matrix: Matrix, clip?: { x: number; y: number; width: number; height: number }): void
  /** The finished stream. */
  bytes(): Uint8Array
}

/** Width of a line, or of its part from `from` to `to`, in points at size 1. */
export function textWidth(setting: TextSetting, style: FontStyle, text: string, from = 0, to = text.length): number {
  const font = setting.stacks[style][0]!
  const { simpleCodes, advances, kerns } = font
  let width = 0
  let previous = kernSpan
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at)
    let code = simpleCodes[unit]!
    if (code === 0) code = learnSimpleCode(font, unit)
    if (code === needsShaping) return shapedText(setting, style, text.slice(from, to)).width / 1000
    if (previous < kernSpan && code < kernSpan) {
      const kern = kerns[previous * kernSpan + code]!
      width += kern === unknownKern ? learnKern(font, setting.shaper, previous, code) : kern
    }
    width += advances[code]!
    previous = code
  }
  return width / 1000
}

function shapedText(setting: TextSetting, style: FontStyle, text: string): ShapedText {
  let shaped = setting.shaped[style].get(text)
  if (!shaped) {
    shaped = shapeText(text, setting.stacks[style], setting.shaper, setting.missing)
    setting.shaped[style].set(text, shaped)
  }
  return shaped
}

/** Opens an empty page; `marks` where it is tagged. */
export function openPageStream(setting: TextSetting, marks: PageMarks | null = null): PageStream {
  let drawing = ''
  let bytes = new Uint8Array(1 << 15)
  let at = 0
  let font: DocumentFont | undefined
  let size = 0
  let ink: Ink = 0
  let stretch = 100
  // Start of the current line, in hundredths of a point.
  let lineX = 0
  let lineY = 0
  let marked: Element | null = null
  /** Whose content is open among the words and among the drawings: `null` an artifact's, `undefined` none. */
  let openInText: Element | null | undefined
  let openInDrawing: Element | null | undefined

  /** Look of the lines whose path is still open, or empty. */
  let lineLook = ''
  const endLines = (): void => {
    if (lineLook !== '') drawing += 'S\n'
    lineLook = ''
  }
  const opening = (element: Element | null): string => (element === null ? '/Artifact BMC\n' : `/${element.type}<</MCID ${claimMark(marks!, element)}>>BDC\n`)
  const markText = (): void => {
    if (!marks || openInText === marked) return
    if (openInText !== undefined) ascii('EMC\n')
    ascii(opening(marked))
    openInText = marked
  }
  /** What is drawn is decoration, unless it is a figure. */
  const markDrawing = (figure: Element | null = null): void => {
    if (!marks || openInDrawing === figure) return
    endLines()
    drawing += (openInDrawing === undefined ? '' : 'EMC\n') + opening(figure)
    openInDrawing = figure
  }
  const room = (wanted: number): void => {
    if (at + wanted <= bytes.length) return
    const larger = new Uint8Array(Math.max(bytes.length * 2, at + wanted))
    larger.set(bytes)
    bytes = larger
  }
  const ascii = (text: string): void => {
    for (let index = 0; index < text.length; index++) bytes[at++] = text.charCodeAt(index)
  }
  /** A whole number of hundredths, without useless zeros. */
  const hundredths = (value: number): void => {
    if (value < 0) {
      bytes[at++] = 0x2d
      value = -value
    }
    integer((value / 100) | 0)
    const rest = value % 100
    if (rest === 0) return
    bytes[at++] = 0x2e
    bytes[at++] = 0x30 + ((rest / 10) | 0)
    if (rest % 10 !== 0) bytes[at++] = 0x30 + (rest % 10)
  }
  const integer = (value: number): void => {
    if (value < 0) {
      bytes[at++] = 0x2d
      value = -value
    }
    if (value >= 1000) ascii(String(value))
    else {
      if (value >= 100) bytes[at++] = 0x30 + ((value / 100) | 0)
      if (value >= 10) bytes[at++] = 0x30 + (((value / 10) | 0) % 10)
      bytes[at++] = 0x30 + (value % 10)
    }
  }

  const moveTo = (x: number, y: number): void => {
    const toX = Math.round(x * 100)
    const toY = Math.round(y * 100)
    hundredths(toX - lineX)
    bytes[at++] = 0x20
    hundredths(toY - lineY)
    ascii(' Td\n')
    lineX = toX
    lineY = toY
  }
  const setFont = (wanted: DocumentFont, wantedSize: number): void => {
    if (font === wanted && size === wantedSize) return
    font = wanted
    size = wantedSize
    ascii(`/${wanted.resource} `)
    hundredths(Math.round(wantedSize * 100))
    ascii(' Tf\n')
  }

  /** Writes letters from the character map. False, with nothing kept, when one needs shaping. */
  const simple = (text: string, style: FontStyle): boolean => {
    const using = setting.stacks[style][0]!
    const { simpleCodes, kerns } = using
    const from = at
    let previous = kernSpan
    let kerned = false
    bytes[at++] = 0x5b
    bytes[at++] = 0x28
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      let code = simpleCodes[unit]!
      if (code === 0) code = learnSimpleCode(using, unit)
      if (code === needsShaping) {
        at = from
        return false
      }
      if (previous < kernSpan && code < kernSpan) {
        let kern = kerns[previous * kernSpan + code]!
        if (kern === unknownKern) kern = learnKern(using, setting.shaper, previous, code)
        if (kern !== 0) {
          kerned = true
          bytes[at++] = 0x29
          integer(-kern)
          bytes[at++] = 0x28
        }
      }
      bytes[at++] = code >> 8
      bytes[at++] = code & 0xff
      previous = code
    }
    bytes[at++] = 0x29
    if (kerned) {
      ascii(']TJ\n')
    } else {
      bytes[from] = 0x20
      ascii('Tj\n')
    }
    return true
  }

  const shapedRuns = (text: string, place: TextPlace): void => {
    for (const run of shapedText(setting, place.style, text).runs) {
      room(run.codes.length * 16 + 128)
      setFont(run.font, place.size)
      bytes[at++] = 0x5b
      for (let index = 0; index < run.codes.length; index++) {
        const code = run.codes[index]!
        const before = run.before[index]!
        if (before !== 0 || index === 0) {
          if (index > 0) bytes[at++] = 0x29
          if (before !== 0) integer(-before)
          bytes[at++] = 0x28
        }
        bytes[at++] = code >> 8
        bytes[at++] = code & 0xff
      }
      bytes[at++] = 0x29
      if (run.after !== 0) integer(-run.after)
      ascii(']TJ\n')
    }
  }

  return {
    text(text, place) {
      if (text === '') return
      room(text.length * 16 + 320)
      markText()
      const wantedInk = place.ink ?? place.grey ?? 0
      if (wantedInk !== ink) {
        ink = wantedInk
        ascii(`${inkOperands(ink)}\n`)
      }
      const wantedStretch = place.stretch ?? 100
      if (wantedStretch !== stretch) {
        stretch = wantedStretch
        hundredths(Math.round(stretch * 100))
        ascii(' Tz\n')
      }
      moveTo(place.x, place.y)
      setFont(setting.stacks[place.style][0]!, place.size)
      if (!marked || !marks || place.goesOn) {
        if (!simple(text, place.style)) shapedRuns(text, place)
      } else if (!simple(`${text} `, place.style)) {
        // Behind letters from right to left a space of the same text would move them.
        shapedRuns(text, place)
        room(64)
        setFont(setting.stacks[place.style][0]!, place.size)
        simple(' ', place.style)
      }
    },
    mark(element) {
      marked = element
    },
    line(x1, y1, x2, y2, thickness, shade) {
      markDrawing()
      // Lines that look alike are one path: a rule under each row costs half the bytes.
      const look = `${inkOperands(shade).toUpperCase()} ${short(thickness)} w\n`
      if (look !== lineLook) {
        endLines()
        drawing += lineLook = look
      }
      drawing += `${short(x1)} ${short(y1)} m ${short(x2)} ${short(y2)} l\n`
    },
    fill(x, y, width, height, shade) {
      markDrawing()
      endLines()
      drawing += `${inkOperands(shade)} ${short(x)} ${short(y)} ${short(width)} ${short(height)} re f\n`
    },
    show(name, x, y, side) {
      markDrawing(marked?.type === 'Figure' ? marked : null)
      endLines()
      drawing += `q ${short(side)} 0 0 ${short(side)} ${short(x)} ${short(y)} cm /${name} Do Q\n`
    },
    lay(name) {
      markDrawing()
      endLines()
      drawing += `q /${name} Do Q\n`
    },
    place({ name }, matrix, clip) {
      markDrawing(marked?.type === 'Figure' ? marked : null)
      endLines()
      const within = clip ? `${[clip.x, clip.y, clip.width, clip.height].map(pdfNumber).join(' ')} re W n ` : ''
      drawing += `q ${within}${matrix.map(pdfNumber).join(' ')} cm /${name} Do Q\n`
    },
    bytes() {
      endLines()
      if (openInDrawing !== undefined) drawing += 'EMC\n'
      if (openInText !== undefined) {
        room(4)
        ascii('EMC\n')
      }
      openInDrawing = openInText = undefined
      const before = drawing + '0 g\nBT\n'
      const page = new Uint8Array(before.length + at + 3)
      for (let index = 0; index < before.length; index++) page[index] = before.charCodeAt(index)
      page.set(bytes.subarray(0, at), before.length)
      page.set([0x45, 0x54, 0x0a], before.length + at)
      return page
    },
  }
}

/** With the operator that fills with it. Hundredths do for a grey; a colour of a screen has 256 steps. */
function inkOperands(ink: Ink): string {
  return typeof ink === 'number' ? `${short(ink)} g` : `${ink.map((part) => Math.round(part * 1000) / 1000).join(' ')} rg`
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100)
}
