/**
 * What came of calls, and what is planned after an action.
 * Invariant: a call with all that follows from it (sign-up, refusal, level, what is due next) is one command, decided on the record
 * as it stands when its turn comes; what somebody else planned meanwhile is not planned twice.
 */
import type { FollowUp } from '../domain/agenda/call'
import type { ActionId, PersonId } from '../domain/ids'
import type { Person, PersonEdit } from '../domain/person'
import { PortError } from '../ports/errors'
import type { CommandDraft, CommandWriter, Receipt } from './command-writer'
import { isDeleted } from './deletion'
import { changesOfSignUps, personFromKeys } from './person-record'
import type { RecordEditor } from './record-editor'
import type { InTurn, UndoStack } from './undo-stack'

export interface CallCommands {
  /** `edits`: see `callResult`. Rejects with `person-erased` for somebody who was deleted or erased meanwhile. */
  sayCall(of: { person: PersonId; action: ActionId | ''; on: string }, edits: (person: Person) => readonly PersonEdit[]): Promise<Receipt>
  /** As one deed; who has one of this id already keeps hers. Rejects like `sayCall` where nobody of them is left. */
  planFollowUps(planned: readonly { person: PersonId; followUp: FollowUp }[]): Promise<Receipt>
}

interface Ports {
  editor: RecordEditor
  writer: CommandWriter
  inTurn: InTurn
  remember: UndoStack['remember']
  clock: () => number
}

export function createCallCommands({ editor, writer, inTurn, remember, clock }: Ports): CallCommands {
  async function edit(ids: readonly PersonId[], editsOf: (person: Person) => readonly PersonEdit[], draft: (fields: Set<PersonEdit['field']>) => CommandDraft) {
    const fields = new Set<PersonEdit['field']>()
    let there = 0
    const { changed, ...edited } = await editor.editRecords(ids, (id, keys) => {
      const person = isDeleted(keys) ? null : personFromKeys(id as PersonId, keys, clock())
      if (!person) return []
      there++
      const edits = editsOf(person)
      for (const { field } of edits) fields.add(field)
      return changesOfSignUps(keys, edits)
    })
    if (there === 0 && ids.length > 0) throw new PortError('person-erased')
    const committed = await writer.commit(draft(fields), { ...edited, changes: { changed, created: [] } })
    if (edited.updates.length > 0) remember(committed.label)
    return committed
  }

  return {
    sayCall: ({ person, action, on }, edits) =>
      inTurn(() => edit([person], edits, (fields) => ({ kind: 'person.edit', person, fields: [...fields], ...(action ? { action, on } : {}) }))),
    planFollowUps: (planned) =>
      inTurn(() => {
        const of = new Map(planned.map(({ person, followUp }) => [person, followUp]))
        const ids = [...of.keys()]
        const edits = ({ id, followUps = [] }: Person): PersonEdit[] => (followUps.some((each) => each.id === of.get(id)!.id) ? [] : [{ field: 'followUps', set: [of.get(id)!] }])
        const [only, ...others] = ids
        const { action, on } = planned[0]?.followUp ?? { action: '', on: '' }
        return edit(ids, edits, () => ({ kind: only && others.length === 0 ? 'person.edit' : 'people.edit', fields: ['followUps'], ...(only && others.length === 0 ? { person: only } : {}), ...(action ? { action, on } : {}) }))
      }),
  }
}
