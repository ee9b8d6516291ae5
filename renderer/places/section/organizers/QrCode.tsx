/** A QR code as one path. Dark on white with its quiet zone whatever the colour scheme: a camera reads no other. */
import { useMemo } from 'react'
import { qrRuns } from '#core/print/qr'
import classes from '../SectionPlace.module.css'

/** Modules of white around, as the standard (ISO/IEC 18004) asks. */
const quiet = 4

export function QrCode({ text, label }: { text: string; label: string }) {
  const { side, path } = useMemo(() => {
    const { side, runs } = qrRuns(text)
    return { side, path: runs.map(({ row, column, length }) => `M${column} ${row}h${length}v1h-${length}z`).join('') }
  }, [text])
  return (
    <svg className={classes.qr} role="img" aria-label={label} viewBox={`${-quiet} ${-quiet} ${side + 2 * quiet} ${side + 2 * quiet}`} shapeRendering="crispEdges">
      <path d={path} />
    </svg>
  )
}
