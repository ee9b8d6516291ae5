/** The form of a new action, or of one that is proposed to the others: its kind fills the rest in. */
import { ActionIcon, Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { actionKinds, type ActionKind } from '#core/domain/agenda/action'
import { newId, type ActionId } from '#core/domain/ids'
import { useExecute } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { useReturnFocus } from '../../ui/return-focus'
import { useKit } from './material/use-kit'
import { townOf } from './town'
import { homeZone } from '#core/domain/home-zone'
import { shortId } from './short-id'
import { draftOf, endsNextDay, formFor, withKind, type ActionForm, type FormFault } from './new-action'

interface Props {
  day: string
  /** `HH:MM` that was pointed at. */
  begins?: string
  /** Who adds nothing to the agenda by themselves. */
  onlyProposes: boolean
  onClose(): void
  onMade(id: ActionId, day: string): void
}

export default function NewAction({ day, begins, onlyProposes, onClose, onMade }: Props) {
  const { t } = useTranslation(['agenda', 'action'])
  useReturnFocus()
  const engine = useEngine()
  const execute = useExecute()
  const kit = useKit()
  const [form, setForm] = useState<ActionForm>(() => ({ ...formFor('leafleting-market', day, begins), proposal: onlyProposes }))
  const [fault, setFault] = useState<FormFault | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (change: Partial<ActionForm>) => {
    setFault(null)
    setForm((now) => ({ ...now, ...change }))
  }

  const create = async () => {
    const draft = draftOf(form, homeZone(), (task) => t(`agenda:task.${task}`), shortId)
    if (typeof draft === 'string') return setFault(draft)
    setBusy(true)
    const id = newId<ActionId>()
    const receipt = await execute({ type: 'action.create', made: [{ id, draft: { ...draft, material: kit(form.kind), ...(await townOf(engine, form.city)) } }] })
    setBusy(false)
    if (receipt) onMade(id, form.day)
  }

  return (
    <Modal opened onClose={onClose} title={t(form.proposal ? 'agenda:form.proposal' : 'agenda:form.title')} size="lg" closeButtonProps={{ 'aria-label': t('agenda:sheet.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('agenda:form.kind')} description={t('agenda:form.preset')} value={form.kind} allowDeselect={false} searchable openOnFocus={false} data-autofocus
            data={actionKinds.map((kind) => ({ value: kind, label: t(`action:kind.${kind}`) }))}
            onChange={(kind) => kind && setForm((now) => withKind(now, kind as ActionKind))}
          />
          <TextInput label={t('agenda:form.name')} description={t('agenda:form.nameHint')} value={form.title} maxLength={120} onChange={(event) => set({ title: event.currentTarget.value })} />
          <Group grow align="flex-start">
            <TextInput type="date" required withAsterisk={false} label={t('agenda:form.day')} value={form.day} error={fault === 'noDay' && t('agenda:form.noDay')} onChange={(event) => set({ day: event.currentTarget.value })} />
            <TextInput type="time" required withAsterisk={false} label={t('agenda:form.begins')} value={form.begins} error={fault === 'noTime' && t('agenda:form.noTime')} onChange={(event) => set({ begins: event.currentTarget.value })} />
            <TextInput
              type="time" required withAsterisk={false} label={endsNextDay(form) ? `${t('agenda:form.ends')} ${t('agenda:form.endsNext')}` : t('agenda:form.ends')}
              value={form.ends} onChange={(event) => set({ ends: event.currentTarget.value })}
            />
          </Group>
          {form.proposal && (
            <Stack gap={6} component="fieldset" p={0} m={0} bd={0}>
              <Text component="legend" size="sm" fw={500} p={0}>
                {t('agenda:form.otherDates')}
              </Text>
              {form.otherDays.map((other, at) => (
                <Group key={at} gap="xs">
                  <TextInput type="date" aria-label={`${t('agenda:form.otherDates')} ${at + 1}`} value={other} onChange={(event) => set({ otherDays: form.otherDays.map((each, place) => (place === at ? event.currentTarget.value : each)) })} />
                  <ActionIcon variant="subtle" color="gray" aria-label={t('agenda:form.removeDate')} onClick={() => set({ otherDays: form.otherDays.filter((_, place) => place !== at) })}>
                    <IconX size={16} />
                  </ActionIcon>
                </Group>
              ))}
              <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} style={{ alignSelf: 'flex-start' }} onClick={() => set({ otherDays: [...form.otherDays, ''] })}>
                {t('agenda:form.addDate')}
              </Button>
            </Stack>
          )}
          <Group grow>
            <TextInput label={t('agenda:form.city')} value={form.city} onChange={(event) => set({ city: event.currentTarget.value })} />
            <TextInput label={t('agenda:form.place')} placeholder={t('agenda:form.placeHint')} value={form.place} onChange={(event) => set({ place: event.currentTarget.value })} />
          </Group>
          <Group grow align="flex-start">
            <NumberInput label={t('agenda:form.shifts')} description={t('agenda:form.shiftsHint')} min={0} max={24} allowDecimal={false} value={form.shifts} error={fault === 'noRoom' && t('agenda:form.noRoom')} onChange={(value) => set({ shifts: Number(value) || 0 })} />
            <NumberInput label={t('agenda:form.least')} description={t('agenda:form.leastHint')} min={0} max={500} allowDecimal={false} value={form.least} onChange={(value) => set({ least: Number(value) || 0 })} />
          </Group>
          {!onlyProposes && <Checkbox label={t('agenda:form.asProposal')} checked={form.proposal} onChange={(event) => set({ proposal: event.currentTarget.checked })} />}
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              {t('agenda:form.cancel')}
            </Button>
            <Button type="submit" loading={busy}>
              {t(form.proposal ? 'agenda:form.createProposal' : 'agenda:form.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
