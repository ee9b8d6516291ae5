/** Recording one answer. Today and the current text are proposed for a new one; nothing is for an old one of unknown date. */
import { Button, Group, NativeSelect, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { consentFor, type Channel, type ConsentState, type Purpose } from '#core/domain/consent'
import { formatDate, readDate } from '#core/domain/dates'
import { today } from '#core/domain/days'
import { currentWording, wordings } from '#core/domain/wordings'
import { useLocale } from '../../../ui/settings'
import { usePersonEdit } from './use-person-edit'

export function ConsentForm({ purpose, channel, onDone }: { purpose: Purpose; channel: Channel; onDone(): void }) {
  const { t } = useTranslation(['sheet', 'person', 'app'])
  const locale = useLocale()
  const { person, edit } = usePersonEdit()
  const current = consentFor(person, purpose, channel)
  const [state, setState] = useState<ConsentState | 'unknown'>(current?.state ?? 'yes')
  const [date, setDate] = useState(formatDate(current ? current.date : today(), locale))
  const [source, setSource] = useState(current?.source ?? '')
  const [wording, setWording] = useState(current ? current.wording : currentWording.version)
  const reading = readDate(date, 'dmy', today())
  const dateOdd = date.trim() !== '' && (reading.odd || reading.value.length !== 10)
  const versions = [...new Set([...wordings.map(({ version }) => version), wording].filter(Boolean))]

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (dateOdd) return
    onDone()
    await edit(
      state === 'unknown'
        ? { field: 'consents', remove: [{ purpose, channel }] }
        : { field: 'consents', set: [{ purpose, channel, state, date: reading.value, source: source.trim(), wording }] },
    )
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {t('sheet:consent.title', { purpose: t(`person:purpose.${purpose}`), channel: t(`person:channel.${channel}`) })}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('sheet:consent.state')}
          value={state}
          onChange={(value) => setState(value as ConsentState)}
          data={(['yes', 'no', 'unknown'] as const).map((value) => ({ value, label: t(`person:consent.${value}`) }))}
        />
        {state !== 'unknown' && (
          <>
            <TextInput
              size="xs"
              label={t('sheet:consent.date')}
              placeholder={t('sheet:consent.dateHint')}
              value={date}
              error={dateOdd ? t('sheet:birthOdd') : undefined}
              onChange={(event) => setDate(event.currentTarget.value)}
            />
            <TextInput size="xs" label={t('sheet:consent.source')} placeholder={t('sheet:consent.sourceHint')} value={source} onChange={(event) => setSource(event.currentTarget.value)} />
            <NativeSelect
              size="xs"
              label={t('sheet:consent.wording')}
              value={wording}
              onChange={(event) => setWording(event.currentTarget.value)}
              data={[{ value: '', label: t('sheet:consent.wordingUnknown') }, ...versions.map((version) => ({ value: version, label: version }))]}
            />
          </>
        )}
        <Group justify="flex-end" gap="xs">
          <Button size="compact-sm" variant="default" onClick={onDone}>
            {t('app:cancel')}
          </Button>
          <Button size="compact-sm" type="submit">
            {t('sheet:consent.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
