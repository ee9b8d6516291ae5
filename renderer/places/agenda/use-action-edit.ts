/** The action of the sheet, at the time that is looked at, and how to change it. */
import { createContext, use, useState } from 'react'
import { recurs, type Action, type ActionEdit, type Occurrence, type SeriesScope } from '#core/domain/agenda/action'
import { occurrenceOf } from '#core/domain/agenda/occurrences'
import { instantOf, type Moment } from '#core/domain/agenda/moment'
import { newId, type ActionId } from '#core/domain/ids'
import { useExecute, useSayError } from '../../ui/commands'
import { useEngine } from '../../ui/engine'
import { useNow } from '../../ui/use-now'
import { homeZone } from '#core/domain/home-zone'

export interface ActionEditing {
  action: Action
  /** See `SignUp.on`. */
  on: string
  start: Moment
  end: Moment
  occurrence: Occurrence
  /** What a change is for, where the action recurs. */
  scope: SeriesScope
  setScope(scope: SeriesScope): void
  pending: boolean
  /** It has taken place. */
  over: boolean
  /** One command. Resolves when the journal has it. */
  edit(...edits: ActionEdit[]): Promise<void>
}

export const ActionEditContext = createContext<ActionEditing | null>(null)

export function useActionEdit(): ActionEditing {
  const editing = use(ActionEditContext)
  if (!editing) throw new Error('a field of a sheet needs ActionEditContext above it')
  return editing
}

/** `onMoved`: the time that is looked at is another action's now. `null` while there is no action. */
export function useEditing(action: Action | null | undefined, on: string, onMoved: (id: ActionId, on: string) => void): ActionEditing | null {
  const engine = useEngine()
  const execute = useExecute()
  const sayError = useSayError()
  const [scope, setScope] = useState<SeriesScope>('all')
  const [pending, setPending] = useState(0)
  const now = useNow()
  if (!action) return null
  const looked = occurrenceOf(action, on, homeZone())
  const { start, end } = looked ?? action
  // A link may mean a time that the series has no more: then it is its first.
  const occurrence = looked ?? { action: action.id, on: '', start, end, from: instantOf(start, homeZone()), to: instantOf(end, homeZone()) }
  return {
    action, on: occurrence.on, start, end, occurrence, scope, setScope, pending: pending > 0, over: occurrence.to < now,
    async edit(...edits) {
      setPending((count) => count + 1)
      try {
        if (!recurs(action) || scope === 'all') await execute({ type: 'action.edit', changes: [{ id: action.id, edits }] })
        else {
          const as = newId<ActionId>()
          const { action: moved } = await engine.call('editSeries', { id: action.id, on: start.local, scope, as, edits })
          if (moved && moved !== action.id) {
            setScope('all')
            onMoved(moved, scope === 'one' ? '' : start.local)
          }
        }
      } catch (error) {
        sayError(error)
      } finally {
        setPending((count) => count - 1)
      }
    },
  }
}
