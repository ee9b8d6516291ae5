/** Who else has this person's sheet open, told to each other sealed. Two people on one record talk before they type. */
import { IconEye } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { PersonId } from '#core/domain/ids'
import { dateLocale } from '../../../ui/dates'
import { useEngine, useTopic } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import classes from '../../../ui/sheet/Sheet.module.css'

export function Presence({ id }: { id: PersonId }) {
  const { t } = useTranslation('sheet')
  const engine = useEngine()
  const locale = useLocale()
  const shared = useTopic('sharing', null)?.state === 'shared'
  const names = useTopic('presence', id) ?? []
  useEffect(() => {
    if (!shared) return
    const attend = (person: PersonId | null) => void engine.call('attend', person).catch(() => undefined)
    attend(id)
    return () => attend(null)
  }, [engine, id, shared])
  const list = new Intl.ListFormat(dateLocale(locale), { type: 'conjunction' })
  return (
    // Always there, so that a screen reader hears of who comes.
    <div role="status">
      {names.length > 0 && (
        <p className={classes.presence} data-testid="presence">
          <IconEye size={15} stroke={1.75} aria-hidden />
          {t('presence', { names: list.format(names.map((name) => t('quoted', { name }))) })}
        </p>
      )}
    </div>
  )
}
