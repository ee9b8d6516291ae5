/** Choosing a passphrase: typed twice, its strength said, and what losing it means. */
import { PasswordInput, Progress, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { passphraseHint } from './passphrase'
import { passphraseWords } from './passphrase-words'
import { addWords } from './words'

addWords('passphrase', passphraseWords)

const colors = ['gray', 'red', 'yellow', 'teal'] as const
const names = [undefined, 'short', 'fair', 'good'] as const

/** `onChange` is given the passphrase once it may be used, else `null`. */
export function NewPassphrase({ label, onChange }: { label?: string; onChange(passphrase: string | null): void }) {
  const { t } = useTranslation('passphrase')
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [left, setLeft] = useState(false)
  const { accepted, strength } = passphraseHint(first)
  const different = second !== '' && first !== second
  const update = (one: string, two: string) => {
    setFirst(one)
    setSecond(two)
    onChange(passphraseHint(one).accepted && one === two ? one : null)
  }
  const visibility = { 'aria-label': t('show') }
  return (
    <Stack gap="sm">
      <div>
        <PasswordInput
          label={label ?? t('new')}
          description={t('hint')}
          autoComplete="new-password"
          visibilityToggleButtonProps={visibility}
          value={first}
          error={left && first !== '' && !accepted ? t('strength.short') : undefined}
          onBlur={() => setLeft(true)}
          onChange={(event) => update(event.currentTarget.value, second)}
        />
        <Progress value={(strength / 3) * 100} color={colors[strength]} size={4} mt={6} aria-hidden />
        <Text size="xs" c="dimmed" mt={2} mih={18} role="status">
          {strength > 0 && t(`strength.${names[strength]!}`)}
        </Text>
      </div>
      <PasswordInput
        label={t('again')}
        autoComplete="new-password"
        visibilityToggleButtonProps={visibility}
        value={second}
        error={different && second.length >= first.length ? t('different') : undefined}
        onChange={(event) => update(first, event.currentTarget.value)}
      />
      <Text size="xs" c="dimmed">
        {t('noReset')}
      </Text>
    </Stack>
  )
}
