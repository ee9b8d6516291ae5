/** The votes that the section campaigns for: before each, the agenda warns of what the law wants silent. */
import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Vote } from '#core/domain/agenda/electoral-silence'
import { isVote } from '#core/domain/agenda/votes'
import { dateOf } from '#core/domain/days'
import { useExecute } from '../../ui/commands'
import { dateLocale } from '../../ui/dates'
import { useReturnFocus } from '../../ui/return-focus'
import { useLocale } from '../../ui/settings'
import { useVotes } from './use-agenda'
import { homeZone } from '#core/domain/home-zone'

/** Territories that vote by clocks of their own. */
const territories = ['Europe/Paris', 'America/Martinique', 'America/Guadeloupe', 'America/Cayenne', 'America/Miquelon', 'Indian/Reunion', 'Indian/Mayotte', 'Pacific/Noumea', 'Pacific/Tahiti', 'Pacific/Wallis']

export default function VotesDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('agenda')
  useReturnFocus()
  const execute = useExecute()
  const locale = dateLocale(useLocale())
  const votes = useVotes()
  const [vote, setVote] = useState<Vote>({ day: '', closes: '20:00', zone: homeZone() })
  const say = (next: Vote[]) => execute({ type: 'section.votes', votes: next })
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full' })
  const add = async () => {
    if (!isVote(vote)) return
    if (await say([...votes.filter(({ day }) => day !== vote.day), vote])) setVote({ ...vote, day: '' })
  }
  return (
    <Modal opened onClose={onClose} title={t('votes.title')} size="lg" closeButtonProps={{ 'aria-label': t('sheet.close') }}>
      <Stack gap="sm">
        <Text size="sm">{t('votes.rule')}</Text>
        <Text size="sm" c="dimmed">
          {t('votes.what')}
        </Text>
        {votes.length === 0 && <Text size="sm">{t('votes.none')}</Text>}
        {votes.map(({ day, closes, zone }) => (
          <Group key={day} justify="space-between" wrap="nowrap">
            <Text size="sm" fw={500}>
              {long.format(dateOf(day))}, {closes} ({zone})
            </Text>
            <ActionIcon variant="subtle" color="red" aria-label={t('votes.remove', { day: long.format(dateOf(day)) })} onClick={() => void say(votes.filter((each) => each.day !== day))}>
              <IconTrash size={16} />
            </ActionIcon>
          </Group>
        ))}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void add()
          }}
        >
          <Group align="flex-end" gap="xs" wrap="nowrap">
            <TextInput type="date" label={t('votes.day')} value={vote.day} data-autofocus onChange={(event) => setVote({ ...vote, day: event.currentTarget.value })} />
            <TextInput type="time" label={t('votes.closes')} value={vote.closes} onChange={(event) => setVote({ ...vote, closes: event.currentTarget.value })} />
            <Select label={t('votes.zone')} value={vote.zone} allowDeselect={false} data={[...new Set([homeZone(), ...territories])]} onChange={(zone) => zone && setVote({ ...vote, zone })} />
            <Button type="submit" variant="default" flex="none" leftSection={<IconPlus size={16} />} disabled={!isVote(vote)}>
              {t('votes.add')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Modal>
  )
}
