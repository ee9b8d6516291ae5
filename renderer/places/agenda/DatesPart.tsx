/** A proposal: on which days it could be, who says that they can, and what becomes of it. */
import { Button, Group, Text } from '@mantine/core'
import { IconCheck, IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ProposedDate } from '#core/domain/agenda/action'
import { dateLocale } from '../../ui/dates'
import { useOpenStatus } from '../../ui/engine'
import { Part } from '../../ui/sheet/lines'
import { useLocale } from '../../ui/settings'
import { showToast } from '../../ui/toast'
import { useActionEdit } from './use-action-edit'
import classes from './DatesPart.module.css'

export function DatesPart({ onRefuse }: { onRefuse(): void }) {
  const { t } = useTranslation(['agenda', 'app'])
  const { action, edit } = useActionEdit()
  const { device } = useOpenStatus()
  const locale = dateLocale(useLocale())
  const format = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  const words = ({ start, end }: ProposedDate) => `${format.format(new Date(`${start.local.slice(0, 10)}T00:00Z`))}, ${start.local.slice(11, 16)} – ${end.local.slice(11, 16)}`
  const adopt = async ({ start, end }: ProposedDate) => {
    await edit({ field: 'when', value: { start, end } }, { field: 'status', value: 'planned' })
    void showToast({ message: t('agenda:sheet.adopted'), closeLabel: t('app:close') })
  }
  return (
    <Part title={t('agenda:sheet.part.dates')}>
      <ul className={classes.dates}>
        {action.dates.map((date) => {
          const said = action.support.filter((each) => each.date === date.id)
          const own = said.find((each) => each.device === device)
          const say = (can: boolean) => edit({ field: 'support', date: date.id, device, can: own?.can === can ? null : can })
          const [yes, no] = [said.filter(({ can }) => can).length, said.filter(({ can }) => !can).length]
          return (
            <li key={date.id} className={classes.date}>
              <Text size="sm" fw={600} className={classes.when}>
                {words(date)}
              </Text>
              <Text size="xs" c="dimmed">
                {[yes > 0 ? t('agenda:sheet.canCount', { count: yes }) : '', no > 0 ? t('agenda:sheet.cannotCount', { count: no }) : ''].filter(Boolean).join(' · ')}
              </Text>
              <Group gap={6} mt={4}>
                <Button size="compact-sm" variant={own?.can ? 'filled' : 'default'} aria-pressed={own?.can === true} aria-label={`${t('agenda:sheet.can')}, ${words(date)}`} leftSection={<IconThumbUp size={14} />} onClick={() => void say(true)}>
                  {t('agenda:sheet.can')}
                </Button>
                <Button size="compact-sm" variant={own && !own.can ? 'filled' : 'default'} aria-pressed={own?.can === false} aria-label={`${t('agenda:sheet.cannot')}, ${words(date)}`} leftSection={<IconThumbDown size={14} />} onClick={() => void say(false)}>
                  {t('agenda:sheet.cannot')}
                </Button>
                <Button size="compact-sm" variant="light" aria-label={`${t('agenda:sheet.adopt')}, ${words(date)}`} leftSection={<IconCheck size={14} />} onClick={() => void adopt(date)}>
                  {t('agenda:sheet.adopt')}
                </Button>
              </Group>
            </li>
          )
        })}
      </ul>
      <Button variant="subtle" color="red" size="compact-sm" onClick={onRefuse}>
        {t('agenda:sheet.refuse')}
      </Button>
    </Part>
  )
}
