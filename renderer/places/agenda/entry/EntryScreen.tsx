/** The lines of one sheet, row by row as on the paper, with what became of each. */
import { Alert, Button, Group, Modal, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { nextRow } from '#core/domain/agenda/entry-rows'
import type { PersonId } from '#core/domain/ids'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import { signInChannels, signInWords } from '#core/print/sign-in-words'
import type { EntrySheet } from '#engine/api'
import { useSayError } from '../../../ui/commands'
import { useDraft } from '../../../ui/drafts'
import { useOpenStatus } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'
import { KeyedRow, linesOfPerson, mayDespite, RefusedReason } from './KeyedRow'
import { Legend } from './Legend'
import { letterOf } from './letters'
import { LineEditor, type LineEditorHandle } from './LineEditor'
import { UndoSheet } from './UndoSheet'
import { useEntry, type Sent, type SentLine } from './use-entry'
import classes from './Entry.module.css'

interface Props {
  opened: EntrySheet
  /** The paper has no code that is known: this one is to be noted on it. */
  ownCode: boolean
  onClose(): void
}

export function EntryScreen({ opened, ownCode, onClose }: Props) {
  const { t } = useTranslation('entry')
  const locale = useLocale()
  const words = signInWords[locale]
  const entry = useEntry(opened)
  const { save: state } = useOpenStatus()
  const sayError = useSayError()
  const [row, setRow] = useState(() => nextRow(opened.lines.map((line) => line.row)))
  const [said, setSaid] = useState(() => (opened.lines.length > 0 ? t('said.resumed', { row: nextRow(opened.lines.map((line) => line.row)) }) : ''))
  const [undoes, setUndoes] = useState(false)
  const [dirty, setDirty] = useState(false)
  const editor = useRef<LineEditorHandle>(null)
  const warned = useRef(false)
  const { facts, of } = entry.sheet
  const refused = entry.sent.filter((each) => each.state === 'refused')

  const shown = useMemo(() => {
    const keyed = entry.lines.map((line) => ({
      key: line.history as string, sent: null as Sent | null,
      shown: {
        row: line.row, fate: line.fate, state: 'saved' as const, line: linesOfPerson(line.person, facts.code),
        ...(line.fate === 'nobody' ? { more: t('nothingRead') } : !line.person ? { more: t('goneSince') } : line.own ? {} : { more: t('elsewhere') }),
      },
    }))
    const sent = entry.sent.map((each) => ({ key: each.id as string, sent: each as Sent | null, shown: { row: each.row, fate: each.unreadable ? ('unreadable' as const) : each.chosen ? ('known' as const) : ('new' as const), state: each.state, line: each.line } }))
    return [...keyed, ...sent].sort((one, other) => one.shown.row - other.shown.row)
  }, [entry.lines, entry.sent, facts.code, t])
  const counts = { known: 0, new: 0, unreadable: 0 }
  for (const { shown: { fate, state: each } } of shown) if (each !== 'refused') counts[fate === 'nobody' ? 'unreadable' : fate]++
  const total = counts.known + counts.new + counts.unreadable
  const already = useMemo(() => new Map<PersonId, number>(entry.lines.flatMap(({ person, row: at }) => (person ? [[person.id, at] as const] : []))), [entry.lines])

  const send = async (line: SentLine, despite?: 'keep' | 'lift') => {
    const answer = await entry.save(line, despite)
    setSaid(t(answer === 'saved' ? 'said.saved' : 'said.refused', { row: line.row }))
    return answer === 'saved'
  }
  const pend = async () => {
    const line = editor.current?.pending()
    if (!line) return true
    editor.current?.clear()
    return send(line)
  }
  // Locked or quit in the middle of a line: it is saved as far as it was keyed.
  useDraft(dirty, pend)
  const leave = async () => {
    if (!(await pend())) return
    // What was refused is nowhere but here: it is left only by whoever was told.
    if (refused.length > 0 && !warned.current) {
      warned.current = true
      return setSaid(t('left', { count: refused.length }))
    }
    onClose()
  }
  const resume = (sent: Sent) => {
    warned.current = false
    if (dirty) return setSaid(t('typed', { row }))
    entry.take(sent)
    setRow(sent.row)
    return editor.current?.fill(sent.line)
  }
  const despite = (sent: Sent) => {
    entry.take(sent)
    // Who ticks a box has agreed anew; who only signs has not.
    void send(sent, sent.line.channels.length > 0 ? 'lift' : 'keep')
  }
  const keys = (event: KeyboardEvent) => {
    if (!event.altKey || event.ctrlKey || undoes) return
    const again = refused[0]
    const act = { r: () => again && resume(again), e: () => again && mayDespite(again) && despite(again), z: () => total > 0 && setUndoes(true) }[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  }
  const onDirty = useCallback((now: boolean) => setDirty(now), [])
  const title = of ? titleInWords(of.action, locale) : t('ofNone')

  return (
    <Modal
      opened fullScreen onClose={() => void leave()} closeOnEscape={false} transitionProps={{ duration: 0 }} closeButtonProps={{ 'aria-label': t('close') }} title={t('title')}
      classNames={{ content: classes.content, header: classes.header, body: classes.body }}
    >
      <div className={classes.screen} onKeyDown={keys}>
        <div className={classes.head}>
          <div>
            <Text component="h2" fw={600} size="lg">
              {title}
            </Text>
            <Text size="sm" c="dimmed">
              {[of && occasionInWords(of.occurrence, of.action, locale), t('sheet', { code: facts.code })].filter(Boolean).join(' · ')}
            </Text>
          </div>
          <Group gap="sm" ml="auto" wrap="nowrap">
            <Text size="sm" data-testid="entry-counts">
              <strong>{t('count', { count: total })}</strong>
              {(['known', 'new', 'unreadable'] as const).flatMap((fate) => (counts[fate] > 0 ? ` · ${t(fate, { count: counts[fate] })}` : [])).join('')}
            </Text>
            <Button variant="default" size="compact-md" leftSection={<IconArrowBackUp size={16} aria-hidden />} disabled={total === 0} onClick={() => setUndoes(true)}>
              {t('undo')}
            </Button>
          </Group>
        </div>
        {ownCode && (
          <Alert color="orange" p="xs" mb="xs">
            {t('ownCode', { code: facts.code })}
          </Alert>
        )}
        {state.state === 'failing' && (
          <Alert color="red" role="alert" p="xs" mb="xs">
            {t('failing')}
          </Alert>
        )}
        <div className={classes.paper} tabIndex={-1}>
          <table className={classes.table} aria-label={t('lines')}>
            <colgroup>
              {['number', 'name', 'name', 'place', 'email', 'phone', ...signInChannels.map(() => 'tick'), 'fate'].map((column, at) => (
                <col key={at} className={classes[column]} />
              ))}
            </colgroup>
            <thead>
              <tr>
                <th scope="col" className={classes.number}>
                  {t('row')}
                </th>
                {[words.lastName, words.firstName, words.place, words.email, words.phone].map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
                {signInChannels.map((channel) => (
                  <th key={channel} scope="col" className={classes.box}>
                    <kbd aria-hidden>{letterOf(channel, locale)}</kbd>
                    {words.channel[channel]}
                  </th>
                ))}
                <th scope="col">{t('state')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ key, shown: line, sent }) => (
                <KeyedLine key={key} line={line} sent={sent} onResume={resume} onDespite={despite} />
              ))}
              <LineEditor
                ref={editor} row={row} facts={facts} already={already} onDirty={onDirty} onSay={setSaid} onLeave={() => void leave()}
                onRow={(by) => setRow((now) => Math.max(1, now + by))}
                onSkip={() => {
                  setSaid(t('said.skipped', { row }))
                  setRow(row + 1)
                }}
                onSave={(line) => {
                  void send(line)
                  setRow(line.row + 1)
                }}
              />
            </tbody>
          </table>
        </div>
        <div className={classes.foot}>
          <Text size="sm" role="status" aria-live="polite" fw={500}>
            {said}
          </Text>
          <Legend locale={locale} />
        </div>
        {undoes && (
          <UndoSheet
            count={total} undo={entry.undoAll} onClose={() => setUndoes(false)}
            onFailed={(error) => {
              setUndoes(false)
              sayError(error)
            }}
            onDone={({ undone, kept }) => {
              setUndoes(false)
              setRow(1)
              setSaid([t('undone', { count: undone }), ...(kept > 0 ? [t('undoneKept', { count: kept })] : [])].join(' '))
            }}
          />
        )}
      </div>
    </Modal>
  )
}

function KeyedLine({ line, sent, onResume, onDespite }: { line: Parameters<typeof KeyedRow>[0]['shown']; sent: Sent | null; onResume(sent: Sent): void; onDespite(sent: Sent): void }) {
  return (
    <>
      <KeyedRow shown={line} />
      {sent?.state === 'refused' && <RefusedReason sent={sent} onResume={onResume} onDespite={onDespite} />}
    </>
  )
}
