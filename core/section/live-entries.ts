/**
 * Entries that no pack stands for, kept in step with what is appended: a room asks for them after each command.
 * Invariant: the maps hold what the index lists. What takes entries out of it (a pack, a rewrite) has them made anew; what only
 * adds one adds it here as well, also while somebody walks through them.
 */
import { entryName, type EntryRef } from '../log/entry-set'
import type { Compartment } from '../sealing/vault'
import type { Frame, LogIndex } from './log-index'

export type LiveEntry = Frame

export interface LiveEntries {
  /** By name: all, or those of one compartment. */
  of(compartment?: Compartment): ReadonlyMap<string, LiveEntry>
  /** One more is listed in the index. */
  added(entry: LiveEntry): void
  /** Bytes of one that was just written: a room hands it on at once, and needn't read it for that. */
  wrote(entry: EntryRef, bytes: Uint8Array): void
  /** Of the last that were written; `undefined` for any other. */
  bytesOf(entry: EntryRef): Uint8Array | undefined
  /** Entries may be gone, or elsewhere. */
  changed(): void
}

/** A command writes one or two; larger ones are read again. */
const mostKept = 16
const longestKept = 64 * 1024

export function createLiveEntries(index: LogIndex): LiveEntries {
  let known: { all: Map<string, LiveEntry>; byCompartment: Map<Compartment, Map<string, LiveEntry>> } | null = null
  const written = new Map<string, Uint8Array>()

  function put({ all, byCompartment }: NonNullable<typeof known>, entry: LiveEntry): void {
    const name = entryName(entry)
    all.set(name, entry)
    const some = byCompartment.get(entry.compartment)
    if (some) some.set(name, entry)
    else byCompartment.set(entry.compartment, new Map([[name, entry]]))
  }

  return {
    of(compartment) {
      if (!known) {
        known = { all: new Map(), byCompartment: new Map() }
        for (const frames of index.buckets.values()) for (const frame of frames) put(known, frame)
      }
      if (!compartment) return known.all
      const none = new Map<string, LiveEntry>()
      if (!known.byCompartment.has(compartment)) known.byCompartment.set(compartment, none)
      return known.byCompartment.get(compartment)!
    },
    added(entry) {
      if (known) put(known, entry)
    },
    wrote(entry, bytes) {
      if (bytes.length > longestKept) return
      written.set(entryName(entry), bytes)
      for (const name of [...written.keys()].slice(0, -mostKept)) written.delete(name)
    },
    bytesOf: (entry) => written.get(entryName(entry)),
    changed() {
      known = null
      written.clear()
    },
  }
}
