/** An asset in a few words: what it is, how large, where its file is. */
import { useTranslation } from 'react-i18next'
import { dateOf } from '#core/domain/days'
import { currentVersion } from '#core/domain/library/asset'
import { formatName } from '#core/domain/library/formats'
import type { FileState, LibraryAsset } from '#engine/api'
import { dateLocale } from '../dates'
import { useLocale } from '../settings'
import { addWords } from '../words'
import { assetWords } from './words'

addWords('asset', assetWords)

export function useAssetWords() {
  const { t } = useTranslation('asset')
  const locale = dateLocale(useLocale())
  const day = (of: string) => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }).format(dateOf(of))

  /** « A5 · 2 pages ». */
  function size(asset: LibraryAsset): string {
    const version = currentVersion(asset)
    if (!version) return asset.link && !asset.text ? t('linked') : t('said')
    const { type, width, height, pages } = version
    if (type !== 'pdf') return `${t(`type.${type}`)} · ${t('pixels', { width, height })}`
    return [formatName(width, height) ?? t('millimetres', { width: Math.round(width), height: Math.round(height) }), t('pages', { count: pages })].join(' · ')
  }

  function validity({ validity: state, validUntil }: LibraryAsset): string {
    return validUntil === '' ? '' : state === 'expired' ? t('expired', { day: day(validUntil) }) : t('validUntil', { day: day(validUntil) })
  }

  function file(state: FileState): string {
    switch (state.state) {
      case 'here-only':
        return state.refusal ? t(state.refusal === 'too-large' ? 'file.tooLarge' : 'file.noRoom') : t('file.hereOnly')
      case 'sending':
      case 'coming':
        return t(`file.${state.state}`, { percent: Math.floor((100 * state.done) / state.total) })
      case 'elsewhere':
        return t(state.full ? 'file.full' : state.asked ? 'file.asked' : 'file.elsewhere')
      default:
        return t(`file.${state.state}`)
    }
  }

  return { size, validity, file, day }
}
