import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useExecute } from '../../ui/commands'
import { useDraft } from '../../ui/drafts'
import { useOpenStatus } from '../../ui/engine'

/** Saved when left or confirmed; an empty name is not one, the field gets the old name back. */
export function SectionName() {
  const { t } = useTranslation('section')
  const { name } = useOpenStatus().section
  const execute = useExecute()
  const [typed, setTyped] = useState<string | null>(null)
  const dirty = typed !== null && typed.trim() !== '' && typed.trim() !== name
  const commit = async () => {
    if (dirty) await execute({ type: 'section.rename', name: typed.trim() })
    setTyped(null)
  }
  useDraft(dirty, commit)
  return (
    <TextInput
      label={t('identity.name')}
      description={t('identity.nameMore')}
      value={typed ?? name}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void commit()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void commit()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
