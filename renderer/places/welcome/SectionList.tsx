import { Button, Group, Text, Title } from '@mantine/core'
import { IconFlask, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import type { ClosedSection } from '#engine/api'
import { useDay } from './use-day'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

export function SectionList({ sections, onOpen, onCreate }: { sections: ClosedSection[]; onOpen(id: SectionId): void; onCreate(): void }) {
  const { t } = useTranslation('welcome')
  const { busy, open } = useOpening()
  const day = useDay()
  const latestFirst = sections.toSorted((a, b) => b.lastOpenedAt - a.lastOpenedAt)
  return (
    <section className={classes.panel}>
      <Title order={2}>{t('list.title')}</Title>
      <Text size="sm" c="dimmed" mt={4}>
        {t('list.more')}
      </Text>
      <ul className={classes.list}>
        {latestFirst.map(({ id, createdAt, lastOpenedAt, demo }) => (
          <li key={id} className={classes.item}>
            <div>
              <Text fw={600}>{t(demo ? 'list.demo' : 'list.created', { date: day(createdAt) })}</Text>
              <Text size="sm" c="dimmed">
                {t('list.opened', { date: day(lastOpenedAt) })}
              </Text>
            </div>
            <Button variant="light" onClick={() => onOpen(id)}>
              {t('list.open')}
            </Button>
          </li>
        ))}
      </ul>
      <Group gap="xs">
        <Button variant="default" leftSection={<IconPlus size={16} />} onClick={onCreate}>
          {t('create.title')}
        </Button>
        <Button variant="default" leftSection={<IconFlask size={16} />} loading={busy} onClick={() => open((engine) => engine.call('createDemo'))}>
          {t('demo.again')}
        </Button>
      </Group>
    </section>
  )
}
