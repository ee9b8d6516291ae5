/** What the law has to say of the paper, under it: the sentence, its text, where and when it was read. It informs; it forbids nothing. */
import { Anchor, Text } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Notice } from '#core/domain/legal/notices'
import { useSettings } from '../../../ui/settings'
import classes from './Compose.module.css'

export function NoticesPart({ notices, onBrand }: { notices: readonly Notice[]; onBrand(): void }) {
  const { t } = useTranslation('compose')
  const { settings: { locale } } = useSettings()
  if (notices.length === 0) return null
  return (
    <section className={classes.notices} aria-label={t('law.title')} tabIndex={0}>
      <ul>
        {notices.map(({ id, severity, sentence, reference, read, certain }) => {
          const Icon = severity === 'warning' ? IconAlertTriangle : IconInfoCircle
          return (
            <li key={id} className={classes.notice} data-warn={severity === 'warning' || undefined}>
              <Icon size={16} aria-hidden />
              <div>
                {sentence[locale]}{' '}
                {id.startsWith('imprint') || id === 'streets-clean' ? (
                  <Anchor component="button" type="button" size="sm" onClick={onBrand}>
                    {t('law.mend')}
                  </Anchor>
                ) : null}
                <Text size="xs" className={classes.law}>
                  {t('law.read', { reference: reference[locale], month: new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${read}-01T00:00:00Z`)) })}
                  {certain ? '' : ` ${t('law.unsure')}`}
                </Text>
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
