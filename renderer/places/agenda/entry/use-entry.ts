/**
 * The lines of a sheet while it is keyed. Invariant: a line is called saved only once the journal has it; the sheet itself is
 * read back from the history, so what stands here and what is in the base cannot part.
 */
import { useEffect, useRef, useState } from 'react'
import type { WrittenLine } from '#core/domain/agenda/entry-line'
import { newId, type HistoryId, type PersonId } from '#core/domain/ids'
import type { Person, Relation } from '#core/domain/person'
import { errorCode, PortError, type ErrorCode } from '#core/ports/errors'
import type { EntryLine, EntrySheet, PrintedRow } from '#engine/api'
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

/** A printed line on its way to the disk, or refused. */
export interface Signing {
  state: 'saving' | 'refused'
  signed: boolean
  proxies: readonly PersonId[]
  error?: ErrorCode
}

export interface Entry {
  sheet: EntrySheet
  lines: EntryLine[]
  /** Of this sitting, as long as the history does not say them. */
  sent: Sent[]
  save(line: SentLine, despite?: 'keep' | 'lift'): Promise<'saved' | ErrorCode>
  /** Of printed lines, by their rows, as long as the history does not say them. */
  signing: ReadonlyMap<number, Signing>
  sign(line: PrintedRow, change: { proxies: readonly PersonId[]; relation?: Relation }): Promise<'saved' | ErrorCode>
  /** `kept`: the record was changed since, and she stays as she is. */
  unsign(line: PrintedRow): Promise<'saved' | 'kept' | ErrorCode>
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
  const [signing, setSigning] = useState<ReadonlyMap<number, Signing>>(new Map())
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
  const hold = (row: number, now: Signing | null, instead?: Signing) =>
    setSigning((before) => {
      // Said anew meanwhile: that is still under way.
      if (instead && before.get(row) !== instead) return before
      const after = new Map(before)
      if (now) after.set(row, now)
      else after.delete(row)
      return after
    })
  async function onRow<Told>(row: number, meant: Omit<Signing, 'state'>, write: () => Promise<Told>): Promise<Told | ErrorCode> {
    const own: Signing = { ...meant, state: 'saving' }
    hold(row, own)
    try {
      const told = await write()
      await read()
      hold(row, null, own)
      return told
    } catch (error) {
      const why = errorCode(error)
      hold(row, { ...meant, signed: !meant.signed, state: 'refused', error: why }, own)
      return why
    }
  }
  const sign: Entry['sign'] = ({ row, id }, { proxies, relation }) =>
    onRow(row, { signed: true, proxies }, async () => {
      if (!of) throw new PortError('action-gone')
      await engine.call('entrySign', { code, row, of, person: id, proxies, ...(relation === undefined ? {} : { relation }) })
      return 'saved' as const
    })
  const unsign: Entry['unsign'] = ({ row }) => onRow(row, { signed: false, proxies: [] }, async () => ((await engine.call('entryUndo', { code, row })).kept > 0 ? ('kept' as const) : ('saved' as const)))
  // Shown at once by the history, but not yet on the disk: it is what was sent that says so.
  const waiting = (line: EntryLine) => sent.some(({ state, row, id, chosen, unreadable }) => state === 'saving' && row === line.row && line.own && (line.person === null ? unreadable : line.person.id === (chosen?.id ?? id)))
  return {
    sheet, sent, save, signing, sign, unsign,
    lines: sheet.lines.filter((line) => !waiting(line)),
    take: ({ id }) => setSent((before) => before.filter((each) => each.id !== id)),
    async undoAll() {
      const result = await engine.call('entryUndo', { code })
      await read()
      setSent((before) => before.filter(({ state }) => state !== 'saved'))
      return result
    },
  }
}
