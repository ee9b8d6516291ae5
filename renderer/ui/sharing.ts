/**
 * How far what was done here has come, in as few words as the top bar and a sheet have room for.
 * Invariant: no more is said than is known. « On the server » before the relay's word, or « seen » before the others',
 * would have somebody close a laptop that holds the only copy.
 */
import type { EngineTopics, SharingStatus } from '#engine/api'

export interface SharingMark {
  /** On this computer only, on the relay, or seen by other devices. */
  where: 'here' | 'relay' | 'seen'
  /** Why it goes no further now; nothing when it does. */
  because: 'offline' | 'paused' | null
  seenBy: number
  others: number
}

type Shared = Extract<SharingStatus, { state: 'shared' }>

/** This device goes on by itself: what is done on it stays on it. */
export const standsAlone = (sharing: Shared): boolean => sharing.standing === 'removed' || sharing.standing === 'stranger'

/**
 * Why a recovery sheet has to be printed again: this device came in by the only one, which is good no more (`used`), or those
 * that there are name a relay which the section has left (`moved`).
 */
export function sheetDue(sharing: SharingStatus | undefined): 'used' | 'moved' | null {
  if (sharing?.state !== 'shared' || sharing.standing !== 'admin') return null
  return sharing.sheet === 'used' || sharing.sheet === 'moved' ? sharing.sheet : null
}

/** A volunteer's device holds no key of the people. `undefined`: not known yet. */
export const isVolunteer = (sharing: SharingStatus | undefined): boolean => sharing?.state === 'shared' && sharing.standing === 'volunteer'

/** Of all that this device has done; `null` in a section that nobody shares. */
export function sharingMark(sharing: SharingStatus): SharingMark | null {
  if (sharing.state === 'alone') return null
  const { connection, pending, seenBy, others } = sharing
  if (standsAlone(sharing)) return { where: 'here', because: null, seenBy: 0, others: 0 }
  const because = connection === 'offline' || connection === 'paused' ? connection : null
  return { where: pending > 0 ? 'here' : seenBy > 0 ? 'seen' : 'relay', because, seenBy, others }
}

/** Of one record's last change. */
export function recordMark(whereabouts: EngineTopics['whereabouts']['event']): SharingMark | null {
  if (!whereabouts) return null
  const { at, seenBy, others } = whereabouts
  return { where: at === 'here' ? 'here' : seenBy > 0 ? 'seen' : 'relay', because: null, seenBy, others }
}

/** A code as it is read aloud: in groups of three. */
export function codeGroups(code: string): string[] {
  return code.replace(/\D/g, '').match(/.{1,3}/g) ?? []
}
