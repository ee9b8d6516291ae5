/** What the agenda shows: which days, and what takes place on them. */
import { useEffect, useState } from 'react'
import type { Action } from '#core/domain/agenda/action'
import type { Vote } from '#core/domain/agenda/electoral-silence'
import type { ActionId } from '#core/domain/ids'
import type { AgendaOccurrence } from '#engine/api'
import type { Engine } from '#engine/client'
import { useEngine, useStable, useTopic } from '../../ui/engine'
import { spanOf, type View } from './period'

export interface Shown extends AgendaOccurrence {
  /** The action's record; `action` is its id. */
  of: Action
  /** People still needed; what is over lacks nobody any more. */
  lacking: number
}

/** Where one was in the agenda, while the window lives: whoever comes back finds the month that was left. */
const left: { view: View; day: string | null } = { view: 'month', day: null }

export function usePeriod(today: string): { view: View; day: string; show(view: View, day: string): void } {
  const [{ view, day }, set] = useState({ view: left.view, day: left.day ?? today })
  return {
    view,
    day,
    show(next, to) {
      Object.assign(left, { view: next, day: to })
      set({ view: next, day: to })
    },
  }
}

/**
 * What the engine answers about the agenda, asked again whenever that may have changed: the last answer until the next is there,
 * `null` before the first. `key` tells one question from another; `null` asks nothing.
 */
export function useAnswer<Answer>(key: string | null, ask: (engine: Engine) => Promise<Answer>): Answer | null {
  const engine = useEngine()
  const version = useTopic('agenda', null)?.version
  const asking = useStable(ask)
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    if (version === undefined || key === null) return
    let current = true
    asking(engine).then((found) => current && setAnswer(found), () => {})
    return () => {
      current = false
    }
  }, [engine, version, key, asking])
  return answer
}

export function useAgenda(days: readonly string[]): Shown[] | null {
  const { from, to } = spanOf(days)
  return useAnswer(`${from} ${to}`, async (engine) => {
    const { actions, occurrences } = await engine.call('agenda', { from, to })
    const byId = new Map<ActionId, Action>(actions.map((action) => [action.id, action]))
    const now = Date.now()
    return occurrences.map((each) => {
      const of = byId.get(each.action)!
      return { ...each, of, lacking: of.status === 'planned' && each.to > now ? (each.places?.lacking ?? 0) : 0 }
    })
  })
}

/** Proposals that nobody has decided upon. */
export const useProposals = (): Action[] | null => useAnswer('', (engine) => engine.call('proposals'))

const none: Vote[] = []

/** The votes that the section has noted. */
export const useVotes = (): Vote[] => useAnswer('', (engine) => engine.call('votes')) ?? none
