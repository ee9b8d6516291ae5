/** Where the link of an invitation is pasted, and what it says of itself once it is whole. */
import { Text, Textarea } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InvitationReading } from '#engine/api'
import { useEngine } from './engine'
import { invitationWords } from './invitation-words'
import { addWords } from './words'
import classes from './InvitationField.module.css'

addWords('invitation', invitationWords)

/** `isGiven`: the link was pressed elsewhere, and says so. */
export function InvitationField({ value, isGiven, error, onChange }: { value: string; isGiven: boolean; error: string | undefined; onChange(link: string): void }) {
  const { t } = useTranslation('invitation')
  // The dialog around it begins here once; afterwards at what opened another one above it.
  const [begun, setBegun] = useState(false)
  return (
    <>
      <Textarea
        autoFocus data-autofocus={!begun || undefined} onBlur={() => setBegun(true)} label={t('link')} description={t('linkMore')} placeholder="permanence://join#…" rows={4} spellCheck={false} autoComplete="off"
        classNames={{ input: classes.link }} value={value} error={error} onChange={(event) => onChange(event.currentTarget.value)}
      />
      {isGiven && (
        <Text size="sm" role="status">
          {t('given')}
        </Text>
      )}
    </>
  )
}

/** `null` while the link is not whole. */
export function useInvitation(link: string): InvitationReading | null {
  const engine = useEngine()
  const [read, setRead] = useState<{ link: string; reading: InvitationReading } | null>(null)
  useEffect(() => {
    if (link.trim() === '') return
    let current = true
    engine.call('readInvitation', link).then((reading) => current && setRead({ link, reading }), () => undefined)
    return () => {
      current = false
    }
  }, [engine, link])
  return read?.link === link ? read.reading : null
}
