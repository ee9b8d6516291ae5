/** Changes to a template, each a new one: what was before is kept by whoever can undo. What is not known here is carried along. */
import type { Frame, Template } from './template'

/** `page` and `frame` by number. */
export interface FramePlace {
  page: number
  frame: number
}

/** A template, and the frame that is to be held after the change; `null` where it is gone. */
export interface ChangedTemplate {
  template: Template
  held: FramePlace | null
}

const withFrames = (template: Template, page: number, change: (frames: Frame[]) => Frame[]): Template => ({ ...template, pages: template.pages.map((each, at) => (at === page ? { ...each, frames: change(each.frames) } : each)) })

export const frameAt = ({ pages }: Template, { page, frame }: FramePlace): Frame | undefined => pages[page]?.frames[frame]

export function changeFrame(template: Template, { page, frame }: FramePlace, changed: Frame): Template {
  return withFrames(template, page, (frames) => frames.map((each, at) => (at === frame ? changed : each)))
}

/** The last frame of a page stays: a page has one. */
export function removeFrame(template: Template, { page, frame }: FramePlace): ChangedTemplate {
  if ((template.pages[page]?.frames.length ?? 0) < 2) return { template, held: { page, frame } }
  return { template: withFrames(template, page, (frames) => frames.filter((_, at) => at !== frame)), held: null }
}

export function addFrame(template: Template, page: number, frame: Frame): ChangedTemplate {
  return { template: withFrames(template, page, (frames) => [...frames, frame]), held: { page, frame: template.pages[page]!.frames.length } }
}

/** One step towards the front or the back, or all the way. */
export function reorderFrame(template: Template, { page, frame }: FramePlace, to: 'front' | 'forward' | 'backward' | 'back'): ChangedTemplate {
  const last = (template.pages[page]?.frames.length ?? 1) - 1
  const place = { front: last, forward: Math.min(last, frame + 1), backward: Math.max(0, frame - 1), back: 0 }[to]
  const moved = withFrames(template, page, (frames) => {
    const others = frames.filter((_, at) => at !== frame)
    return [...others.slice(0, place), frames[frame]!, ...others.slice(place)]
  })
  return { template: moved, held: { page, frame: place } }
}

export const newFrameTypes = ['text', 'image', 'qr', 'colour'] as const
export type NewFrameType = (typeof newFrameTypes)[number]

/** In the middle of the page, a third as wide. */
export function newFrame(type: NewFrameType, { page: { width, height } }: Template, words: Record<'fr' | 'en', string>): Frame {
  const side = Math.round(Math.min(width, height) / 3)
  const size = { text: { width: Math.round(width / 2), height: Math.round(height / 8) }, image: { width: side, height: side }, qr: { width: side, height: side }, colour: { width: side, height: side } }[type]
  const box = { x: Math.round((width - size.width) / 2), y: Math.round((height - size.height) / 2), ...size }
  switch (type) {
    case 'text':
      return { type, ...box, align: 'left', vertical: 'top', parts: [{ source: { words }, style: 'regular', size: { least: 8, most: Math.max(12, Math.round(width / 8)) }, colour: 'ink' }] }
    case 'image':
      return { type, ...box, slot: 'image', fit: 'cover', focus: { x: 0.5, y: 0.5 } }
    case 'qr':
      return { type, ...box, slot: 'link' }
    case 'colour':
      return { type, ...box, colour: 'primary' }
  }
}
