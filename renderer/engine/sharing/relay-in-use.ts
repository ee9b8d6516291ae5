/**
 * Which of the relays that a section has named this device is at.
 * Invariant: one at a time. A section that names another is followed there, but the relay that was in use is left only once
 * what it has is here and who belongs is told to it (link.ts): else the devices that know only it would never hear of the move.
 * An address that somebody typed here holds as long as the section names no other than the one that it stands for.
 */
import { isSameRelay, type NamedRelay } from '#core/membership/relays'
import { decodeJson, encodeJson } from '#core/sealing/vault'
import type { SectionStore } from '#core/section/section-store'
import type { KeptRooms } from './rooms'

export interface RelayInUse {
  url: string
  relay: string
  /** Typed on this computer in place of this one, which the section names. */
  insteadOf?: { url: string; relay: string }
}

/** What a link keeps for the next run, on a page of this computer's own; lost with the pages, it costs time and nothing else. */
export interface KeptLink {
  rooms: KeptRooms['skeletons']
  /** Of what the relay in use has. */
  arrived: KeptRooms['arrived']
  sentBy: number | null
  lastInStep: number | null
  /** Everything that was there came once. */
  whole: boolean
  paused: boolean
  at: RelayInUse | null
}

const localName = 'sharing'

export async function readKept(store: SectionStore): Promise<KeptLink> {
  const nothing: KeptLink = { rooms: {}, arrived: {}, sentBy: null, lastInStep: null, whole: false, paused: false, at: null }
  try {
    const json = await store.readLocal(localName)
    return typeof json === 'string' ? { ...nothing, ...(decodeJson(new TextEncoder().encode(json)) as Partial<KeptLink>) } : nothing
  } catch {
    return nothing
  }
}

export async function writeKept(store: SectionStore, kept: KeptLink): Promise<void> {
  await store.writeLocal(localName, new TextDecoder().decode(encodeJson(kept))).catch(() => {})
}

/** Goes to this relay when the section is next linked, without a word to the one before. No link may be open. */
export async function settleAt(store: SectionStore, at: RelayInUse): Promise<void> {
  await writeKept(store, { ...(await readKept(store)), arrived: {}, at })
}

/** Where this device is, given what the section names and where it was. `null` while the section names none. */
export function relayInUse(named: NamedRelay | null | undefined, kept: RelayInUse | null): RelayInUse | null {
  if (!named?.url) return null
  return kept ?? { url: named.url, relay: named.relay }
}

/** `leaving`: the section names another. `by-hand`: it names another still, and somebody typed this one here. */
export function standingOf(named: NamedRelay | null | undefined, at: RelayInUse): 'settled' | 'leaving' | 'by-hand' {
  if (!named?.url || isSameRelay(named, { url: at.url, relay: at.relay })) return 'settled'
  return at.insteadOf && isSameRelay(named, at.insteadOf) ? 'by-hand' : 'leaving'
}
