/**
 * How far each change has come: on this computer, on the relay, and seen by how many others.
 * Invariant: it never says more than is so. A person counts as sent once every entry that holds it is on the relay's disk;
 * another device has seen it if that device's receipt is of a later moment. Moments are the relay's, which all share.
 */
import { deviceOfSession, type DeviceId, type PersonId } from '#core/domain/ids'
import type { Room } from '#core/log/room'
import type { Members } from '#core/membership/members'
import { isPaper } from '#core/membership/recovery'
import { heldBy } from '#core/membership/statement'
import type { SectionStore } from '#core/section/section-store'
import { recordKinds } from '#core/section/shards'

export interface Seen {
  /** People changed here. */
  edited(ids: Iterable<PersonId>): void
  /** Records came from others. */
  received(records: readonly { kind: number; id: string }[]): void
  /** The rooms have changed: what was being sent may be there now. */
  look(): void
  whereabouts(person: PersonId): { at: 'here' | 'relay'; seenBy: number; others: number }
  /** Other devices that may see people, and how many of them have seen all that was sent from here. */
  overall(): { seenBy: number; others: number }
  /** To be kept for the next run. */
  sentBy(): number | null
}

/** People whose moment is kept; of the others, the moment at which everything was sent. */
const mostPeople = 20_000

/** `now`: ms since 1970 by the relay's clock, `null` before it was ever reached. `sentBy` is of the run before. */
export function createSeen(ports: { store: SectionStore; people: () => Room | undefined; now(): number | null; sentBy: number | null }): Seen {
  const { store } = ports
  const unsent = new Set<PersonId>()
  /** With who changed it last, where that was not this device: it has seen it. */
  const sentAt = new Map<PersonId, { at: number; author?: DeviceId }>()
  /** Came from others, and are not yet known to be in the room. */
  const came = new Set<PersonId>()
  let allSentBy = ports.sentBy

  const isSent = (id: PersonId) => {
    const room = ports.people()
    return room !== undefined && store.log.entriesOf(recordKinds.person, id).every((entry) => room.has(entry))
  }

  function note(id: PersonId, at: number, author?: DeviceId): void {
    unsent.delete(id)
    sentAt.delete(id)
    sentAt.set(id, { at, ...(author ? { author } : {}) })
    if (sentAt.size > mostPeople) sentAt.delete(sentAt.keys().next().value!)
  }

  function others(): DeviceId[] {
    return othersOf(store.membership.members(), store.device)
  }

  const seenSince = (at: number, author?: DeviceId) => others().filter((device) => device === author || (store.receipts().get(device)?.at ?? 0) >= at).length

  return {
    edited(ids) {
      for (const id of ids) unsent.add(id)
    },
    received(records) {
      for (const { kind, id } of records) if (kind === recordKinds.person) came.add(id as PersonId)
    },
    look() {
      const now = ports.now()
      if (now === null) return
      for (const id of came) {
        // The room knows what it was handed a moment after the log does.
        if (!isSent(id)) continue
        const last = store.log.entriesOf(recordKinds.person, id).at(-1)
        note(id, now, last && deviceOfSession(last.session))
        came.delete(id)
      }
      if (ports.people()?.pending() !== 0) return
      came.clear()
      if (unsent.size === 0) return
      for (const id of unsent) note(id, now)
      allSentBy = now
    },
    whereabouts(person) {
      if (!isSent(person)) return { at: 'here', seenBy: 0, others: others().length }
      const sent = sentAt.get(person)
      return { at: 'relay', seenBy: seenSince(sent?.at ?? allSentBy ?? 1, sent?.author), others: others().length }
    },
    overall: () => ({ seenBy: unsent.size > 0 ? 0 : seenSince(allSentBy ?? 1), others: others().length }),
    sentBy: () => allSentBy,
  }
}

/** Devices but this one that may see people. */
function othersOf(members: Members | null, own: DeviceId): DeviceId[] {
  if (!members) return []
  return [...members.devices.values()]
    .filter(({ device, role, removedAt, name }) => device !== own && removedAt === null && heldBy[role].includes('people') && !isPaper(name))
    .map(({ device }) => device)
}
