/**
 * What a section takes of the disk, in bytes, rooms and files together. Invariant: nothing is stored beyond the quota, but for
 * deletions, which make room: a full section must be able to erase.
 */
export interface Usage {
  /** Counts these bytes as taken, unless that would be too much. `adds`: whether it is more than deletions. */
  take(section: string, bytes: number, adds: boolean): boolean
  /** What was found there at the start. */
  add(section: string, bytes: number): void
  give(section: string, bytes: number): void
}

/** What deletions may take beyond the quota. */
const forDeletions = 1024 * 1024

export function usageWithin(quota: number): Usage {
  const taken = new Map<string, number>()
  const of = (section: string) => taken.get(section) ?? 0
  return {
    take(section, bytes, adds) {
      if (of(section) + bytes > quota + (adds ? 0 : forDeletions)) return false
      taken.set(section, of(section) + bytes)
      return true
    },
    add: (section, bytes) => void taken.set(section, of(section) + bytes),
    give: (section, bytes) => void taken.set(section, of(section) - bytes),
  }
}
