/**
 * Who is present at a general assembly, who is represented, and how many votes that makes.
 * Invariant: nobody has two votes: whoever signed is present, whatever proxy she gave, and a proxy given twice counts once.
 */
import type { PersonId } from '../ids'

export interface Signed {
  row: number
  id: PersonId
  /** Whose votes she holds. */
  proxies: readonly PersonId[]
  /** A guest has no vote, and holds none. */
  member: boolean
}

export interface AssemblyCount {
  present: number
  represented: number
  /** Of those present and those represented. */
  votes: number
  /** Members who could come. */
  members: number
  /** Who signed and is no member. */
  guests: number
  /** Who votes for whom, of the proxies that count. */
  heldBy: ReadonlyMap<PersonId, Signed>
  /** Proxies that count for nothing: she came herself, somebody else votes for her, or she is no member. */
  idle: { holder: Signed; giver: PersonId; why: 'present' | 'twice' | 'no-member' }[]
}

/** `printed`: members on the sheet. */
export function countAssembly(printed: Iterable<PersonId>, signed: readonly Signed[]): AssemblyCount {
  const members = new Set(printed)
  for (const { id, member } of signed) {
    if (member) members.add(id)
    else members.delete(id)
  }
  const voting = signed.filter(({ id }) => members.has(id)).sort((one, other) => one.row - other.row)
  const present = new Set(voting.map(({ id }) => id))
  const heldBy = new Map<PersonId, Signed>()
  const idle: AssemblyCount['idle'] = []
  for (const holder of voting) {
    for (const giver of holder.proxies) {
      const why = present.has(giver) ? 'present' : !members.has(giver) ? 'no-member' : heldBy.has(giver) ? 'twice' : null
      if (why) idle.push({ holder, giver, why })
      else heldBy.set(giver, holder)
    }
  }
  const guests = new Set(signed.filter(({ id }) => !members.has(id)).map(({ id }) => id)).size
  return { present: present.size, represented: heldBy.size, votes: present.size + heldBy.size, members: members.size, guests, heldBy, idle }
}
