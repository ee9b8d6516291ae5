/** How built-in templates are written down: the frames of template.ts with what most of them have in common. */
import type { Colour, ColourFrame, Frame, ImageFrame, QrFrame, Template, TextFrame, TextPart } from '../template'

type Shown = Frame['shown']
type PartMore = Partial<Pick<TextPart, 'leading' | 'before' | 'capitals' | 'hyphenate'>>
type Sizes = number | readonly [least: number, most: number]

const sized = (sizes: Sizes): TextPart['size'] => (typeof sizes === 'number' ? { least: sizes, most: sizes } : { least: sizes[0], most: sizes[1] })

export const bold = (slot: string, sizes: Sizes, colour: Colour = 'ink', more: PartMore = {}): TextPart => ({ source: { slot }, style: 'bold', size: sized(sizes), colour, ...more })
export const plain = (slot: string, sizes: Sizes, colour: Colour = 'ink', more: PartMore = {}): TextPart => ({ ...bold(slot, sizes, colour, more), style: 'regular' })
/** Words of the template's own. */
export const own = (part: TextPart, fr: string, en: string): TextPart => ({ ...part, source: { words: { fr, en } } })

type Box = readonly [x: number, y: number, width: number, height: number]
const placed = ([x, y, width, height]: Box, shown?: Shown) => ({ x, y, width, height, ...(shown ? { shown } : {}) })

export const text = (box: Box, parts: TextPart[], { shown, align = 'left', vertical = 'top', alike }: Partial<Pick<TextFrame, 'shown' | 'align' | 'vertical' | 'alike'>> = {}): TextFrame =>
  ({ type: 'text', ...placed(box, shown), parts, align, vertical, ...(alike ? { alike } : {}) })
export const fill = (box: Box, colour: Colour, shown?: Shown): ColourFrame => ({ type: 'colour', ...placed(box, shown), colour })
/** `contain` stands in the upper left corner of its frame. */
export const image = (box: Box, slot: string, fit: ImageFrame['fit'], shown?: Shown): ImageFrame => ({ type: 'image', ...placed(box, shown), slot, fit, focus: fit === 'cover' ? { x: 0.5, y: 0.35 } : { x: 0, y: 0.5 } })
export const qr = (x: number, y: number, side: number): QrFrame => ({ type: 'qr', ...placed([x, y, side, side]), slot: 'link' })

/** The name of who speaks, or her logo in its place. */
export function signature(box: Box, sizes: Sizes, colour: Colour = 'primary', align: TextFrame['align'] = 'left'): Frame[] {
  return [
    image(box, 'logo', 'contain', { with: 'logo' }),
    text(box, [bold('organisation', sizes, colour, { leading: 1.1 }), plain('website', typeof sizes === 'number' ? sizes * 0.85 : [sizes[0] * 0.85, sizes[1] * 0.85], colour === 'primary' ? 'soft' : colour, { before: 0.25 })], { shown: { without: 'logo' }, vertical: 'middle', align }),
  ]
}

/** Small, at the foot: the law wants it there, and nobody else. */
export const imprint = (box: Box, colour: Colour = 'soft', sizes: Sizes = [4, 5.5]): TextFrame => text(box, [plain('imprint', sizes, colour, { leading: 1.15 })], { vertical: 'bottom' })

/** The same on larger or smaller paper of the same shape. */
export function scaled(template: Template, by: number, changes: Pick<Template, 'id' | 'name' | 'page'>): Template {
  const length = (value: number) => Math.round(value * by * 10) / 10
  return {
    ...template, ...changes,
    pages: template.pages.map(({ frames, ...page }) => ({
      ...page,
      frames: frames.map((frame): Frame => {
        const box = { x: length(frame.x), y: length(frame.y), width: length(frame.width), height: length(frame.height) }
        return frame.type === 'text' ? { ...frame, ...box, parts: frame.parts.map((part) => ({ ...part, size: { least: length(part.size.least), most: length(part.size.most) } })) } : { ...frame, ...box }
      }),
    })),
  }
}
