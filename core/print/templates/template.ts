/**
 * A template: frames on pages, in millimetres from the upper left corner of the trimmed page, as people think of one.
 * Invariant: what is not known here is carried along, keys and all: a section that edits its template with an older version
 * of the app must not lose what a newer one put in. What stands over what is the order of the frames, but for codes, which
 * always stand over fills and pictures, and for text, which stands over all of them (page-stream.ts writes it last).
 */
import { brandColours, parseHex, type BrandColour } from './brand'

export const templateKinds = ['tract', 'leaflet', 'poster', 'invitation', 'door-card', 'social'] as const
export type TemplateKind = (typeof templateKinds)[number]

/** What an action, a text of the library or a hand fills in. Others may be named by a newer version: they are empty here. */
export const slotNames = ['kicker', 'title', 'subtitle', 'date', 'time', 'place', 'text', 'text2', 'text3', 'call', 'contact', 'link', 'source', 'organisation', 'website', 'address', 'imprint'] as const
export type SlotName = (typeof slotNames)[number]

/** A brand's colour, or its own as `#rrggbb`. Letters are made to stand out from what is under them, see brand.ts. */
export type Colour = BrandColour | `#${string}`

interface Placed {
  /** mm; may reach beyond the page. What touches its edge goes on into the bleed by itself. */
  x: number
  y: number
  width: number
  height: number
  /** Drawn only where a slot is filled, or is not: a picture's place goes to the text where there is none. */
  shown?: { with?: string; without?: string }
}

/** One text of a frame, above the next. One that is empty takes no room. */
export interface TextPart {
  /** Words of the template's own are in the languages that it speaks. */
  source: { slot: string } | { words: Partial<Record<'fr' | 'en', string>> }
  style: 'regular' | 'bold'
  /** Points: as large as all parts of the frame have room for. Equal ones keep the size. */
  size: { least: number; most: number }
  colour: Colour
  /** Between base lines, as a share of the size; 1.25 when not given. */
  leading?: number
  /** Room above it unless it is first, as a share of its size; 0.5 when not given. */
  before?: number
  capitals?: boolean
  hyphenate?: boolean
}

export interface TextFrame extends Placed {
  type: 'text'
  parts: TextPart[]
  /** `left` is where a line begins: on the right in Arabic. Lines of a centred text are about equally long. */
  align: 'left' | 'centre' | 'right' | 'justify'
  /** `middle` is the optical one, a little above. */
  vertical: 'top' | 'middle' | 'bottom'
  /** Frames of the same name have letters of the same size, so that columns look alike. */
  alike?: string
}

/** A rectangle; a line is a thin one. */
export interface ColourFrame extends Placed {
  type: 'colour'
  colour: Colour
}

export interface ImageFrame extends Placed {
  type: 'image'
  /** `image`, or `logo` of the section. */
  slot: string
  /** `cover` fills the frame and loses edges, `contain` shows all. */
  fit: 'cover' | 'contain'
  /** What must stay in sight of a picture that loses edges, or where one that does not fill its frame stands: 0 to 1 from the left and from the top. */
  focus: { x: number; y: number }
}

/** Square: the smaller side counts. On a colour or a picture it brings its own white with it. */
export interface QrFrame extends Placed {
  type: 'qr'
  slot: string
}

/** A frame of a type that a newer version made: kept, not drawn. */
export interface UnknownFrame extends Placed {
  type: 'unknown'
}

export type Frame = TextFrame | ColourFrame | ImageFrame | QrFrame | UnknownFrame

export interface Template {
  id: string
  name: Partial<Record<'fr' | 'en', string>>
  kind: TemplateKind
  /** mm, trimmed; `bleed` is what a print shop wants around it. */
  page: { width: number; height: number; bleed: number }
  /** `folds`: mm from the left edge. */
  pages: { frames: Frame[]; folds?: number[] }[]
}

/** Where in the template, and what is wrong there. */
export interface TemplateFault {
  /** `pages.0.frames.2.width`. */
  at: string
  code: 'missing' | 'not-text' | 'not-a-number' | 'out-of-range' | 'not-one-of' | 'not-a-list' | 'not-a-colour'
  /** What would be right, for `out-of-range` and `not-one-of`. */
  wanted?: string
}

type Fields = Record<string, unknown>
/** mm: as far as any paper of a section's goes, A0 and more. */
const farthest = 2000

