/** A sheet in small: what is printed on, from where on. For the pointer; the field beside it says and takes the same by keyboard. */
import type { MouseEvent } from 'react'
import { labelsOnSheet, placeOfLabel, type LabelSheet } from '#core/print/labels/label-sheet'
import classes from './StartPicture.module.css'

interface Props {
  sheet: LabelSheet
  /** From 1. */
  start: number
  onStart: (start: number) => void
}

export function StartPicture({ sheet, start, onStart }: Props) {
  const [width, height] = [sheet.paper[0] / 10, sheet.paper[1] / 10]
  const places = Array.from({ length: labelsOnSheet(sheet) }, (_, index) => placeOfLabel(sheet, index))
  const choose = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [((event.clientX - box.left) / box.width) * width, ((event.clientY - box.top) / box.height) * height]
    // Between two labels: the nearer one.
    const distance = (place: (typeof places)[number]) => Math.hypot(x - place.x - place.width / 2, y - place.y - place.height / 2)
    onStart(places.reduce((best, place, index) => (distance(place) < distance(places[best]!) ? index : best), 0) + 1)
  }
  return (
    <div className={classes.picture} style={{ aspectRatio: `${width} / ${height}` }} aria-hidden role="presentation" data-start-picture onClick={choose}>
      {places.map(({ x, y, width: wide, height: high }, index) => (
        <span
          key={index} className={classes.label} data-used={index + 1 < start || undefined} data-left={index + 1 >= start || undefined} data-first={index + 1 === start || undefined}
          style={{ left: `${(x / width) * 100}%`, top: `${(y / height) * 100}%`, width: `${(wide / width) * 100}%`, height: `${(high / height) * 100}%` }}
        />
      ))}
    </div>
  )
}
