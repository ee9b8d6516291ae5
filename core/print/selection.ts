/** Who may stand on a sheet: the one gate between the people and paper. */
import { mayContact } from '../domain/consent'
import type { Person } from '../domain/person'
import type { ContactSheetOptions } from './sheet'

/**
 * Keeps the people who agreed to the purpose and channel; `leftOut` counts the others. A working list (`null`) keeps all.
 * A refusal and a missing answer leave out alike: what is not a yes is a no on paper.
 */
export function selectForSheet(people: readonly Person[], consent: ContactSheetOptions['consent']): { people: Person[]; leftOut: number } {
  if (consent === null) return { people: [...people], leftOut: 0 }
  const kept = people.filter((person) => mayContact(person, consent.purpose, consent.channel))
  return { people: kept, leftOut: people.length - kept.length }
}
