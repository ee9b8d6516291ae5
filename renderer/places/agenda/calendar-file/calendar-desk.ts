/**
 * The life of one calendar file on screen, from a dropped file to the agenda.
 * Invariants: an answer that comes after the file was left changes nothing; nothing is asked twice at a time.
 */
import type { Reason } from '#core/ics/problems'
import { errorCode, type ErrorCode } from '#core/ports/errors'
import type { EngineCalls, Receipt } from '#engine/api'
import type { Engine } from '#engine/client'

export type CalendarSession = ReturnType<EngineCalls['calendarOpen']>

/** Why a whole file is none of the agenda's. */
const refusals = ['empty', 'not-a-calendar', 'too-large', 'too-many'] as const
export type CalendarRefusal = (typeof refusals)[number]
const isRefusal = (reason: Reason | undefined): reason is CalendarRefusal => (refusals as readonly (string | undefined)[]).includes(reason)

export interface OpenCalendar {
  fileName: string
  session: CalendarSession
  /** Changes whenever rows must be asked again. */
  version: number
}

export type CalendarState =
  | { phase: 'choose'; refusal: { fileName: string; why: CalendarRefusal } | null; error: ErrorCode | null }
  | { phase: 'reading'; fileName: string }
  | { phase: 'open'; file: OpenCalendar; busy: 'zone' | 'applying' | null; notice: 'again' | ErrorCode | null }
  | { phase: 'done'; counts: CalendarSession['counts']; receipt: Receipt }

export interface CalendarDesk {
  state(): CalendarState
  subscribe(listener: () => void): () => void
  open(file: File): Promise<void>
  /** Takes the times of unknown zones for those of this one. */
  choose(zone: string): Promise<void>
  apply(): Promise<void>
  /** Leaves the file and waits for another one. */
  leave(): void
  /** Ends everything: nothing is called back afterwards. */
  close(): void
}

export function calendarDesk(engine: Pick<Engine, 'call'>): CalendarDesk {
  let state: CalendarState = { phase: 'choose', refusal: null, error: null }
  const listeners = new Set<() => void>()
  /** Grows when a file is left: answers for an older one are dropped. */
  let age = 0
  let version = 0

  function show(next: CalendarState) {
    state = next
    for (const listener of listeners) listener()
  }
  const closeOnEngine = (id: string) => void engine.call('calendarClose', { id }).catch(() => undefined)
  const letGo = () => {
    age++
    if (state.phase === 'open') closeOnEngine(state.file.session.id)
  }

  /** Asks for something about the open file and shows the answer, unless the file was left. */
  async function ask<Answer>(busy: 'zone' | 'applying', question: (id: string) => Promise<Answer>, answered: (answer: Answer, file: OpenCalendar) => CalendarState): Promise<void> {
    if (state.phase !== 'open' || state.busy) return
    const { file } = state
    const mine = age
    show({ phase: 'open', file, busy, notice: null })
    try {
      const answer = await question(file.session.id)
      if (mine === age) show(answered(answer, file))
    } catch (error) {
      if (mine === age) show({ phase: 'open', file, busy: null, notice: errorCode(error) })
    }
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async open(chosen) {
      letGo()
      const mine = age
      const fileName = chosen.name
      show({ phase: 'reading', fileName })
      try {
        const session = await engine.call('calendarOpen', { content: chosen })
        if (mine !== age) return closeOnEngine(session.id)
        const why = session.problems[0]?.reason
        if (!isRefusal(why)) return show({ phase: 'open', file: { fileName, session, version: ++version }, busy: null, notice: null })
        closeOnEngine(session.id)
        show({ phase: 'choose', refusal: { fileName, why }, error: null })
      } catch (error) {
        if (mine === age) show({ phase: 'choose', refusal: null, error: errorCode(error) })
      }
    },
    choose: (zone) =>
      ask('zone', (id) => engine.call('calendarZone', { id, zone }), (session, file) => ({ phase: 'open', file: { ...file, session, version: ++version }, busy: null, notice: null })),
    apply: () =>
      ask('applying', (id) => engine.call('calendarApply', { id }), (answer, file) =>
        'receipt' in answer
          ? { phase: 'done', counts: file.session.counts, receipt: answer.receipt }
          : { phase: 'open', file: { ...file, session: answer.again, version: ++version }, busy: null, notice: 'again' },
      ),
    leave() {
      letGo()
      show({ phase: 'choose', refusal: null, error: null })
    },
    close() {
      letGo()
      listeners.clear()
    },
  }
}
