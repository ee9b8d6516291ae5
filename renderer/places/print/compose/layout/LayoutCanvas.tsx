/**
 * Frames over the page that they make: chosen by click or Tab, moved and drawn larger by mouse or arrow keys, held by lines.
 * Invariant: what a hand drags is one step; nothing is changed before it moves.
 */
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { FramePlace } from '#core/print/templates/edit-template'
import { linesOf, movedBy, resizedBy, snapMoved, snapResized, type Box, type Grip, type Lines } from '#core/print/templates/frame-geometry'
import type { Overflow } from '#core/print/templates/set-frames'
import type { Template } from '#core/print/templates/template'
import { marginOf, useFrameName } from './frame-name'
import { shownFrames, type FilledWith } from './shown-frames'
import own from './Layout.module.css'

interface Props extends FilledWith {
  template: Template
  page: number
  /** CSS px a mm. */
  scale: number
  held: FramePlace | null
  overflows: readonly Overflow[]
  onHold(place: FramePlace | null): void
  /** `deed`: of the same, steps join. */
  onBox(place: FramePlace, box: Box, deed: string): void
  onRemove(place: FramePlace): void
}

interface Drag {
  index: number
  /** `null`: the whole frame. */
  grip: Grip | null
  from: Box
  start: { x: number; y: number }
  lines: Lines
  deed: string
}

const grips: readonly Grip[] = ([-1, 0, 1] as const).flatMap((y) => ([-1, 0, 1] as const).map((x) => ({ x, y }))).filter(({ x, y }) => x !== 0 || y !== 0)
const arrows: Record<string, readonly [across: number, down: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
/** CSS px within which a line takes hold, and beyond which a hand drags. */
const holdsWithin = 6
const dragsFrom = 3
const nowhere: Lines = { x: [], y: [] }

export function LayoutCanvas({ template, page, slots, pictures, hasLogo, scale, held, overflows, onHold, onBox, onRemove }: Props) {
  const { t } = useTranslation('compose')
  const nameOf = useFrameName()
  const keysId = useId()
  const [guides, setGuides] = useState<Lines>(nowhere)
  const drag = useRef<Drag | null>(null)
  const frames = shownFrames(template, page, { slots, pictures, hasLogo })
  // Texts lie over fills and pictures, as on paper.
  const layered = [...frames.filter(({ frame }) => frame.type !== 'text'), ...frames.filter(({ frame }) => frame.type === 'text')]

  const begin = (event: PointerEvent, index: number, grip: Grip | null) => {
    if (event.button !== 0) return
    const { x, y, width, height } = template.pages[page]!.frames[index]!
    const others = frames.filter((each) => each.index !== index).map(({ frame }) => frame)
    drag.current = { index, grip, from: { x, y, width, height }, start: { x: event.clientX, y: event.clientY }, lines: linesOf(template.page, marginOf(template), others), deed: `drag ${event.timeStamp}` }
    event.currentTarget.setPointerCapture(event.pointerId)
    event.stopPropagation()
    onHold({ page, frame: index })
  }
  const move = (event: PointerEvent) => {
    const { current } = drag
    if (!current) return
    const [across, down] = [event.clientX - current.start.x, event.clientY - current.start.y]
    if (guides === nowhere && Math.hypot(across, down) < dragsFrom) return
    const tenth = (value: number) => Math.round((value / scale) * 10) / 10
    const free = current.grip ? resizedBy(current.from, current.grip, tenth(across), tenth(down)) : movedBy(current.from, tenth(across), tenth(down), template.page)
    // With Alt nothing takes hold.
    const within = event.altKey ? 0 : holdsWithin / scale
    const { box, guides: lines } = within === 0 ? { box: free, guides: { x: [], y: [] } } : current.grip ? snapResized(free, current.grip, current.lines, within) : snapMoved(free, current.lines, within)
    setGuides(lines)
    onBox({ page, frame: current.index }, box, current.deed)
  }
  const end = () => {
    drag.current = null
    setGuides(nowhere)
  }
  const press = (event: KeyboardEvent, index: number) => {
    const place = { page, frame: index }
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault()
      return onRemove(place)
    }
    const arrow = arrows[event.key]
    if (!arrow) return
    event.preventDefault()
    const step = event.altKey ? 0.1 : event.shiftKey ? 5 : 1
    const { x, y, width, height } = template.pages[page]!.frames[index]!
    const box = { x, y, width, height }
    const [across, down] = [arrow[0] * step, arrow[1] * step]
    if (event.ctrlKey || event.metaKey) onBox(place, resizedBy(box, { x: 1, y: 1 }, across, down), 'resize')
    else onBox(place, movedBy(box, across, down, template.page), 'move')
  }

  return (
    <div className={own.canvas} role="group" aria-label={t('layout.canvas')} aria-describedby={keysId} onPointerDown={() => onHold(null)}>
      <span id={keysId} hidden>
        {t('layout.keys')}
      </span>
      {layered.map(({ frame, index }) => {
        const isHeld = held?.page === page && held.frame === index
        const { x, y, width, height } = frame
        return (
          <button
            key={index} type="button" className={own.frame} data-type={frame.type} data-over={overflows.some((each) => each.frame === index) || undefined} aria-pressed={isHeld} aria-label={nameOf(frame)}
            style={{ left: x * scale, top: y * scale, width: width * scale, height: height * scale }}
            onFocus={() => onHold({ page, frame: index })} onPointerDown={(event) => begin(event, index, null)} onPointerMove={move} onPointerUp={end} onPointerCancel={end} onKeyDown={(event) => press(event, index)}
          >
            {isHeld &&
              grips.map((grip) => (
                <span
                  key={`${grip.x}${grip.y}`} className={own.grip} aria-hidden style={{ left: `${(grip.x + 1) * 50}%`, top: `${(grip.y + 1) * 50}%`, cursor: grip.x === 0 ? 'ns-resize' : grip.y === 0 ? 'ew-resize' : grip.x === grip.y ? 'nwse-resize' : 'nesw-resize' }}
                  onPointerDown={(event) => begin(event, index, grip)}
                />
              ))}
          </button>
        )
      })}
      {guides.x.map((line) => (
        <span key={`x${line}`} className={own.guide} aria-hidden style={{ left: line * scale, top: 0, bottom: 0, width: 1 }} />
      ))}
      {guides.y.map((line) => (
        <span key={`y${line}`} className={own.guide} aria-hidden style={{ top: line * scale, left: 0, right: 0, height: 1 }} />
      ))}
    </div>
  )
}
