/** Moments of this section to which one can go back, on this computer. */
import { Button, Text, Title } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EngineCalls } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { useEngine, useTopic } from '../../ui/engine'
import { useLocale } from '../../ui/settings'
import { megabytes } from '../../ui/sizes'
import { addWords } from '../../ui/words'
import { PointDialog } from './PointDialog'
import { pointsWords } from './points-words'
import classes from './SectionPlace.module.css'

addWords('points', pointsWords)

type Points = ReturnType<EngineCalls['points']>

export function Points() {
  const { t } = useTranslation('points')
  const engine = useEngine()
  const locale = useLocale()
  const history = useTopic('history', null)
  const [known, setKnown] = useState<Points | null>(null)
  const [chosen, setChosen] = useState<Points['points'][number] | null>(null)
  // What is done makes points: the list is asked again with each entry of the history.
  useEffect(() => {
    let current = true
    engine.call('points').then((points) => current && setKnown(points), () => undefined)
    return () => {
      current = false
    }
  }, [engine, history?.version, chosen])
  const day = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long', timeStyle: 'short' })
  return (
    <div>
      <Title order={3} size="h5" id="restore-points">
        {t('title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('more')}
      </Text>
      {known?.points.length === 0 && <Text size="sm" mt="xs">{t('none')}</Text>}
      {known && known.points.length > 0 && (
        <>
          <ul className={classes.points} aria-label={t('list')}>
            {known.points.map((point) => (
              <li key={point.id} className={classes.point}>
                <div>
                  <Text size="sm">{day.format(point.at)}</Text>
                  <Text size="sm" c="dimmed">
                    {t(`why.${point.why}`)} · {t('people', { count: point.people })}
                  </Text>
                </div>
                <Button flex="none" variant="subtle" size="compact-sm" aria-label={t('backTo', { date: day.format(point.at) })} onClick={() => setChosen(point)}>
                  {t('back')}
                </Button>
              </li>
            ))}
          </ul>
          <Text size="sm" c="dimmed">
            {known.bytes > 0 ? t('size', { size: megabytes(known.bytes), journal: megabytes(known.journal) }) : t('noSize', { journal: megabytes(known.journal) })}
          </Text>
        </>
      )}
      {chosen && <PointDialog id={chosen.id} people={chosen.people} date={day.format(chosen.at)} onClose={() => setChosen(null)} />}
    </div>
  )
}
