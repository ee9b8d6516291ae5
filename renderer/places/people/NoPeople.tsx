/** No one to show: what to do next, never a blank. */
import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconCloudDown, IconFileImport, IconUserPlus, IconUserSearch, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { everyone } from '#core/domain/query'
import { useTopic } from '../../ui/engine'
import { usePeopleView } from './view'
import classes from './NoPeople.module.css'

export default function NoPeople({ filtered, onNew }: { filtered: boolean; onNew(): void }) {
  const { t } = useTranslation('people')
  const view = usePeopleView()
  const sharing = useTopic('sharing', null)
  // Nobody is to import an old file into a base that is on its way.
  const why = filtered ? 'filtered' : sharing?.state === 'shared' && sharing.receiving ? 'coming' : 'empty'
  const Icon = { filtered: IconUserSearch, coming: IconCloudDown, empty: IconUsers }[why]
  return (
    <Stack className={classes.page} align="center" justify="center" gap="xs">
      <Icon size={44} stroke={1.25} className={classes.icon} aria-hidden />
      <Title order={2}>{t(`none.${why}Title`)}</Title>
      <Text c="dimmed" maw={440} ta="center">
        {t(`none.${why}More`)}
      </Text>
      <Group mt="sm">
        {why === 'filtered' && (
          <Button variant="default" onClick={() => view.ask({ ...everyone, sort: view.query.sort })}>
            {t('none.showAll')}
          </Button>
        )}
        {why === 'empty' && (
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
