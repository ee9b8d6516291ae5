/** What the others of a section will call this computer. A name is suggested; never the account's or the machine's own, which are often a person's. */
import { TextInput } from '@mantine/core'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { memberWords } from './member-words'
import { addWords } from './words'

addWords('member', memberWords)

/** Longest name, in characters: it stands in one line of a list. */
const longest = 60

/** By the kind of computer only. */
export function suggestedDeviceName(): string {
  const { platform } = window.permanence
  return i18next.t(`member:device.suggest.${platform === 'darwin' || platform === 'win32' ? platform : 'linux'}`)
}

export function DeviceName({ value, onChange }: { value: string; onChange(name: string): void }) {
  const { t } = useTranslation('member')
  return (
    <TextInput
      label={t('device.label')} description={t('device.more')} autoComplete="off" spellCheck={false} maxLength={longest}
      value={value} onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
