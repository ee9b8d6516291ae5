/** All frames of the page by name: also those that are thin, that lie under others, or that wait for a slot to be filled. */
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FramePlace } from '#core/print/templates/edit-template'
import type { Template } from '#core/print/templates/template'
import { useFrameName } from './frame-name'
import { shownFrames, type FilledWith } from './shown-frames'

interface Props {
  template: Template
  page: number
  held: FramePlace | null
  filled: FilledWith
  onHold(place: FramePlace | null): void
}

export function FrameChoice({ template, page, held, filled, onHold }: Props) {
  const { t } = useTranslation('compose')
  const nameOf = useFrameName()
  const shown = new Set(shownFrames(template, page, filled).map(({ index }) => index))
  const choices = template.pages[page]!.frames.map((frame, index) => ({ value: String(index), label: shown.has(index) ? nameOf(frame) : t('layout.notShown', { frame: nameOf(frame) }) }))
  return (
    <NativeSelect
      size="xs" label={t('layout.frame')} value={held?.page === page ? String(held.frame) : ''} data={[{ value: '', label: t('layout.noFrame') }, ...choices]}
      onChange={(event) => onHold(event.currentTarget.value === '' ? null : { page, frame: Number(event.currentTarget.value) })}
    />
  )
}
