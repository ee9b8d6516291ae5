/**
 * An invitation that came otherwise than as a link to paste: before the camera, as a picture of its QR code, or as a file.
 * Read here, and its link handed on; what is wrong with it is said before anything is asked of anyone.
 */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readInvitationFile } from '#core/membership/invitation-file'
import { isSheetCode } from '#core/membership/paper'
import { errorCode } from '#core/ports/errors'
import { DropField } from './DropField'
import { dateLocale } from './dates'
import { useEngine } from './engine'
import { invitationWords } from './invitation-words'
import { memberWords } from './member-words'
import { useCodeInPicture } from './qr/code-in-picture'
import { isPicture } from './qr/picture-size'
import type { Verdict } from './qr/judge'
import { ScanButton } from './qr/ScanButton'
import { useLocale } from './settings'
import { addWords } from './words'

addWords('member', memberWords)
addWords('invitation', invitationWords)

/** `onLink`: the link of a whole invitation that may still be good. */
export function InvitationSources({ onLink }: { onLink(link: string): void }) {
  const { t } = useTranslation(['invitation', 'member', 'qr'])
  const engine = useEngine()
  const locale = useLocale()
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const date = (at: number) => new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long', timeStyle: 'short' }).format(at)
  const readPicture = useCodeInPicture(judge)

  async function judge(text: string): Promise<Verdict> {
    const link = text.trim()
    try {
      const { role, until } = await engine.call('readInvitation', link)
      if (until < Date.now()) return { why: t('invitation:code.expired', { date: date(until) }) }
      return {
        take() {
          onLink(link)
          setTold({ good: true, text: t('invitation:code.read', { role: t(`member:role.${role}`), date: date(until) }) })
        },
      }
    } catch {
      return { why: t(isSheetCode(link) ? 'invitation:code.sheet' : /^permanence:/i.test(link) ? 'invitation:code.damaged' : 'invitation:code.foreign') }
    }
  }

  async function take(files: readonly File[]): Promise<void> {
    const [file] = files
    if (!file) return
    if (files.length > 1) return setTold({ good: false, text: t('invitation:several') })
    const { name } = file
    const beginning = new Uint8Array(await file.slice(0, mostBytes).arrayBuffer())
    if (isPicture(beginning)) {
      setTold({ good: true, text: t('qr:reading', { name }) })
      const verdict = await readPicture(file)
      if ('take' in verdict) verdict.take()
      else setTold({ good: false, text: verdict.why })
      return
    }
    try {
      const link = readInvitationFile(beginning)
      const { role, until } = await engine.call('readInvitation', link)
      if (until < Date.now()) return setTold({ good: false, text: t('invitation:expired', { name, date: date(until) }) })
      onLink(link)
      setTold({ good: true, text: t('invitation:read', { name, role: t(`member:role.${role}`), date: date(until) }) })
    } catch (error) {
      setTold({ good: false, text: t(errorCode(error) === 'link-damaged' ? 'invitation:damaged' : 'invitation:foreign', { name }) })
    }
  }

  return (
    <>
      <ScanButton hint={t('invitation:hold')} instead={t('invitation:instead')} judge={judge} />
      <DropField
        label={t('invitation:drop')} choose={t('invitation:choose')} dropNow={t('invitation:dropNow')} told={told} data-testid="invitation-drop"
        onFiles={(files) => void take(files)}
      />
    </>
  )
}

/** More than any invitation has; what is longer is none. */
const mostBytes = 64 * 1024
