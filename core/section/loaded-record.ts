/** What the log holds of one record, before anyone makes a document of it. */
import type { RecordUpdate } from './payload'

export interface LoadedRecord {
  updates: Uint8Array[]
  /** When it was last changed, in ms since 1970. */
  at: number
}

/** Adds an update to what is known of its record. */
export function collectRecord(loaded: Map<string, LoadedRecord>, { id, at, update }: RecordUpdate): void {
  const known = loaded.get(id)
  if (!known) return void loaded.set(id, { updates: [update], at })
  known.updates.push(update)
  if (at > known.at) known.at = at
}
