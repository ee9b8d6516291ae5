import { Alert, Button, Checkbox, Group, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewPassphrase } from '../../ui/NewPassphrase'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

export function CreateSection({ keychain, onBack }: { keychain: boolean; onBack(): void }) {
  const { t } = useTranslation(['welcome', 'error'])
  const { busy, refused, open } = useOpening()
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [kept, setKept] = useState(false)
  const ready = name.trim() !== '' && passphrase !== null
  return (
    <form
      className={classes.panel}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) open((engine) => engine.call('createSection', { name: name.trim(), passphrase, keychain: kept }), true)
      }}
    >
      <Stack>
        <Title order={2}>{t('welcome:create.title')}</Title>
        <TextInput autoFocus label={t('welcome:create.name')} placeholder={t('welcome:create.namePlaceholder')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NewPassphrase onChange={setPassphrase} />
        {keychain && (
          <Checkbox label={t('welcome:create.keychain')} description={t('welcome:create.keychainMore')} checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} />
        )}
        {refused && (
          <Alert color="red" role="alert">
            {t(`error:${refused}`)}
          </Alert>
        )}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={busy}>
            {t('welcome:create.back')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t('welcome:create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
