/** Frames that are drawn now: those of which the slot that they wait for is filled, or is not, as on paper. */
import type { Frame, Template } from '#core/print/templates/template'
import type { Slots } from '#core/print/templates/slots'

export interface FilledWith {
  slots: Slots
  pictures: Readonly<Record<string, string>>
  hasLogo: boolean
}

export function shownFrames({ pages }: Template, page: number, { slots, pictures, hasLogo }: FilledWith): { frame: Frame; index: number }[] {
  const always = new Set(['organisation', 'imprint'])
  const filled = (slot: string) => always.has(slot) || (slot === 'logo' ? hasLogo : Boolean(slots[slot]?.trim()) || Boolean(pictures[slot]))
  return (pages[page]?.frames ?? []).flatMap((frame, index) =>
    frame.type !== 'unknown' && (frame.shown?.with === undefined || filled(frame.shown.with)) && (frame.shown?.without === undefined || !filled(frame.shown.without)) ? [{ frame, index }] : [],
  )
}
