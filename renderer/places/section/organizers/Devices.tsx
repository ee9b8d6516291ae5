/** The computers of the section: who each is, since when, and whether it is here. Those that were removed are folded away, not forgotten. */
import { Button, Group, Text } from '@mantine/core'
import { IconDeviceLaptop, IconFileText } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionDevice } from '#engine/api'
import { agoText, dateLocale } from '../../../ui/dates'
import { useTopic } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import { useNow } from '../../../ui/use-now'
import { RemoveDevice } from './RemoveDevice'
import { RoleDialog } from './RoleDialog'
import classes from '../SectionPlace.module.css'

interface Act {
  what: 'role' | 'remove'
  device: SectionDevice
}

export function Devices({ admin }: { admin: boolean }) {
  const { t } = useTranslation('organizers')
  const devices = useTopic('devices', null)
  const [unfolded, setUnfolded] = useState(false)
  const [act, setAct] = useState<Act | null>(null)
  if (!devices) return null
  const removed = devices.filter(({ removedAt }) => removedAt !== null)
  const list = (of: SectionDevice[], label: string) => (
    <ul className={classes.points} aria-label={label}>
      {of.map((device) => (
        <Device key={device.id} device={device} onAct={admin && !device.self && device.removedAt === null ? (what) => setAct({ what, device }) : undefined} />
      ))}
    </ul>
  )
  return (
    <>
      {list(devices.filter(({ removedAt }) => removedAt === null), t('devices.list'))}
      {removed.length > 0 && (
        <div>
          <Button variant="subtle" color="gray" size="compact-sm" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? t('devices.removedHide') : t('devices.removedShow', { count: removed.length })}
          </Button>
          {unfolded && list(removed, t('devices.removedList'))}
        </div>
      )}
      {act?.what === 'role' && <RoleDialog device={act.device} onClose={() => setAct(null)} />}
      {act?.what === 'remove' && <RemoveDevice device={act.device} onClose={() => setAct(null)} />}
    </>
  )
}

function Device({ device, onAct }: { device: SectionDevice; onAct: ((what: Act['what']) => void) | undefined }) {
  const { t } = useTranslation(['organizers', 'member'])
  const locale = useLocale()
  const now = useNow()
  const day = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long' })
  const { name, role, self, paper, since, removedAt, lastSeen, present } = device
  const called = paper ? t('organizers:devices.paper') : name
  const Icon = paper ? IconFileText : IconDeviceLaptop
  // Whoever is connected is in step, or on the way.
  const seen = paper || self || present ? null : lastSeen === null ? t('organizers:devices.never') : t('organizers:devices.seen', { ago: agoText(lastSeen, now, locale) })
  const said = removedAt === null ? [t('organizers:devices.since', { date: day.format(since) }), seen] : [t('organizers:devices.removedOn', { date: day.format(removedAt) })]
  return (
    <li className={classes.point}>
      <div className={classes.device}>
        <Icon size={22} stroke={1.5} className={classes.fine} aria-hidden />
        <div>
          <Text>
            {called}
            {self && (
              <Text span c="dimmed">
                {' '}
                ({t('organizers:devices.self')})
              </Text>
            )}
          </Text>
          <Text size="sm" c="dimmed">
            {[t(`member:role.${role}`), ...said].filter(Boolean).join(' · ')}
          </Text>
        </div>
      </div>
      {present && !self && removedAt === null && <span className={classes.present}>{t('organizers:devices.present')}</span>}
      {onAct && (
        <Group gap={0} wrap="nowrap" className={classes.acts}>
          {!paper && (
            <Button variant="subtle" size="compact-sm" aria-label={t('organizers:devices.changeRoleOf', { name })} onClick={() => onAct('role')}>
              {t('organizers:devices.changeRole')}
            </Button>
          )}
          <Button variant="subtle" size="compact-sm" aria-label={t('organizers:devices.removeOf', { name: called })} onClick={() => onAct('remove')}>
            {t('organizers:devices.remove')}
          </Button>
        </Group>
      )}
    </li>
  )
}
