/** What the paper says, in an organizer's words; what does not fit is said where it is typed. */
import { Text, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Slots } from '#core/print/templates/slots'
import { slotsToFill, type Lack } from '#core/print/templates/to-fill'
import type { Composed } from '#engine/api'
import { ActionField } from './ActionField'
import { PictureField } from './PictureField'
import { TextField } from './TextField'
import { useLackWords } from './lack-words'
import { useSlotHint, useSlotName } from './slot-name'
import type { Work } from './work'

const inLines: ReadonlySet<string> = new Set(['text', 'text2', 'text3', 'place', 'contact'])

/** What is too long is said above the field: a long text reaches below what is in view. */
const order = ['label', 'description', 'error', 'input'] satisfies ('label' | 'description' | 'error' | 'input')[]

interface Props {
  work: Work
  lacks: ReadonlyMap<string, Lack>
  refused: Composed['refused']
  onChange(work: Work): void
}

export function SlotForm({ work, lacks, refused, onChange }: Props) {
  const { t } = useTranslation('compose')
  const { template, slots, pictures } = work
  const { texts, pictures: pictureSlots } = slotsToFill(template)
  const lackWords = useLackWords()
  const label = useSlotName()
  const hint = useSlotHint()
  const fill = (slot: string, text: string) => onChange({ ...work, slots: { ...slots, [slot]: text }, changed: true })
  /** What it says nothing about stays as it was typed. */
  const take = (found: Slots, validUntil: string) =>
    onChange({ ...work, slots: { ...slots, ...Object.fromEntries(Object.entries(found).filter(([, text]) => text)) }, ...(validUntil ? { validUntil } : {}), changed: true })
  return (
    <>
      <ActionField onFill={take} />
      {texts.includes('text') && <TextField slots={texts} onFill={take} />}
      {texts.map((slot) => {
        const lack = lacks.get(slot)
        const props = { label: label(slot), value: slots[slot] ?? '', error: lack && lackWords(lack), description: hint(slot), inputWrapperOrder: order }
        return inLines.has(slot) ? (
          <Textarea key={slot} autosize minRows={slot === 'text' ? 4 : 2} maxRows={10} {...props} onChange={(event) => fill(slot, event.currentTarget.value)} />
        ) : (
          <TextInput key={slot} {...props} onChange={(event) => fill(slot, event.currentTarget.value)} />
        )
      })}
      {pictureSlots.map((slot) => (
        <PictureField
          key={slot} label={label(slot)} value={pictures[slot] ?? ''} refused={refused.find((each) => each.slot === slot)?.error}
          onChoose={(asset) => {
            const { [slot]: _before, ...others } = pictures
            onChange({ ...work, pictures: asset === '' ? others : { ...others, [slot]: asset }, changed: true })
          }}
        />
      ))}
      <Text size="xs" c="dimmed">
        {t('signed')}
      </Text>
    </>
  )
}
