import { Button, Group, Stack, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeychainChoice } from '../../ui/KeychainChoice'
import { NewPassphrase } from '../../ui/NewPassphrase'
import { Refusal } from '../../ui/Refusal'
import { useOpening } from './use-opening'
import classes from './Welcome.module.css'

export function CreateSection({ keychain, onBack }: { keychain: boolean; onBack(): void }) {
  const { t } = useTranslation('welcome')
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
        <Title order={2}>{t('create.title')}</Title>
        <TextInput autoFocus label={t('create.name')} placeholder={t('create.namePlaceholder')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <NewPassphrase onChange={setPassphrase} />
        <KeychainChoice available={keychain} kept={kept} onChange={setKept} />
        {refused && <Refusal code={refused} />}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={busy}>
            {t('create.back')}
          </Button>
          <Button type="submit" disabled={!ready} loading={busy}>
            {t('create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
