/** The filter "said yes to …": a purpose and a channel. */
import { NativeSelect, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { channels, purposes, type Channel, type Purpose } from '#core/domain/consent'
import type { PeopleFilter } from '#core/domain/query'

export function ConsentChoice({ filter, onSet }: { filter: Extract<PeopleFilter, { kind: 'consent' }>; onSet(filter: PeopleFilter): void }) {
  const { t } = useTranslation(['people', 'person'])
  return (
    <Stack gap="xs">
      <NativeSelect
        size="xs"
        data-autofocus
        label={t('people:filter.purpose')}
        value={filter.purpose}
        onChange={(event) => onSet({ ...filter, purpose: event.currentTarget.value as Purpose })}
        data={purposes.map((purpose) => ({ value: purpose, label: t(`person:purpose.${purpose}`) }))}
      />
      <NativeSelect
        size="xs"
        label={t('people:filter.channel')}
        value={filter.channel}
        onChange={(event) => onSet({ ...filter, channel: event.currentTarget.value as Channel })}
        data={channels.map((channel) => ({ value: channel, label: t(`person:channel.${channel}`) }))}
      />
    </Stack>
  )
}
