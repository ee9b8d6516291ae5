/** What somebody does next: any command, on anyone. For the simulator and for engines in processes of their own. */
import type { Stream } from '#core/domain/demo/random'
import { newId, type PersonId } from '#core/domain/ids'
import type { Receipt } from '#core/section/command-writer'
import type { SectionCommands } from '#core/section/commands'
import type { SectionStore } from '#core/section/section-store'

/** A command that was begun, and what must be found wherever it counts, unless it was undone or the person erased. */
export interface Attempt {
  receipt: Promise<Receipt | null>
  /** Has a record. */
  person?: PersonId
  /** A tag that nobody else ever adds or takes away. */
  tag?: string
}

const words = ['marché', 'collage', 'appel', 'boîtage']

/** A word that is written of this person only. */
export const canaryOf = (id: string) => `zq${id}`

/** `note` is what is written, and must not be written twice. `erasures`: how many of the commands are one. */
export function randomCommand(store: SectionStore, commands: SectionCommands, chance: Stream, note: string, erasures = 0): Attempt {
  const people = [...store.people.all()]
  const someone = people.length > 0 ? chance.pick(people).id : null
  const kind = chance.whole(10)
  if (!someone || kind < 2) {
    const person = newId<PersonId>()
    return { person, receipt: commands.createPerson(person, { lastName: note, source: canaryOf(person) }) }
  }
  const selection = { kind: 'ids' as const, ids: [someone] }
  const said = `${note} ${canaryOf(someone)}`
  if (chance.chance(erasures)) return { receipt: commands.erasePeople(selection, 'request') }
  if (kind < 5) return { person: someone, receipt: commands.editPeople(selection, [{ field: chance.pick(['note', 'city', 'firstName']), value: said }]) }
  if (kind < 6) return { receipt: commands.editPeople(selection, [{ field: 'tags', [chance.pick(['add', 'remove'])]: [chance.pick(words)] }]) }
  if (kind < 7) return { person: someone, tag: note, receipt: commands.editPeople(selection, [{ field: 'tags', add: [note] }]) }
  if (kind < 8) return { receipt: (chance.chance(0.5) ? settleConflict(store, commands, chance) : null) ?? commands.undo() }
  if (kind < 9) return { receipt: commands.deletePeople(selection) }
  return { receipt: commands.importPeople({ created: [{ lastName: note }, { lastName: `${note} bis` }], edited: [{ id: someone, edits: [{ field: 'note', value: said }] }], detail: 'csv' }) }
}

/** Settles one of the fields that were changed in two places, where there are any. */
function settleConflict(store: SectionStore, commands: SectionCommands, chance: Stream): Promise<Receipt> | null {
  const questions = [...store.people.all()].flatMap(({ id, conflicts = [] }) => conflicts.map((conflict) => ({ id, ...conflict })))
  if (questions.length === 0) return null
  const { id, key, kept, others } = chance.pick(questions)
  return commands.choosePerson(id, key, chance.pick([null, ...kept, ...others.flatMap((other) => other.kept)]))
}
