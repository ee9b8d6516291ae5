/** An invitation that came as a file: dropped or chosen, read here, and its link handed on. What is wrong with it is said before anything is asked of anyone. */
import { FileButton, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { readInvitationFile } from '#core/membership/invitation-file'
import { errorCode } from '#core/ports/errors'
import { dateLocale } from './dates'
import { useEngine } from './engine'
import { invitationWords } from './invitation-words'
import { memberWords } from './member-words'
import { useLocale } from './settings'
import { addWords } from './words'
import classes from './InvitationFile.module.css'

addWords('member', memberWords)
addWords('invitation', invitationWords)

/** `onLink`: the link of a whole invitation that may still be good. */
export function InvitationFile({ onLink }: { onLink(link: string): void }) {
  const { t } = useTranslation(['invitation', 'member'])
  const engine = useEngine()
  const locale = useLocale()
  const [over, setOver] = useState(false)
  const letGo = useRef<() => void>(null)
  const [told, setTold] = useState<{ good: boolean; text: string } | null>(null)
  const date = (at: number) => new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long', timeStyle: 'short' }).format(at)

  async function take(files: readonly File[]): Promise<void> {
    const [file] = files
    if (!file) return
    if (files.length > 1) return setTold({ good: false, text: t('invitation:several') })
    const { name } = file
    try {
      const link = readInvitationFile(new Uint8Array(await file.slice(0, mostBytes).arrayBuffer()))
      const { role, until } = await engine.call('readInvitation', link)
      if (until < Date.now()) return setTold({ good: false, text: t('invitation:expired', { name, date: date(until) }) })
      onLink(link)
      setTold({ good: true, text: t('invitation:read', { name, role: t(`member:role.${role}`), date: date(until) }) })
    } catch (error) {
      setTold({ good: false, text: t(errorCode(error) === 'link-damaged' ? 'invitation:damaged' : 'invitation:foreign', { name }) })
    }
  }

  return (
    <div>
      <div
        className={classes.drop} data-over={over || undefined} data-testid="invitation-drop"
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setOver(false)}
        onDrop={(event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          void take([...event.dataTransfer.files])
        }}
      >
        <IconFileImport size={18} stroke={1.5} aria-hidden />
        {over ? (
          <span>{t('invitation:dropNow')}</span>
        ) : (
          <span>
            {t('invitation:drop')}{' '}
            <FileButton
              resetRef={letGo}
              onChange={(file) => {
                void take(file ? [file] : [])
                // The same one may be chosen again, mended.
                letGo.current?.()
              }}
            >
              {(props) => (
                <button type="button" className={classes.choose} {...props}>
                  {t('invitation:choose')}
                </button>
              )}
            </FileButton>
          </span>
        )}
      </div>
      <Text size="xs" mt={4} c={told?.good === false ? 'var(--mantine-color-error)' : 'dimmed'} role="status" className={classes.told}>
        {told?.text}
      </Text>
    </div>
  )
}

/** More than any invitation has; what is longer is none. */
const mostBytes = 64 * 1024
