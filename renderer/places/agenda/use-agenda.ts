/** What the agenda shows: which days, and what takes place on them. */
import { useEffect, useState } from 'react'
import type { Action } from '#core/domain/agenda/action'
import type { Vote } from '#core/domain/agenda/electoral-silence'
import type { ActionId } from '#core/domain/ids'
import type { AgendaOccurrence } from '#engine/api'
import { useEngine, useTopic } from '../../ui/engine'
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

/** `null` before the first answer; afterwards the last one until the next is there. */
export function useAgenda(days: readonly string[]): Shown[] | null {
  const engine = useEngine()
  const version = useTopic('agenda', null)?.version
  const { from, to } = spanOf(days)
  const [shown, setShown] = useState<Shown[] | null>(null)
  useEffect(() => {
    if (version === undefined) return
    let current = true
    engine
      .call('agenda', { from, to })
      .then(({ actions, occurrences }) => {
        if (!current) return
        const byId = new Map<ActionId, Action>(actions.map((action) => [action.id, action]))
        const now = Date.now()
        setShown(
          occurrences.map((each) => {
            const of = byId.get(each.action)!
            return { ...each, of, lacking: of.status === 'planned' && each.to > now ? (each.places?.lacking ?? 0) : 0 }
          }),
        )
      })
      .catch(() => {})
    return () => {
      current = false
    }
  }, [engine, version, from, to])
  return shown
}

/** Proposals that nobody has decided upon. */
export function useProposals(): Action[] | null {
  const engine = useEngine()
  const version = useTopic('agenda', null)?.version
  const [proposals, setProposals] = useState<Action[] | null>(null)
  useEffect(() => {
    if (version === undefined) return
    let current = true
    engine.call('proposals').then((found) => current && setProposals(found), () => {})
    return () => {
      current = false
    }
  }, [engine, version])
  return proposals
}

const none: Vote[] = []

/** The votes that the section has noted. */
export function useVotes(): Vote[] {
  const engine = useEngine()
  const version = useTopic('agenda', null)?.version
  const [votes, setVotes] = useState(none)
  useEffect(() => {
    if (version === undefined) return
    let current = true
    engine.call('votes').then((found) => current && setVotes(found), () => {})
    return () => {
      current = false
    }
  }, [engine, version])
  return votes
}
