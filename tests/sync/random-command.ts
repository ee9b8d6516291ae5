/** What somebody does next: any command, on anyone. */
import type { Stream } from '#core/domain/demo/random'
import { newId, type PersonId } from '#core/domain/ids'
import type { Receipt, SectionCommands } from '#core/section/commands'
import type { SectionStore } from '#core/section/section-store'

const words = ['marché', 'collage', 'appel', 'boîtage']

/** `note` is what is written. */
export function randomCommand(store: SectionStore, commands: SectionCommands, chance: Stream, note: string): Promise<Receipt | null> {
  const people = [...store.people.all()]
  const someone = people.length > 0 ? chance.pick(people).id : null
  const kind = chance.whole(10)
  if (!someone || kind < 2) return commands.createPerson(newId<PersonId>(), { lastName: note })
  if (kind < 5) return commands.editPeople({ kind: 'ids', ids: [someone] }, [{ field: chance.pick(['note', 'city', 'firstName']), value: note }])
  if (kind < 7) return commands.editPeople({ kind: 'ids', ids: [someone] }, [{ field: 'tags', [chance.pick(['add', 'remove'])]: [chance.pick(words)] }])
  if (kind < 8) return (chance.chance(0.5) ? settleConflict(store, commands, chance) : null) ?? commands.undo()
  if (kind < 9) return commands.deletePeople({ kind: 'ids', ids: [someone] })
  return commands.importPeople({ created: [{ lastName: note }, { lastName: `${note} bis` }], edited: [{ id: someone, edits: [{ field: 'note', value: note }] }], detail: 'csv' })
}

/** Settles one of the fields that were changed in two places, where there are any. */
function settleConflict(store: SectionStore, commands: SectionCommands, chance: Stream): Promise<Receipt> | null {
  const questions = [...store.people.all()].flatMap(({ id, conflicts = [] }) => conflicts.map((conflict) => ({ id, ...conflict })))
  if (questions.length === 0) return null
  const { id, key, kept, others } = chance.pick(questions)
  return commands.choosePerson(id, key, chance.pick([null, ...kept, ...others.flatMap((other) => other.kept)]))
}
