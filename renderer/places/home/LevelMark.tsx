/** How each level is drawn: a colour, a dash and a shape, so that no reader needs the colour. */
import type { Level } from '#core/domain/person'
import classes from './LevelMark.module.css'

export function LevelMark({ level }: { level: Level }) {
  return (
    <svg className={classes.mark} width="26" height="12" viewBox="0 0 26 12" aria-hidden data-level={level}>
      <path d="M0 6H26" className={classes.line} />
      <LevelPoint level={level} x={13} y={6} />
    </svg>
  )
}

/** A circle, a square, a triangle: 4 px from its middle to its edge. */
export function LevelPoint({ level, x, y }: { level: Level; x: number; y: number }) {
  const shape = { follow: 'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0', act: 'm-3.5 -3.5h7v7h-7z', join: 'm0 -4.5l4.5 8h-9z' }[level]
  return <path d={`M${x} ${y}${shape}`} className={classes.point} data-level={level} />
}

export { classes as levelClasses }
