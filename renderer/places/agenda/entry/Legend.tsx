/** The keys of the screen, where they are needed. */
import { useTranslation } from 'react-i18next'
import { KeyLegend } from '../../../ui/Keys'
import { signInChannels } from '#core/print/sign-in-words'
import { letterOf } from './letters'

export function Legend({ locale }: { locale: 'fr' | 'en' }) {
  const { t } = useTranslation('entry')
  const letters = signInChannels.map((channel) => letterOf(channel, locale)).join(' ')
  const keys: [string, string][] = [
    [t('key.tab'), t('keys.tab')], [t('key.enter'), t('keys.enter')], [`${t('key.down')} ${t('key.enter')}`, t('keys.take')],
    [`${t('key.space')} ${t('key.letters', { letters })}`, t('keys.tick')], ['F2', t('keys.unreadable')], [t('key.arrows'), t('keys.row')], [t('key.undo'), t('keys.undo')], [t('key.escape'), t('keys.leave')],
  ]
  return <KeyLegend keys={keys} />
}