/** Reads a template from JSON that may come from anywhere; either it is whole, or all that is wrong with it is said. */
export function readTemplate(json: unknown): { template: Template; faults: [] } | { template: null; faults: TemplateFault[] } {
  const faults: TemplateFault[] = []
  const fault = (at: string, code: TemplateFault['code'], wanted?: string): false => (faults.push(wanted === undefined ? { at, code } : { at, code, wanted }), false)
  const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

  const fields = (value: unknown, at: string): Fields => (isFields(value) ? value : (fault(at, 'missing'), {}))
  const text = (value: unknown, at: string): boolean => (typeof value === 'string' && value !== '') || fault(at, value === undefined || value === '' ? 'missing' : 'not-text')
  const number = (value: unknown, at: string, least: number, most: number): boolean => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return fault(at, value === undefined ? 'missing' : 'not-a-number')
    return (value >= least && value <= most) || fault(at, 'out-of-range', `${least}–${most}`)
  }
  const oneOf = (value: unknown, at: string, allowed: readonly string[]): boolean => allowed.includes(value as string) || fault(at, value === undefined ? 'missing' : 'not-one-of', allowed.join(', '))
  const list = (value: unknown, at: string, most: number, each: (value: unknown, at: string) => void): void => {
    if (!Array.isArray(value)) return void fault(at, value === undefined ? 'missing' : 'not-a-list')
    if (value.length === 0 || value.length > most) fault(at, 'out-of-range', `1–${most}`)
    for (const [index, item] of value.slice(0, most).entries()) each(item, `${at}.${index}`)
  }
  const words = (value: unknown, at: string): void => {
    const spoken = ['fr', 'en'].filter((locale) => fields(value, at)[locale] !== undefined)
    if (isFields(value) && spoken.length === 0) fault(at, 'missing')
    for (const locale of spoken) if (typeof (value as Fields)[locale] !== 'string') fault(`${at}.${locale}`, 'not-text')
  }
  const colour = (value: unknown, at: string): boolean => (typeof value === 'string' && ((brandColours as readonly string[]).includes(value) || parseHex(value) !== null)) || fault(at, value === undefined ? 'missing' : 'not-a-colour')

  const part = (value: unknown, at: string): void => {
    const { source, style, size, colour: ink, leading, before } = fields(value, at)
    if (isFields(source) && 'words' in source) words(source['words'], `${at}.source.words`)
    else text(fields(source, `${at}.source`)['slot'], `${at}.source.slot`)
    oneOf(style, `${at}.style`, ['regular', 'bold'])
    const { least, most } = fields(size, `${at}.size`)
    if (number(least, `${at}.size.least`, 3, 1000)) number(most, `${at}.size.most`, least as number, 1000)
    colour(ink, `${at}.colour`)
    if (leading !== undefined) number(leading, `${at}.leading`, 0.7, 3)
    if (before !== undefined) number(before, `${at}.before`, 0, 10)
  }

  const frame = (value: unknown, at: string): void => {
    const found = fields(value, at)
    for (const place of ['x', 'y'] as const) number(found[place], `${at}.${place}`, -100, farthest)
    for (const size of ['width', 'height'] as const) number(found[size], `${at}.${size}`, 0.05, farthest)
    const { shown } = found
    if (shown !== undefined) for (const slot of Object.values(fields(shown, `${at}.shown`))) text(slot, `${at}.shown`)
    switch (found['type']) {
      case 'text':
        oneOf(found['align'], `${at}.align`, ['left', 'centre', 'right', 'justify'])
        oneOf(found['vertical'], `${at}.vertical`, ['top', 'middle', 'bottom'])
        if (found['alike'] !== undefined) text(found['alike'], `${at}.alike`)
        return list(found['parts'], `${at}.parts`, 20, part)
      case 'colour':
        return void colour(found['colour'], `${at}.colour`)
      case 'image': {
        text(found['slot'], `${at}.slot`)
        oneOf(found['fit'], `${at}.fit`, ['cover', 'contain'])
        const focus = fields(found['focus'], `${at}.focus`)
        for (const axis of ['x', 'y'] as const) number(focus[axis], `${at}.focus.${axis}`, 0, 1)
        return
      }
      case 'qr':
        return void text(found['slot'], `${at}.slot`)
      default:
        text(found['type'], `${at}.type`)
    }
  }

  const whole = fields(json, '')
  text(whole['id'], 'id')
  words(whole['name'], 'name')
  oneOf(whole['kind'], 'kind', templateKinds)
  const page = fields(whole['page'], 'page')
  for (const side of ['width', 'height'] as const) number(page[side], `page.${side}`, 20, farthest)
  number(page['bleed'], 'page.bleed', 0, 20)
  list(whole['pages'], 'pages', 40, (value, at) => {
    const { frames, folds } = fields(value, at)
    list(frames, `${at}.frames`, 300, frame)
    if (folds !== undefined) list(folds, `${at}.folds`, 20, (fold, place) => void number(fold, place, 0, farthest))
  })
  if (faults.length > 0) return { template: null, faults }
  return { template: structuredClone(json) as Template, faults: [] }
}
