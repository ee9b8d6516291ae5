/** What the person said, per purpose and channel, with the day, where it comes from and the text that they read. */
import { Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { channels, consentFor, purposes, type Channel, type Purpose } from '#core/domain/consent'
import { formatDate } from '#core/domain/dates'
import { useLocale } from '../../../ui/settings'
import { Conflicts } from './Conflicts'
import { ConsentForm } from './ConsentForm'
import { usePersonEdit } from './use-person-edit'
import own from './ConsentMatrix.module.css'

export function ConsentMatrix() {
  const { t } = useTranslation(['sheet', 'person'])
  const locale = useLocale()
  const { person } = usePersonEdit()
  const [editing, setEditing] = useState<{ purpose: Purpose; channel: Channel } | null>(null)
  return (
    <>
      <table className={own.matrix} aria-label={t('sheet:part.consents')}>
        <thead>
          <tr>
            <td />
            {channels.map((channel) => (
              <th key={channel} scope="col">
                {t(`person:channel.${channel}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {purposes.map((purpose) => (
            <tr key={purpose}>
              <th scope="row">{t(`person:purpose.${purpose}`)}</th>
              {channels.map((channel) => {
                const consent = consentFor(person, purpose, channel)
                const state = consent?.state ?? 'unknown'
                const names = { purpose: t(`person:purpose.${purpose}`), channel: t(`person:channel.${channel}`), state: t(`person:consent.${state}`).toLowerCase() }
                const label = consent?.date ? t('sheet:consent.cellDated', { ...names, date: formatDate(consent.date, locale) }) : t('sheet:consent.cell', names)
                const open = editing?.purpose === purpose && editing.channel === channel
                return (
                  <td key={channel}>
                    <Popover opened={open} onChange={(on) => !on && setEditing(null)} trapFocus returnFocus withinPortal position="bottom-end" shadow="md" width={300}>
                      <Popover.Target>
                        <button type="button" className={own.cell} data-state={state} aria-label={label} title={label} onClick={() => setEditing(open ? null : { purpose, channel })}>
                          {state === 'yes' ? t('sheet:consent.yesShort') : state === 'no' ? t('sheet:consent.noShort') : '–'}
                        </button>
                      </Popover.Target>
                      <Popover.Dropdown aria-label={t('sheet:consent.title', names)}>
                        <ConsentForm purpose={purpose} channel={channel} onDone={() => setEditing(null)} />
                      </Popover.Dropdown>
                    </Popover>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <Conflicts fields={['consents']} />
      <p className={own.more}>{t('sheet:consent.more')}</p>
    </>
  )
}
