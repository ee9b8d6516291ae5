/** Millimetres along the page, and on them where the held frame is. */
import type { Box } from '#core/print/templates/frame-geometry'
import own from './Layout.module.css'

/** CSS px that two numbers keep apart. */
const apart = 28
/** That a number takes beside its mark. */
const numberRoom = 24

export function Rulers({ size, scale, held }: { size: { width: number; height: number }; scale: number; held: Box | null }) {
  const step = [10, 20, 50, 100].find((mm) => mm * scale >= apart) ?? 200
  const marks = (length: number) => Array.from({ length: Math.floor(length / (step / 2)) + 1 }, (_, at) => at * (step / 2))
  return (
    <>
      <div className={own.across} aria-hidden>
        {held && <span className={own.extent} style={{ left: held.x * scale, width: held.width * scale }} />}
        {marks(size.width).map((mm) => (
          <span key={mm} className={own.mark} data-long={mm % step === 0 || undefined} style={{ left: mm * scale }}>
            {mm % step === 0 && (size.width - mm) * scale > numberRoom ? mm : ''}
          </span>
        ))}
      </div>
      <div className={own.down} aria-hidden>
        {held && <span className={own.extent} style={{ top: held.y * scale, height: held.height * scale }} />}
        {marks(size.height).map((mm) => (
          <span key={mm} className={own.mark} data-long={mm % step === 0 || undefined} style={{ top: mm * scale }}>
            {mm % step === 0 && (size.height - mm) * scale > numberRoom ? mm : ''}
          </span>
        ))}
      </div>
    </>
  )
}
