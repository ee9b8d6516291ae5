/** The link to hand over: to copy, or to be read from this screen by a telephone. It is a secret until it is used. */
import { Button, Group, Loader, Stack, Text, Textarea } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationView } from '#engine/api'
import { dateLocale } from '../../../ui/dates'
import { useLocale } from '../../../ui/settings'
import { QrCode } from './QrCode'
import classes from '../SectionPlace.module.css'

export function InvitationLink({ invitation: { link, until } }: { invitation: InvitationView }) {
  const { t } = useTranslation('organizers')
  const locale = useLocale()
  const [copied, setCopied] = useState<'yes' | 'refused' | null>(null)
  const copy = () => void navigator.clipboard.writeText(link).then(() => setCopied('yes'), () => setCopied('refused'))
  const date = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'full', timeStyle: 'short' }).format(until)
  return (
    <Stack gap="sm">
      <div className={classes.handed}>
        <div>
          <Textarea
            label={t('invite.link')} description={t('invite.linkMore')} readOnly rows={6} spellCheck={false} value={link}
            classNames={{ input: classes.secret }} onFocus={(event) => event.currentTarget.select()}
          />
        </div>
        <QrCode text={link} label={t('invite.qr')} />
      </div>
      <Group>
        <Button leftSection={copied === 'yes' ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />} onClick={copy}>
          {t(copied === 'yes' ? 'invite.copied' : 'invite.copy')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('invite.until', { date })}
        </Text>
      </Group>
      {copied === 'refused' && <Text size="sm">{t('invite.copyFailed')}</Text>}
      <Group gap="xs" wrap="nowrap">
        <Loader size={14} aria-hidden />
        <Text size="sm">{t('invite.waiting')}</Text>
      </Group>
    </Stack>
  )
}
