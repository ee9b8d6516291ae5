/** The link to hand over: to copy, to be read from this screen by a telephone, or as a file where nothing can be sent. It is a secret until it is used. */
import { Alert, Button, Group, Loader, Stack, Text, Textarea } from '@mantine/core'
import { IconCheck, IconDeviceFloppy } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { invitationKind, writeInvitationFile } from '#core/membership/invitation-file'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { InvitationView } from '#engine/api'
import { CopyButton } from '../../../ui/CopyButton'
import { dateLocale } from '../../../ui/dates'
import { FilePath } from '../../../ui/FilePath'
import { Refusal } from '../../../ui/Refusal'
import { useLocale } from '../../../ui/settings'
import { QrCode } from './QrCode'
import classes from '../SectionPlace.module.css'

export function InvitationLink({ invitation: { link, until } }: { invitation: InvitationView }) {
  const { t } = useTranslation('organizers')
  const locale = useLocale()
  const [saving, setSaving] = useState(false)
  const [saved, setSaved] = useState<{ path: string } | { refused: ErrorCode } | null>(null)
  const save = async () => {
    setSaving(true)
    try {
      const written = await window.permanence.saveFile({ suggestedName: t('invite.fileName'), kind: invitationKind, bytes: writeInvitationFile(link) })
      setSaved((before) => written ?? before)
    } catch (error) {
      setSaved({ refused: errorCode(error) })
    } finally {
      setSaving(false)
    }
  }
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
        <CopyButton text={link} copy={t('invite.copy')} copied={t('invite.copied')} refused={t('invite.copyFailed')} />
        <Button variant="default" leftSection={<IconDeviceFloppy size={16} aria-hidden />} loading={saving} onClick={() => void save()}>
          {t('invite.save')}
        </Button>
      </Group>
      {saved &&
        ('refused' in saved ? (
          <Refusal code={saved.refused} />
        ) : (
          <Alert color="green" role="status" icon={<IconCheck size={16} aria-hidden />}>
            <Text size="sm">{t('invite.saved')}</Text>
            <FilePath path={saved.path} />
          </Alert>
        ))}
      <Text size="sm" c="dimmed">
        {t('invite.until', { date })}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <Loader size={14} aria-hidden />
        <Text size="sm">{t('invite.waiting')}</Text>
      </Group>
    </Stack>
  )
}
