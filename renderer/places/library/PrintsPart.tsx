/** When it was printed, how many, from which computer, under which code: by whomever in the section. */
import { Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AssetId } from '#core/domain/ids'
import type { AssetPrint } from '#engine/api'
import { dateLocale } from '../../ui/dates'
import { useEngine, useOpenStatus, useTopic } from '../../ui/engine'
import { Part } from '../../ui/sheet/lines'
import { useLocale } from '../../ui/settings'
import classes from './AssetSheet.module.css'

export function PrintsPart({ id }: { id: AssetId }) {
  const { t } = useTranslation('library')
  const engine = useEngine()
  const locale = dateLocale(useLocale())
  const { device } = useOpenStatus()
  const devices = useTopic('devices', null)
  const version = useTopic('history', null)?.version
  const [prints, setPrints] = useState<AssetPrint[] | null>(null)
  useEffect(() => {
    let current = true
    engine.call('printsOf', id).then((found) => current && setPrints(found), () => {})
    return () => {
      current = false
    }
  }, [engine, id, version])
  if (!prints) return null
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const from = (print: AssetPrint) => (print.device === device ? t('prints.here') : (devices?.find((each) => each.id === print.device)?.name ?? t('prints.elsewhere')))
  return (
    <Part title={t('sheet.part.prints')}>
      {prints.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('prints.none')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {prints.map((print) => (
            <li key={print.code} className={classes.row}>
              <span className={classes.grow}>
                {[t('prints.copies', { count: print.copies }), ...(print.sheets === undefined ? [] : [t('prints.sheets', { count: print.sheets })])].join(', ')}
                <Text size="xs" c="dimmed">
                  {[day.format(print.at), from(print), print.code].join(' · ')}
                </Text>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
