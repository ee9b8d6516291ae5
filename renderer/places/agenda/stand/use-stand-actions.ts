/** The actions that a stand may be held for: those of today, and the one that it was asked from. */
import { useEffect, useState } from 'react'
import type { Action } from '#core/domain/agenda/action'
import { titleInWords } from '#core/print/sign-in-occasion'
import type { EntryOf } from '#engine/api'
import { useEngine, useTopic } from '../../../ui/engine'
import { useLocale } from '../../../ui/settings'

export interface StandAction {
  value: string
  label: string
  of: EntryOf
  action: Action
}

const valueOf = ({ action, on }: EntryOf) => `${action} ${on}`

/** `null` until they are known. */
export function useStandActions(from: EntryOf | undefined): StandAction[] | null {
  const engine = useEngine()
  const locale = useLocale()
  const asked = useTopic('action', from?.action)
  const [today, setToday] = useState<StandAction[] | null>(null)
  useEffect(() => {
    let current = true
    const begin = new Date().setHours(0, 0, 0, 0)
    engine.call('agenda', { from: begin, to: begin + 86_400_000 }).then(
      ({ actions, occurrences }) => {
        if (!current) return
        const byId = new Map(actions.map((action) => [action.id, action]))
        setToday(
          occurrences.flatMap((occurrence) => {
            const action = byId.get(occurrence.action)
            if (action?.status !== 'planned') return []
            const of = { action: action.id, on: occurrence.on }
            return [{ value: valueOf(of), label: [titleInWords(action, locale), action.place || action.city].filter(Boolean).join(', '), of, action }]
          }),
        )
      },
      () => current && setToday([]),
    )
    return () => {
      current = false
    }
  }, [engine, locale])
  if (!today || (from && asked === undefined)) return null
  if (!from || !asked || today.some(({ value }) => value === valueOf(from))) return today
  return [{ value: valueOf(from), label: titleInWords(asked, locale), of: from, action: asked }, ...today]
}
