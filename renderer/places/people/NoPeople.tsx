/** No one to show: what to do next, never a blank. */
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconFileImport, IconUserPlus, IconUserSearch, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { everyone } from '#core/domain/query'
import { usePeopleView } from './view'
import classes from './NoPeople.module.css'

export default function NoPeople({ filtered, onNew }: { filtered: boolean; onNew(): void }) {
  const { t } = useTranslation('people')
  const view = usePeopleView()
  const Icon = filtered ? IconUserSearch : IconUsers
  return (
    <Stack className={classes.page} align="center" justify="center" gap="xs">
      <Icon size={44} stroke={1.25} className={classes.icon} aria-hidden />
      <Title order={2}>{t(filtered ? 'none.filteredTitle' : 'none.title')}</Title>
      <Text c="dimmed" maw={440} ta="center">
        {t(filtered ? 'none.filteredMore' : 'none.more')}
      </Text>
      <Group mt="sm">
        {filtered ? (
          <Button variant="default" onClick={() => view.ask({ ...everyone, sort: view.query.sort })}>
            {t('none.showAll')}
          </Button>
        ) : (
          <Button leftSection={<IconFileImport size={16} />} onClick={() => view.open({ kind: 'import' })}>
            {t('none.import')}
          </Button>
        )}
        <Button variant="default" leftSection={<IconUserPlus size={16} />} onClick={onNew}>
          {t('new')}
        </Button>
      </Group>
    </Stack>
  )
}
