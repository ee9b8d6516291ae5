import { createContext, use, useCallback, useMemo, useRef, useState } from 'react'
import type { PersonId } from '#core/domain/ids'
import type { Person, PersonEdit } from '#core/domain/person'
import { useExecute } from '../../../ui/commands'

export interface PersonEditing {
  person: Person
  /** One command. Resolves when the journal has it. */
  edit(...edits: PersonEdit[]): Promise<void>
}

export const PersonEditContext = createContext<PersonEditing | null>(null)

/** The person of the sheet, and how to change them. */
export function usePersonEdit(): PersonEditing {
  const editing = use(PersonEditContext)
  if (!editing) throw new Error('a field of a sheet needs PersonEditContext above it')
  return editing
}

/** Sends the edits of one sheet and knows whether some are on their way to the disk. */
export function useSheetCommands(id: PersonId): { edit(...edits: PersonEdit[]): Promise<void>; pending: boolean } {
  const execute = useExecute()
  const [pending, setPending] = useState(0)
  const mounted = useRef(true)
  const edit = useCallback(
    async (...edits: PersonEdit[]) => {
      setPending((count) => count + 1)
      await execute({ type: 'person.edit', id, edits })
      if (mounted.current) setPending((count) => count - 1)
    },
    [execute, id],
  )
  return useMemo(() => ({ edit, pending: pending > 0 }), [edit, pending])
}
