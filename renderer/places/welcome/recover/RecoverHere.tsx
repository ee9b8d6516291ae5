/** The sheet is whole: where it leads, what this computer is called and how the section is protected here. Nothing is asked of the relay before this is sent. */
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SectionId } from '#core/domain/ids'
import { DeviceName, suggestedDeviceName } from '../../../ui/DeviceName'
import { KeychainChoice } from '../../../ui/KeychainChoice'
import { NewPassphrase } from '../../../ui/NewPassphrase'
import { Refusal } from '../../../ui/Refusal'
import { useOpening } from '../use-opening'
import type { WholeSheet } from './SheetForm'
import classes from '../Welcome.module.css'

interface Props {
  lines: readonly string[]
  sheet: WholeSheet
  keychain: boolean
  onOpen(id: SectionId): void
  onBack(): void
}

export function RecoverHere({ lines, sheet, keychain, onOpen, onBack }: Props) {
  const { t } = useTranslation('recover')
  const { busy, refused, open } = useOpening()
  const [deviceName, setDeviceName] = useState(suggestedDeviceName)
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [kept, setKept] = useState(false)
  const [choice, setChoice] = useState<'open' | 'replace'>(sheet.present ? 'open' : 'replace')
  const told = useRef<HTMLDivElement>(null)
  // The lines are gone, and with them what had the focus.
  useEffect(() => told.current?.focus(), [])
  const recovering = choice === 'replace'
  const ready = !recovering || (passphrase !== null && deviceName.trim() !== '')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!recovering) onOpen(sheet.section)
        else if (passphrase && ready) open((engine) => engine.call('recover', { lines: [...lines], deviceName: deviceName.trim(), passphrase, keychain: kept, replace: sheet.present }), true)
      }}
    >
      <Stack>
        <Group ref={told} tabIndex={-1} gap="sm" wrap="nowrap" align="flex-start" className={classes.held}>
          <IconCircleCheck size={22} aria-hidden />
          <div>
            <Text fw={600}>{t('whole')}</Text>
            <Text size="sm">{t('relay', { relay: sheet.relay })}</Text>
          </div>
        </Group>
        {sheet.present && (
          <Radio.Group label={t('present')} description={t('presentMore')} value={choice} onChange={(value) => setChoice(value as 'open')}>
            <Stack gap="xs" mt="xs">
              <Radio value="open" label={t('openIt')} description={t('openItMore')} />
              <Radio value="replace" label={t('replace')} description={t('replaceMore')} />
            </Stack>
          </Radio.Group>
        )}
        {recovering && (
          <>
            <DeviceName value={deviceName} onChange={setDeviceName} />
            <NewPassphrase label={t('passphrase')} onChange={setPassphrase} />
            <KeychainChoice available={keychain} kept={kept} onChange={setKept} />
            <Text size="sm">{t('once')}</Text>
          </>
        )}
        {refused && <Refusal code={refused} />}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={busy}>
            {t('back')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t(recovering ? 'submit' : 'submitOpen')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
