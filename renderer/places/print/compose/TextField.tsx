/** A text of the library, an argument first of all, by which the paper is filled. */
import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { slotsOfText, type Slots } from '#core/print/templates/slots'
import { useLibrary } from '../../../ui/library/use-library'
import { useSettings } from '../../../ui/settings'

interface Props {
  /** Slots of the template. */
  slots: readonly string[]
  /** `validUntil`: empty where the text has no last day. */
  onFill(slots: Slots, validUntil: string): void
}

export function TextField({ slots, onFill }: Props) {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  const texts = useLibrary()?.assets.filter(({ text, validity }) => text.trim() !== '' && validity !== 'expired') ?? []
  const groups = [
    { group: t('fromText.arguments'), of: texts.filter(({ kind }) => kind === 'argument') },
    { group: t('fromText.others'), of: texts.filter(({ kind }) => kind !== 'argument') },
  ]
  const fill = (id: string) => {
    const chosen = texts.find((text) => text.id === id)
    if (chosen) onFill(slotsOfText(chosen, new Set(slots), locale), chosen.validUntil)
  }
  return (
    <NativeSelect
      label={t('fromText.label')} value="" disabled={texts.length === 0}
      data={[
        { value: '', label: t(texts.length === 0 ? 'fromText.none' : 'fromText.choose') },
        ...groups.filter(({ of }) => of.length > 0).map(({ group, of }) => ({ group, items: of.map(({ id, title }) => ({ value: id as string, label: title })) })),
      ]}
      onChange={(event) => fill(event.currentTarget.value)}
    />
  )
}
