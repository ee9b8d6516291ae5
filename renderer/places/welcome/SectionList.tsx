import { Button, Group, Text, Title } from '@mantine/core'
import { IconArchive, IconFileText, IconFlask, IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import type { ReplacedSection } from '#core/ports/host'
import type { ClosedSection } from '#engine/api'
import { ReplacedList } from './ReplacedList'
import { useDay } from './use-day'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

interface Props {
  sections: ClosedSection[]
  replaced: ReplacedSection[]
  onOpen(id: SectionId): void
  onCreate(): void
  onJoin(): void
  onRecover(): void
  onRestore(): void
}

export function SectionList({ sections, replaced, onOpen, onCreate, onJoin, onRecover, onRestore }: Props) {
  const { t } = useTranslation(['welcome', 'restore', 'join', 'recover'])
  const { busy, open } = useOpening()
  const day = useDay()
  const latestFirst = sections.toSorted((a, b) => b.lastOpenedAt - a.lastOpenedAt)
  return (
    <section className={classes.panel}>
      <Title order={2}>{t('welcome:list.title')}</Title>
      <Text size="sm" c="dimmed" mt={4}>
        {t('welcome:list.more')}
      </Text>
      <ul className={classes.list}>
        {latestFirst.map(({ id, createdAt, lastOpenedAt, demo }) => (
          <li key={id} className={classes.item}>
            <div>
              <Text fw={600}>{t(demo ? 'welcome:list.demo' : 'welcome:list.created', { date: day(createdAt) })}</Text>
              <Text size="sm" c="dimmed">
                {t('welcome:list.opened', { date: day(lastOpenedAt) })}
              </Text>
            </div>
            <Button variant="light" onClick={() => onOpen(id)}>
              {t('welcome:list.open')}
            </Button>
          </li>
        ))}
      </ul>
      {replaced.length > 0 && <ReplacedList replaced={replaced} />}
      <Group gap="xs">
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={onCreate}>
          {t('welcome:create.title')}
        </Button>
        <Button variant="default" leftSection={<IconUsersGroup size={16} />} onClick={onJoin}>
          {t('join:title')}
        </Button>
        <Button variant="default" leftSection={<IconFlask size={16} />} loading={busy} onClick={() => open((engine) => engine.call('createDemo'))}>
          {t('welcome:demo.again')}
        </Button>
        <Button variant="default" leftSection={<IconArchive size={16} />} onClick={onRestore}>
          {t('restore:title')}
        </Button>
        <Button variant="default" leftSection={<IconFileText size={16} />} onClick={onRecover}>
          {t('recover:start')}
        </Button>
      </Group>
    </section>
  )
}
