/** What is proposed after an action, person by person: whoever organizes ticks, and all of it is one deed. */
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDate } from '#core/domain/dates'
import type { ActionId, PersonId } from '#core/domain/ids'
import { fullName } from '#core/domain/name-text'
import { leftOutText } from '../../../ui/calls/left-out'
import { useOfferUndo, useSayError } from '../../../ui/commands'
import { useEngine } from '../../../ui/engine'
import { useReturnFocus } from '../../../ui/return-focus'
import { useLocale } from '../../../ui/settings'
import { useAnswer } from '../use-agenda'

export default function AfterwardsDialog({ of, onClose }: { of: { action: ActionId; on: string }; onClose(): void }) {
  const { t } = useTranslation(['calls', 'person', 'app'])
  useReturnFocus()
  const engine = useEngine()
  const sayError = useSayError()
  const offerUndo = useOfferUndo()
  const locale = useLocale()
  const answer = useAnswer(`${of.action} ${of.on}`, (asked) => asked.call('afterwards', of))
  const [unticked, setUnticked] = useState<ReadonlySet<PersonId>>(new Set())
  const [busy, setBusy] = useState(false)
  // The boxes come after the dialog: the keyboard goes to the first of them.
  const there = answer !== null
  useEffect(() => {
    if (there) document.querySelector<HTMLElement>('[data-afterwards] input')?.focus()
  }, [there])
  const chosen = answer?.found.filter(({ person }) => !unticked.has(person.id)) ?? []
  const create = async () => {
    setBusy(true)
    const receipt = await engine.call('planAfterwards', { ...of, people: chosen.map(({ person }) => person.id) }).catch(sayError)
    setBusy(false)
    if (!receipt) return
    onClose()
    offerUndo(t('calls:after.created', { count: chosen.length }), receipt)
  }
  const tick = (id: PersonId, on: boolean) => {
    const next = new Set(unticked)
    if (on) next.delete(id)
    else next.add(id)
    setUnticked(next)
  }
  return (
    <Modal opened onClose={onClose} size="lg" title={t('calls:after.title')} closeButtonProps={{ 'aria-label': t('calls:close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen.length > 0 && !busy) void create()
        }}
      >
        <Text size="sm" mb="sm">
          {answer?.found.length === 0 ? t('calls:after.none') : t('calls:after.more')}
        </Text>
        <Stack gap="xs" data-afterwards>
          {answer?.found.map(({ person, followUp }) => (
            <Checkbox
              key={person.id} checked={!unticked.has(person.id)} onChange={(event) => tick(person.id, event.currentTarget.checked)}
              label={t('calls:after.item', { name: fullName(person) || t('person:nameless'), why: t(`calls:why.${followUp.why}`), day: formatDate(followUp.due, locale) })}
            />
          ))}
        </Stack>
        <Text size="xs" c="dimmed" mt="sm">
          {answer && leftOutText(answer.leftOut, t)}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('app:cancel')}
          </Button>
          {chosen.length > 0 && (
            <Button type="submit" loading={busy}>
              {t('calls:after.create', { count: chosen.length })}
            </Button>
          )}
        </Group>
      </form>
    </Modal>
  )
}
