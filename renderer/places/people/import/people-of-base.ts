/** People of the base that rows of a preview refer to, asked once each. */
import { useEffect, useState } from 'react'
import type { PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { useEngine } from '../../../ui/engine'

/** `undefined` while on the way, `null` when the person is gone. */
export function usePersonOfBase(id: PersonId | undefined): Person | null | undefined {
  const engine = useEngine()
  const [found, setFound] = useState<{ id: PersonId; person: Person | null } | null>(null)
  useEffect(() => {
    if (!id) return
    let current = true
    engine.call('person', id).then((person) => current && setFound({ id, person }), () => current && setFound({ id, person: null }))
    return () => {
      current = false
    }
  }, [engine, id])
  return found && found.id === id ? found.person : undefined
}
