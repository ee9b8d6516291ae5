/** What a frame is called: by what it says, and where it is. */
import { useTranslation } from 'react-i18next'
import type { Frame, Template } from '#core/print/templates/template'
import { useSettings } from '../../../../ui/settings'
import { useSlotName } from '../slot-name'

/** mm of the page's edge that its frames keep from: of the texts that are nearest to it. */
export function marginOf({ pages, page }: Template): number {
  const lefts = pages.flatMap(({ frames }) => frames.filter(({ type, x }) => type === 'text' && x > 0).map(({ x }) => x))
  return lefts.length > 0 ? Math.min(...lefts) : Math.round(page.width / 13)
}

export function useFrameName(): (frame: Frame) => string {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  const slotName = useSlotName()
  return (frame) => {
    const said = frame.type === 'text' ? frame.parts.map(({ source }) => ('slot' in source ? slotName(source.slot) : `« ${source.words[locale] ?? source.words.fr ?? ''} »`)).join(', ') : frame.type === 'image' || frame.type === 'qr' ? slotName(frame.slot) : ''
    const number = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: 1 })
    return t('frame.at', { what: [t(`frame.${frame.type}`), said].filter(Boolean).join(' '), x: number(frame.x), y: number(frame.y), width: number(frame.width), height: number(frame.height) })
  }
}
