/** The lines of one sheet, row by row as on the paper, with what became of each. */
import { Alert, Button, Group, Text } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { countAssembly } from '#core/domain/agenda/assembly-count'
import { nextRow } from '#core/domain/agenda/entry-rows'
import type { PersonId } from '#core/domain/ids'
import { occasionInWords, titleInWords } from '#core/print/sign-in-occasion'
import { signInChannels, signInWords } from '#core/print/sign-in-words'
import { slipWords } from '#core/print/slip-words'
import type { EntryLine, EntrySheet, PrintedRow } from '#engine/api'
import { useSayError } from '../../../ui/commands'
import { useDraft } from '../../../ui/drafts'
import { useOpenStatus } from '../../../ui/engine'
import { Key } from '../../../ui/Keys'
import { useLocale } from '../../../ui/settings'
import { KeyingScreen } from '../keying/KeyingScreen'
import { AssemblyRows, type AssemblyRowsHandle } from './AssemblyRows'
import { KeyedRow, linesOfPerson, mayDespite, RefusedReason } from './KeyedRow'
import { Legend } from './Legend'
import { letterOf } from './letters'
import { LineEditor, type LineEditorHandle } from './LineEditor'
import { SinceNotice } from './SinceNotice'
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
  const { t } = useTranslation(['entry', 'assembly'])
  const locale = useLocale()
  const words = signInWords[locale]
  const entry = useEntry(opened)
  const { save: state } = useOpenStatus()
  const sayError = useSayError()
  /** Lines with a name on them come first. */
  const { printed } = entry.sheet
  const named = printed?.rows ?? 0
  const [begin] = useState(() => beginAt(opened))
  const [row, setRow] = useState(() => nextRow([named, ...opened.lines.map((line) => line.row)]))
  const [said, setSaid] = useState(() => (opened.lines.length > 0 ? t('said.resumed', { row: begin ?? row }) : ''))
  const [undoes, setUndoes] = useState(false)
  const [dirty, setDirty] = useState(false)
  const editor = useRef<LineEditorHandle>(null)
  const assembly = useRef<AssemblyRowsHandle>(null)
  const warned = useRef(false)
  const { facts, of, slips } = entry.sheet
  const refused = entry.sent.filter((each) => each.state === 'refused')

  const shown = useMemo(() => {
    const keyed = entry.lines.filter((line) => line.row > named).map((line) => ({
      key: line.history as string, sent: null as Sent | null,
      shown: {
        row: line.row, fate: line.fate, state: 'saved' as const, line: linesOfPerson(line.person, facts.code),
        ...(line.fate === 'nobody' ? { more: t('nothingRead') } : !line.person ? { more: t('goneSince') } : line.own ? {} : { more: t('elsewhere') }),
      },
    }))
    const sent = entry.sent.map((each) => ({ key: each.id as string, sent: each as Sent | null, shown: { row: each.row, fate: each.unreadable ? ('unreadable' as const) : each.chosen ? ('known' as const) : ('new' as const), state: each.state, line: each.line } }))
    return [...keyed, ...sent].sort((one, other) => one.shown.row - other.shown.row)
  }, [entry.lines, entry.sent, facts.code, named, t])
  const votes = useMemo(() => printed && countOf(printed.members, entry.lines), [printed, entry.lines])
  const counts = { known: 0, new: 0, unreadable: 0 }
  for (const { shown: { fate, state: each } } of shown) if (each !== 'refused') counts[fate === 'nobody' ? 'unreadable' : fate]++
  const total = counts.known + counts.new + counts.unreadable
  const undoable = total + entry.lines.filter((line) => line.row <= named).length
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
    const act = { r: () => again && resume(again), e: () => again && mayDespite(again) && despite(again), z: () => undoable > 0 && setUndoes(true) }[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
  }
  const onDirty = useCallback((now: boolean) => setDirty(now), [])
  const title = of ? titleInWords(of.action, locale) : t('ofNone')

  return (
    <KeyingScreen
      title={t('title')} closeLabel={t('close')} name={title} said={said} legend={<Legend locale={locale} />} keepsEscape onKeyDown={keys} onLeave={() => void leave()}
      about={
        <>
          {of && `${occasionInWords(of.occurrence, of.action, locale)} · `}
          <span className={classes.code}>{t('sheet', { code: facts.code })}</span>
        </>
      }
      aside={
        <Group gap="sm" ml="auto" wrap="nowrap">
          <Text size="sm" data-testid="entry-counts">
            {votes && (
              <>
                <strong>{t('assembly:present', { count: votes.present })}</strong>
                {[t('assembly:byProxy', { count: votes.represented }), t('assembly:votes', { count: votes.votes }), t('assembly:quorum', { votes: votes.votes, count: votes.members }), ...(votes.guests > 0 ? [t('assembly:guests', { count: votes.guests })] : [])].map((each) => ` · ${each}`).join('')}
                {total > 0 && ' · '}
              </>
            )}
            {(!votes || total > 0) && <strong>{t('count', { count: total })}</strong>}
            {(['known', 'new', 'unreadable'] as const).flatMap((fate) => (counts[fate] > 0 ? ` · ${t(fate, { count: counts[fate] })}` : [])).join('')}
          </Text>
          <Button variant="default" size="compact-md" flex="none" leftSection={<IconArrowBackUp size={16} aria-hidden />} disabled={undoable === 0} onClick={() => setUndoes(true)}>
            {t('undo')}
          </Button>
        </Group>
      }
    >
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
      {entry.sheet.since && <SinceNotice since={entry.sheet.since} />}
      <div className={classes.paper} tabIndex={-1}>
        {printed && votes && (
          <AssemblyRows ref={assembly} entry={entry} count={votes} begin={begin} onSay={setSaid} onLeave={() => void leave()} onPast={() => editor.current?.focus()} />
        )}
        <table className={classes.table} aria-label={printed ? t('assembly:blank') : t('lines')}>
          <colgroup>
            {['number', 'name', 'name', 'place', 'email', 'phone', ...(slips ? ['phone'] : []), ...signInChannels.map(() => 'tick'), 'fate'].map((column, at) => (
              <col key={at} className={classes[column]} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={classes.number}>
                {t('row')}
              </th>
              {[words.lastName, words.firstName, words.place, words.email, words.phone, ...(slips ? [slipWords[locale].wants] : [])].map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              {signInChannels.map((channel) => (
                <th key={channel} scope="col" className={classes.box}>
                  <Key hidden>{letterOf(channel, locale)}</Key>
                  {words.channel[channel]}
                </th>
              ))}
              <th scope="col">{t('state')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, shown: line, sent }) => (
              <KeyedLine key={key} line={line} sent={sent} slips={slips} onResume={resume} onDespite={despite} />
            ))}
            <LineEditor
              ref={editor} row={row} takesFocus={begin === null} facts={facts} slips={slips} already={already} onDirty={onDirty} onSay={setSaid} onLeave={() => void leave()}
              onRow={(by) => (row + by > named ? setRow(row + by) : assembly.current?.focusLast())}
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
      {undoes && (
        <UndoSheet
          count={undoable} undo={entry.undoAll} onClose={() => setUndoes(false)}
          onFailed={(error) => {
            setUndoes(false)
            sayError(error)
          }}
          onDone={({ undone, kept }) => {
            setUndoes(false)
            setRow(named + 1)
            setSaid([t('undone', { count: undone }), ...(kept > 0 ? [t('undoneKept', { count: kept })] : [])].join(' '))
          }}
        />
      )}
    </KeyingScreen>
  )
}

function KeyedLine({ line, sent, slips, onResume, onDespite }: { line: Parameters<typeof KeyedRow>[0]['shown']; sent: Sent | null; slips: boolean; onResume(sent: Sent): void; onDespite(sent: Sent): void }) {
  return (
    <>
      <KeyedRow shown={line} slips={slips} />
      {sent?.state === 'refused' && <RefusedReason sent={sent} onResume={onResume} onDespite={onDespite} />}
    </>
  )
}

/** The printed line behind the last one that is keyed; `null`: all are, or none is printed. */
function beginAt({ printed, lines }: EntrySheet): number | null {
  if (!printed) return null
  const from = nextRow(lines.map(({ row }) => row).filter((row) => row <= printed.rows))
  return printed.members.find(({ row, person }) => row >= from && person)?.row ?? null
}

function countOf(members: readonly PrintedRow[], lines: readonly EntryLine[]) {
  // Of a line that was keyed again, the person says what counts.
  const signed = new Map(lines.flatMap(({ row, person, proxies }) => (person ? [[person.id, { row, id: person.id, proxies, member: person.relation === 'member' }] as const] : [])))
  return countAssembly(members.flatMap(({ id, person }) => (person ? id : [])), [...signed.values()])
}
