/** What the law has to say of a paper, each notice with its text and where and when it was read. It informs, and bars nothing. */
import { Anchor, Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { notices, type Notice, type NoticeId } from '#core/domain/legal/notices'
import type { LegalLook } from '#engine/api'
import { dateLocale } from '../dates'
import { useLocale } from '../settings'
import { addWords } from '../words'
import classes from './LegalNotices.module.css'
import { legalWords } from './words'

addWords('legal', legalWords)

interface Props {
  look: LegalLook | 'unread' | null
  /** Where what the section says of itself is put right, for a paper that takes its line from there. */
  onMend?: () => void
}

export function LegalNotices({ look, onMend }: Props) {
  const { t } = useTranslation('legal')
  if (look === null) {
    return (
      <Text size="sm" c="dimmed" role="status">
        <Loader size={12} mr={6} />
        {t('looking')}
      </Text>
    )
  }
  if (look === 'unread') return <Text size="sm">{t('unread')}</Text>
  return (
    <ul className={classes.list} aria-label={t('label')}>
      {look.imprint && (
        <li data-tone="found">
          <IconCheck size={16} aria-hidden />
          <div>
            <Text size="sm">{t('imprint', { page: look.imprint.page })}</Text>
            <Text size="sm" fw={600} className={classes.line}>
              {t('quoted', { line: look.imprint.line })}
            </Text>
            <Text size="xs" c="dimmed">
              {t('imprintMore')}
            </Text>
          </div>
        </li>
      )}
      {look.notices.map((id) => (
        <NoticeLine key={id} notice={notices[id]} unreadable={id === 'imprint-missing' && !look.readable} onMend={ofTheImprint.has(id) ? onMend : undefined} />
      ))}
    </ul>
  )
}

const ofTheImprint: ReadonlySet<NoticeId> = new Set(['imprint-missing', 'imprint-register', 'streets-clean'])

function NoticeLine({ notice: { severity, sentence, reference, source, read, certain }, unreadable, onMend }: { notice: Notice; unreadable: boolean; onMend: (() => void) | undefined }) {
  const { t } = useTranslation('legal')
  const locale = useLocale()
  const month = new Intl.DateTimeFormat(dateLocale(locale), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${read}-01`))
  const Icon = severity === 'warning' ? IconAlertTriangle : IconInfoCircle
  return (
    <li data-tone={severity}>
      <Icon size={16} aria-hidden />
      <div>
        <Text size="sm">
          {unreadable ? t('imprintUnreadable') : sentence[locale]}{' '}
          {onMend && (
            <Anchor component="button" type="button" size="sm" onClick={onMend}>
              {t('mend')}
            </Anchor>
          )}
        </Text>
        <Text size="xs" c="dimmed" className={classes.line}>
          {[reference[locale], t('read', { month, source: source[locale] }), ...(certain ? [] : [t('uncertain')])].join(' · ')}
        </Text>
      </div>
    </li>
  )
}
