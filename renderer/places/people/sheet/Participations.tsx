/** What somebody signed up for, and whether she came: told by the agenda, changed there. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Participation } from '#engine/api'
import { dateLocale } from '../../../ui/dates'
import { useEngine } from '../../../ui/engine'
import { routeHash } from '../../../ui/route'
import { useLocale } from '../../../ui/settings'
import { Part } from '../../../ui/sheet/lines'
import { Conflicts } from './Conflicts'
import { usePersonEdit } from './use-person-edit'
import classes from './Participations.module.css'

/** The latest; what is older is in the agenda. */
const shown = 8

export function Participations() {
  const { t } = useTranslation(['sheet', 'person', 'action'])
  const engine = useEngine()
  const { person } = usePersonEdit()
  const locale = dateLocale(useLocale())
  const [found, setFound] = useState<Participation[]>([])
  const { id, signUps } = person
  useEffect(() => {
    if (!signUps) return setFound([])
    let current = true
    engine.call('participations', id).then((all) => current && setFound(all), () => {})
    return () => {
      current = false
    }
  }, [engine, id, signUps])
  if (found.length === 0) return null
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  return (
    <Part title={t('sheet:part.participations')}>
      <ul className={classes.list}>
        {found.slice(0, shown).map(({ action, on, title, kind, from, state }) => (
          <li key={`${action} ${on}`}>
            <time dateTime={new Date(from).toISOString()}>{date.format(from)}</time>
            <a href={routeHash({ place: 'agenda', action, ...(on ? { on } : {}) })}>{title || t(`action:kind.${kind}`)}</a>
            <span>{t(`person:signUp.${state}`)}</span>
          </li>
        ))}
      </ul>
      {found.length > shown && <p className={classes.more}>{t('sheet:olderParticipations', { count: found.length - shown })}</p>}
      <Conflicts fields={['signUps']} />
    </Part>
  )
}
