/**
 * The whole window while people are noted at a stall. Invariant: nothing that the base holds is ever written here; the engine
 * answers with a number only.
 */
import { Alert, Button } from '@mantine/core'
import { IconArrowBackUp, IconDoorExit } from '@tabler/icons-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WrittenLine } from '#core/domain/agenda/entry-line'
import { dateOf } from '#core/domain/days'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import { signInWords } from '#core/print/sign-in-words'
import type { StandRequest } from '#engine/api'
import { dateLocale } from '../../../ui/dates'
import { useDraft, useDrafts } from '../../../ui/drafts'
import { useEngine, useOpenStatus, useStable } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import { addWords } from '../../../ui/words'
import { useNotice } from '../paper/use-notice'
import { LeaveDialog } from './LeaveDialog'
import { StandForm, type StandFormHandle } from './StandForm'
import { standWords } from './words'
import classes from './Stand.module.css'

addWords('stand', standWords)

interface Props {
  request: StandRequest
  onLeft(): void
}

export default function StandScreen({ request, onLeft }: Props) {
  const { t } = useTranslation(['stand', 'error'])
  const engine = useEngine()
  const drafts = useDrafts()
  const locale = useLocale()
  const { save: disk, protection } = useOpenStatus()
  const { notice } = useNotice()
  const [noted, setNoted] = useState(0)
  const [flying, setFlying] = useState(0)
  const [said, setSaid] = useState<'saved' | 'undone' | 'needs' | null>(null)
  const [refused, setRefused] = useState<{ line: WrittenLine; why: ErrorCode }[]>([])
  /** Once a person: a passer-by must not empty the list key by key. */
  const [mayUndo, setMayUndo] = useState(false)
  const [leaves, setLeaves] = useState(false)
  const [dirty, setDirty] = useState(false)
  const form = useRef<StandFormHandle>(null)
  const { batch } = request

  useAlone()
  useEffect(() => {
    // Also after a lock in between: unlocking took the mark off.
    engine.call('standBegin', request).then(({ noted: before }) => setNoted(before), () => {})
  }, [engine, request])

  const lock = useStable(async () => {
    // What only its passphrase opens again; the demonstration may have none.
    if (!protection.passphrase) return
    await drafts.commitAll()
    await engine.call('lock').catch(() => {})
  })
  useEffect(() => {
    // Of the menu's commands only the one that shows less; sleep and a locked screen send it too.
    window.permanence.onMenu((command) => void (command === 'lock' && lock()))
    return () => window.permanence.onMenu(() => {})
  }, [lock])
  const escape = useStable((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || leaves) return
    event.preventDefault()
    setLeaves(true)
  })
  useEffect(() => {
    window.addEventListener('keydown', escape)
    return () => window.removeEventListener('keydown', escape)
  }, [escape])

  /** On their way to the disk: whoever locks or quits waits for them. */
  const underWay = useRef(new Set<Promise<boolean>>())
  const send = (line: WrittenLine): Promise<boolean> => {
    const sent = sendNow(line)
    underWay.current.add(sent)
    return sent.finally(() => underWay.current.delete(sent))
  }
  const sendNow = async (line: WrittenLine): Promise<boolean> => {
    setFlying((now) => now + 1)
    try {
      const answer = await engine.call('standLine', { ...request, line, locale })
      setNoted(answer.noted)
      setMayUndo(true)
      setSaid('saved')
      return true
    } catch (error) {
      setRefused((before) => [...before, { line, why: errorCode(error) }])
      return false
    } finally {
      setFlying((now) => now - 1)
    }
  }
  const pend = async (): Promise<boolean> => {
    const line = form.current?.pending()
    if (!line) return true
    form.current?.clear()
    return send(line)
  }
  const again = async () => {
    const lines = refused
    setRefused([])
    for (const { line } of lines) await send(line)
  }
  // Locked or quit in the middle of a person: she is noted as far as she was typed, if she can be found by it.
  useDraft(dirty || flying > 0 || refused.length > 0, async () => {
    await pend()
    await again()
    await Promise.all(underWay.current)
  })
  const undo = async () => {
    setMayUndo(false)
    form.current?.focus()
    try {
      setNoted((await engine.call('standUndo', batch.code)).noted)
      setSaid('undone')
    } catch {
      setMayUndo(true)
    }
  }
  const leave = async (passphrase: string) => {
    await engine.call('standLeave', { passphrase })
    if (await pend()) return onLeft()
    // Not on the disk: the stand goes on, and says so.
    await engine.call('standBegin', request).catch(() => {})
    setLeaves(false)
  }
  const onDirty = useCallback((now: boolean) => {
    setDirty(now)
    if (now) setSaid(null)
  }, [])
  const day = new Intl.DateTimeFormat(dateLocale(locale), { weekday: 'long', day: 'numeric', month: 'long' }).format(dateOf(batch.day))

  return (
    <main className={classes.screen}>
      <header className={classes.head}>
        <h1 className={classes.place}>{batch.place}</h1>
        <span className={classes.day}>
          {day} · {t('stand:batch', { code: batch.code })}
        </span>
        <strong className={classes.count} data-testid="stand-noted">
          {t('stand:noted', { count: noted })}
        </strong>
        <Button variant="default" size="lg" leftSection={<IconArrowBackUp size={20} aria-hidden />} disabled={!mayUndo || flying > 0} onClick={() => void undo()}>
          {t('stand:undo')}
        </Button>
        <Button variant="default" size="lg" leftSection={<IconDoorExit size={20} aria-hidden />} onClick={() => setLeaves(true)}>
          {t('stand:leave')}
        </Button>
      </header>
      {disk.state === 'failing' && (
        <Alert color="red" role="alert" p="sm">
          {t('stand:failing')}
        </Alert>
      )}
      {refused.length > 0 && (
        <Alert color="red" role="alert" p="sm">
          {t('stand:refused', { count: refused.length })} {t(`error:${refused[0]!.why}`)}
          <Button
            ml="md" size="lg" variant="default"
            onClick={() => {
              form.current?.focus()
              void again()
            }}
          >
            {t('stand:again')}
          </Button>
        </Alert>
      )}
      {notice && (
        <StandForm ref={form} notice={signInWords[locale].notice(notice)} still={leaves} onSave={(line) => void send(line)} onLacking={() => setSaid('needs')} onDirty={onDirty}>
          <p role="status" className={classes.said} data-lacking={said === 'needs' || undefined}>
            {said && t(`stand:said.${said}`)}
          </p>
        </StandForm>
      )}
      <ul className={classes.legend}>
        {(['enter', 'alt', 'escape'] as const).map((key) => (
          <li key={key}>
            <kbd>{t(`stand:keys.${key}`)}</kbd> {t(`stand:keys.${({ enter: 'on', alt: 'choose', escape: 'leave' } as const)[key]}`)}
          </li>
        ))}
      </ul>
      {leaves && <LeaveDialog asks={protection.passphrase} leave={leave} onClose={() => setLeaves(false)} />}
    </main>
  )
}

/** Alone on the screen; and messages of before, that may name somebody, are not there to come back. */
function useAlone(): void {
  useEffect(() => {
    void window.permanence.fullScreen(true)
    void import('@mantine/notifications').then(({ notifications }) => notifications.clean())
    return () => void window.permanence.fullScreen(false)
  }, [])
}
