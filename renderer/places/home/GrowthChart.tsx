/** Three lines over twelve months. What it shows stands in the table behind it, and in its name for whoever can't see it. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GrowthMonth } from '#core/domain/growth'
import { levels } from '#core/domain/person'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import { apart, ticksFor } from './chart-scale'
import { LevelPoint, levelClasses } from './LevelMark'
import classes from './Growth.module.css'

/** CSS px. */
const height = 190
const [top, bottom, left, right] = [12, 24, 44, 108]
const lineGap = 15
/** A month's name in its short form, with air around it. */
const monthWidth = 40

export function GrowthChart({ growth, label }: { growth: readonly GrowthMonth[]; label: string }) {
  const { t } = useTranslation('person')
  const locale = useLocale()
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])

  const ticks = ticksFor(Math.max(...growth.flatMap(({ total }) => levels.map((level) => total[level]))))
  const [inner, floor] = [Math.max(0, width - left - right), height - bottom]
  const x = (month: number) => left + (inner * month) / (growth.length - 1)
  const y = (count: number) => floor - ((floor - top) * count) / ticks.at(-1)!
  const ends = apart(levels.map((level) => y(growth.at(-1)!.total[level])), lineGap, floor)
  const everyMonth = Math.max(1, Math.ceil(monthWidth / (inner / (growth.length - 1))))
  const short = new Intl.DateTimeFormat(dateLocale(locale), { month: 'short' })
  return (
    <div ref={box} className={classes.chart}>
      {inner > 0 && (
        <svg role="img" aria-label={label} width={width} height={height}>
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${left} ${y(tick)}H${left + inner}`} className={classes.rule} />
              <text x={left - 8} y={y(tick)} dy="0.35em" textAnchor="end">
                {tick.toLocaleString(locale)}
              </text>
            </g>
          ))}
          {growth.map(({ from }, month) =>
            (growth.length - 1 - month) % everyMonth === 0 ? (
              <text key={from} x={x(month)} y={height - 6} textAnchor="middle">
                {short.format(from)}
              </text>
            ) : null,
          )}
          {levels.map((level, at) => (
            <g key={level} data-level={level}>
              <path d={growth.map(({ total }, month) => `${month === 0 ? 'M' : 'L'}${x(month)} ${y(total[level])}`).join('')} className={levelClasses['line']} />
              {growth.map(({ from, total }, month) => (
                <LevelPoint key={from} level={level} x={x(month)} y={y(total[level])} />
              ))}
              <text x={left + inner + 10} y={ends[at]} dy="0.35em" className={classes.end}>
                {growth.at(-1)!.total[level].toLocaleString(locale)} {t(`level.${level}`)}
              </text>
            </g>
          ))}
        </svg>
      )}
    </div>
  )
}
