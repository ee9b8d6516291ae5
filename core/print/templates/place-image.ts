/** A picture in its frame. Invariant: it keeps its proportions, and what must stay in sight does. */
import { mm } from '../drawing'
import type { Kept } from '../page-file'
import type { PageStream } from '../page-stream'
import type { ImageFrame } from './template'

export function placeImage(page: PageStream, picture: Kept, frame: ImageFrame, sheet: { width: number; height: number; bleed: number }): void {
  const { left, top, width, height } = frame.fit === 'cover' ? widened(frame, sheet) : { left: frame.x, top: frame.y, width: frame.width, height: frame.height }
  const across = width / picture.width
  const down = height / picture.height
  const scale = frame.fit === 'cover' ? Math.max(across, down) : Math.min(across, down)
  // Covering, a part is lost on the side that has less to show; contained, the same share is left empty.
  const x = left + (width - picture.width * scale) * frame.focus.x
  const y = top + (height - picture.height * scale) * frame.focus.y
  const bottom = sheet.height + sheet.bleed
  const points = scale * mm
  page.place(
    picture, [points, 0, 0, points, (x + sheet.bleed) * mm, (bottom - y - picture.height * scale) * mm],
    { x: (left + sheet.bleed) * mm, y: (bottom - top - height) * mm, width: width * mm, height: height * mm },
  )
}

/** Into the bleed where it touches the page's edge. */
function widened({ x, y, width, height }: ImageFrame, page: { width: number; height: number; bleed: number }): { left: number; top: number; width: number; height: number } {
  const [left, top] = [x <= 0 ? -page.bleed : x, y <= 0 ? -page.bleed : y]
  const right = x + width >= page.width ? page.width + page.bleed : x + width
  const bottom = y + height >= page.height ? page.height + page.bleed : y + height
  return { left, top, width: right - left, height: bottom - top }
}
