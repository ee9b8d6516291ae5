/**
 * Whether an entry of the log may count, by who wrote it.
 * Invariant: no clock is asked. A removed device still holds old keys and can date what it likes, so of its entries
 * those count that the removal itself says were known (the highest sequence of each session) and those in a pack of
 * someone who counts; everything else is set aside and listed, never applied and never deleted. An entry under an
 * epoch that began with the removal can't be among them: the device was not given that key.
 *
 * So an honest edit that no admin had seen yet when its device was removed is set aside as well. It can't be told
 * from one made afterwards; someone who belongs may look at the list and take it over as an edit of their own.
 */
import { deviceOfSession, type DeviceId, type SessionId } from '../domain/ids'
import type { Compartment } from '../sealing/vault'
import type { Members } from './members'
import { heldBy } from './statement'

export type AuthorVerdict = 'known' | 'unknown-device' | 'removed' | 'wrong-role'

/** What is asked of an entry's header. */
export interface WrittenBy {
  session: SessionId
  sequence: number
  compartment: Compartment
}

/**
 * `known`: it counts. `unknown-device`: nobody whose admission counts; it may become known with statements that are
 * still to come. `removed`: written by a device that was removed, and not known of then. `wrong-role`: written in a
 * compartment that the device's role does not hold, and not known of when it lost it.
 * `packed`: whether a pack covers the entry whose own author is `known`.
 */
export function judgeAuthor(members: Pick<Members, 'devices'>, { session, sequence, compartment }: WrittenBy, packed = false): AuthorVerdict {
  const member = members.devices.get(deviceOfSession(session))
  if (!member) return 'unknown-device'
  const wasKnown = packed || sequence <= (member.known.get(session) ?? -1)
  if (member.removedAt !== null && !wasKnown) return 'removed'
  if (!heldBy[member.role].includes(compartment) && !wasKnown) return 'wrong-role'
  return 'known'
}

/** The signing keys (Ed25519, 32 bytes) of all devices that ever belonged: what an opener of entries verifies with. */
export const signersOf = (members: Pick<Members, 'devices'>): Map<DeviceId, Uint8Array> => new Map([...members.devices.values()].map(({ device, signing }) => [device, signing]))
