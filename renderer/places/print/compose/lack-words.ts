/** « Il manque 4 mm : raccourcissez. » */
import { useTranslation } from 'react-i18next'
import type { Lack } from '#core/print/templates/to-fill'

export function useLackWords(): (lack: Lack) => string {
  const { t } = useTranslation('compose')
  return ({ over, broken }) => [over > 0.05 ? t('lack.room', { mm: Math.max(1, Math.ceil(over)) }) : '', broken.length > 0 ? t('lack.wide', { words: broken.join(', '), count: broken.length }) : ''].filter(Boolean).join(' ')
}
