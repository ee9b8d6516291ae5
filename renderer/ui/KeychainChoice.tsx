/** Whether the section that is being made here may open without its passphrase; only asked where the computer has a keychain. */
import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { passphraseWords } from './passphrase-words'
import { addWords } from './words'

addWords('passphrase', passphraseWords)

export function KeychainChoice({ available, kept, onChange }: { available: boolean; kept: boolean; onChange(kept: boolean): void }) {
  const { t } = useTranslation('passphrase')
  return available && <Checkbox label={t('keychain')} description={t('keychainMore')} checked={kept} onChange={(event) => onChange(event.currentTarget.checked)} />
}
