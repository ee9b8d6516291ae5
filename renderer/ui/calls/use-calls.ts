/** Going through a list of people to call: who is on, what was answered, and sending each answer as one deed. */
import { useRef, useState } from 'react'
import type { CallResult } from '#core/domain/agenda/call'
import type { HistoryId } from '#core/domain/ids'
import type { CallRow } from '#engine/api'
import { useSayError } from '../commands'
import { useEngine } from '../engine'
import { useLocale } from '../settings'

export interface Answer {
  result: CallResult
  /** `YYYY-MM-DD`, of a call back. */
  callBack: string
  note: string
  /** The number called, as stored. */
  phone: string
}

export interface Noted extends Answer {
  history: HistoryId
  stopped: 'absences' | 'over' | null
}

/** By the place in the list: the same person may be on it for two reasons. */
export function useCalls(rows: readonly CallRow[]) {
  const engine = useEngine()
  const sayError = useSayError()
  const locale = useLocale()
  const [noted, setNoted] = useState<ReadonlyMap<number, Noted>>(new Map())
  // One after another: a correction takes back what was noted before it.
  const turn = useRef<Promise<unknown>>(Promise.resolve())
  const known = useRef(new Map<number, HistoryId>())

  async function send(at: number, answer: Answer): Promise<Noted | null> {
    const { person, action, on } = rows[at]!
    try {
      const before = known.current.get(at)
      if (before) {
        await engine.call('undoEntry', before)
        known.current.delete(at)
      }
      const { history, stopped } = await engine.call('sayCall', { ...answer, person: person.id, action, on, locale, now: Date.now() })
      known.current.set(at, history)
      const said = { ...answer, history, stopped }
      setNoted((all) => new Map(all).set(at, said))
      return said
    } catch (error) {
      sayError(error)
      return null
    }
  }

  return {
    noted,
    /** `null`: refused, and said. */
    say(at: number, answer: Answer): Promise<Noted | null> {
      const sent = turn.current.then(() => send(at, answer))
      turn.current = sent
      return sent
    },
  }
}
