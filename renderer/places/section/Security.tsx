import { Button, Group, NativeSelect, Switch, Text } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSayError } from '../../ui/commands'
import { useDrafts } from '../../ui/drafts'
import { useEngine, useOpenStatus, useTopic } from '../../ui/engine'
import { useSettings } from '../../ui/settings'
import { useKeychainAvailable } from '../../ui/use-keychain-available'
import { ChangePassphrase } from './ChangePassphrase'
import { KeychainDialog } from './KeychainDialog'
import { Line } from './Line'
import { SetAside } from './SetAside'

/** Minutes offered before locking; 0 is never. */
const delays = [2, 5, 10, 15, 30, 60, 0]

export function Security({ onLock }: { onLock(): void }) {
  const { t } = useTranslation('section')
  const engine = useEngine()
  const drafts = useDrafts()
  const sayError = useSayError()
  const { protection, section } = useOpenStatus()
  const { settings, change } = useSettings()
  const [dialog, setDialog] = useState<'passphrase' | 'keychain' | null>(null)
  const available = useKeychainAvailable()
  const close = async () => {
    await drafts.commitAll()
    await engine.call('closeSection').catch(sayError)
  }
  return (
    <>
      <Line label={t('security.lockAfter')} more={t('security.lockAfterMore')}>
        <NativeSelect
          aria-label={t('security.lockAfter')}
          value={String(settings.lockAfterMinutes)}
          onChange={(event) => change({ lockAfterMinutes: Number(event.currentTarget.value) })}
          data={[...new Set([...delays, settings.lockAfterMinutes])].map((minutes) => ({
            value: String(minutes),
            label: minutes === 0 ? t('security.never') : t('security.minutes', { count: minutes }),
          }))}
        />
      </Line>
      {protection.passphrase ? (
        <>
          <Line label={t('security.passphrase')}>
            <Button variant="default" onClick={() => setDialog('passphrase')}>
              {t('security.change')}
            </Button>
          </Line>
          <Line label={t('security.keychain')} more={t(protection.keychain ? 'security.keychainOn' : available === false ? 'security.keychainNone' : 'security.keychainOff')}>
            {/* Where there is no keychain it can only be turned off. */}
            <Switch aria-label={t('security.keychain')} checked={protection.keychain} disabled={!protection.keychain && !available} onChange={() => setDialog('keychain')} />
          </Line>
        </>
      ) : (
        section.ephemeral && (
          <Text size="sm" c="dimmed">
            {t('security.demo')}
          </Text>
        )
      )}
      <SetAside />
      <Erasures />
      <Group>
        <Button variant="default" leftSection={<IconLock size={16} />} onClick={onLock}>
          {t('security.lockNow')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => void close()}>
          {t('security.close')}
        </Button>
      </Group>
      {dialog === 'passphrase' && <ChangePassphrase onClose={() => setDialog(null)} />}
      {dialog === 'keychain' && <KeychainDialog on={!protection.keychain} onClose={() => setDialog(null)} />}
    </>
  )
}

/** How many people were erased, and what is still to be taken off this disk. Nothing while there is nobody. */
function Erasures() {
  const { t } = useTranslation('section')
  const engine = useEngine()
  const history = useTopic('history', null)
  const [known, setKnown] = useState<{ count: number; pending: boolean } | null>(null)
  // An erasure, here or elsewhere, is an entry of the history.
  useEffect(() => {
    let current = true
    engine.call('erasures').then((answer) => current && setKnown(answer), () => undefined)
    return () => {
      current = false
    }
  }, [engine, history?.version])
  if (!known || known.count === 0) return null
  return (
    <div>
      <Text size="sm">{t('security.erased', { count: known.count })}</Text>
      <Text size="sm" c="dimmed">
        {t('security.erasedMore')} {known.pending && t('security.erasedPending')}
      </Text>
    </div>
  )
}
