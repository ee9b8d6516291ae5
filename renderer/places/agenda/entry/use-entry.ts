/**
 * The lines of a sheet while it is keyed. Invariant: a line is called saved only once the journal has it; the sheet itself is
 * read back from the history, so what stands here and what is in the base cannot part.
 */
import { useEffect, useRef, useState } from 'react'
import type { WrittenLine } from '#core/domain/agenda/entry-line'
import { newId, type HistoryId, type PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { EntryLine, EntrySheet } from '#engine/api'
import { useEngine, useStable, useTopic } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'

export interface SentLine {
  row: number
  line: WrittenLine
  /** Recognised. */
  chosen: Person | null
  unreadable: boolean
}

export interface Sent extends SentLine {
  id: PersonId
  state: 'saving' | 'saved' | 'refused'
  error?: ErrorCode
  history?: HistoryId
}

export interface Entry {
  sheet: EntrySheet
  lines: EntryLine[]
  /** Of this sitting, as long as the history does not say them. */
  sent: Sent[]
  save(line: SentLine, despite?: 'keep' | 'lift'): Promise<'saved' | ErrorCode>
  /** Takes a refused line off the list, to be keyed again. */
  take(sent: Sent): void
  undoAll(): Promise<{ undone: number; kept: number }>
}

export function useEntry(opened: EntrySheet): Entry {
  const engine = useEngine()
  const locale = useLocale()
  const version = useTopic('history', null)?.version
  const [sheet, setSheet] = useState(opened)
  const [sent, setSent] = useState<Sent[]>([])
  const alive = useRef(true)
  const { code } = opened.facts
  const of = opened.of && { action: opened.of.action.id, on: opened.of.occurrence.on }

  const read = useStable(async () => {
    // An action that is gone is said by the next line; what was keyed stays to be seen.
    const now = await engine.call('entrySheet', { code, of, locale }).catch(() => null)
    if (!now || !alive.current) return
    setSheet(now)
    const said = new Set(now.lines.map(({ history }) => history))
    setSent((before) => before.filter(({ state, history }) => state !== 'saved' || !history || !said.has(history)))
  })
  useEffect(() => {
    alive.current = true
    return () => void (alive.current = false)
  }, [])
  useEffect(() => void read(), [read, version])

  const patch = (id: PersonId, change: Partial<Sent>) => setSent((before) => before.map((each) => (each.id === id ? { ...each, ...change } : each)))
  const save: Entry['save'] = async (line, despite) => {
    // A line of somebody recognised still needs a name of its own in the list.
    const own = newId<PersonId>()
    setSent((before) => [...before, { ...line, id: own, state: 'saving' }])
    try {
      const person = line.chosen && !line.unreadable ? { id: line.chosen.id, known: true } : { id: own, known: false }
      const { history } = await engine.call('entryLine', { code, row: line.row, of, locale, line: line.line, unreadable: line.unreadable, person, ...(despite ? { despite } : {}) })
      patch(own, { state: 'saved', history })
      void read()
      return 'saved'
    } catch (error) {
      const why = errorCode(error)
      patch(own, { state: 'refused', error: why })
      return why
    }
  }
  // Shown at once by the history, but not yet on the disk: it is what was sent that says so.
  const waiting = (line: EntryLine) => sent.some(({ state, row, id, chosen, unreadable }) => state === 'saving' && row === line.row && line.own && (line.person === null ? unreadable : line.person.id === (chosen?.id ?? id)))
  return {
    sheet, sent, save,
    lines: sheet.lines.filter((line) => !waiting(line)),
    take: ({ id }) => setSent((before) => before.filter((each) => each.id !== id)),
    async undoAll() {
      const result = await engine.call('entryUndo', code)
      await read()
      setSent((before) => before.filter(({ state }) => state !== 'saved'))
      return result
    },
  }
}
