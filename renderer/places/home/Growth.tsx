/** How many people there were at each level, month by month: a chart, and the figures behind it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GrowthMonth } from '#core/domain/growth'
import { levels } from '#core/domain/person'
import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'
import { GrowthChart } from './GrowthChart'
import classes from './Growth.module.css'

export function Growth({ growth }: { growth: GrowthMonth[] }) {
  const { t } = useTranslation(['home', 'person'])
  const locale = useLocale()
  const [figures, setFigures] = useState(false)
  const long = new Intl.DateTimeFormat(dateLocale(locale), { month: 'long', year: 'numeric' })
  const young = growth.slice(0, -1).every(({ total }) => levels.every((level) => total[level] === 0))
  const [first, last] = [growth[0]!, growth.at(-1)!]
  const said = levels.map((level) => t('home:growth.line', { level: t(`person:level.${level}`), first: first.total[level], last: last.total[level] })).join(', ')
  return (
    <div className={classes.growth}>
      <div className={classes.head}>
        <h3>{t('home:growth.title')}</h3>
        <Button variant="subtle" size="compact-sm" aria-expanded={figures} onClick={() => setFigures(!figures)}>
          {t(figures ? 'home:growth.drawing' : 'home:growth.figures')}
        </Button>
      </div>
      {figures ? (
        <table className={classes.table}>
          <caption>{t('home:growth.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('home:growth.month')}</th>
              {levels.map((level) => (
                <th key={level} scope="col">
                  {t(`person:level.${level}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {growth.toReversed().map(({ from, total, came }) => (
              <tr key={from}>
                <th scope="row">{long.format(from)}</th>
                {levels.map((level) => (
                  <td key={level}>
                    {total[level].toLocaleString(locale)}
                    <span className={classes.came}>{came[level] > 0 ? t('home:growth.came', { count: came[level] }) : ''}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <GrowthChart growth={growth} label={t('home:growth.chart', { from: long.format(first.from), to: long.format(last.from), levels: said })} />
      )}
      <p className={classes.how}>
        {young && `${t('home:growth.young')} `}
        {t('home:growth.how')}
      </p>
    </div>
  )
}
