/**
 * Stands between the people's room and the log: what would delete many waits for an answer, see core/section/incoming.ts.
 * Invariant: while it waits the room is not lost: it hands the same over again. Either answer comes with a restore point;
 * refusing takes the change in, since others have it, and puts the people back on top of it.
 */
import type { PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { PortError } from '#core/ports/errors'
import { isMuch } from '#core/section/incoming'
import { personFromKeys } from '#core/section/person-record'
import { readRecord, type RecordKeys } from '#core/section/record'
import type { Received } from '#core/section/record-log'
import { recordKinds } from '#core/section/shards'
import type { OpenSection } from '../open-section'

export interface IncomingGuard {
  /** As `SectionCommands.receive`. Rejects with `cancelled` while what came waits for an answer. */
  receive(entries: readonly Uint8Array[]): Promise<Received>
  /** Whom what waits would delete; empty while nothing waits. */
  held(): readonly Person[]
  accept(): Promise<void>
  refuse(): Promise<void>
}

/** Deletions of the last so many ms count together. */
const together = 24 * 3600 * 1000

export function createGuard(ports: { section: OpenSection; makePoint(): Promise<void>; onChange(): void; /** Hands over again what was rejected, and resolves once it is taken in. */ again(): Promise<void> }): IncomingGuard {
  const { store, commands } = ports.section
  let held: readonly PersonId[] = []
  let answered: 'accept' | 'refuse' | null = null
  /** What they said before what is refused came. */
  const before = new Map<PersonId, RecordKeys>()
  let recent: { at: number; count: number }[] = []

  async function mayDelete(gone: readonly PersonId[]): Promise<void> {
    if (gone.length === 0) return
    if (answered === 'refuse') {
      for (const id of gone) before.set(id, readRecord(id, (await store.log.load(recordKinds.person, id)).updates))
      return
    }
    const now = performance.now()
    recent = recent.filter(({ at }) => now - at < together)
    const earlier = recent.reduce((sum, { count }) => sum + count, 0)
    if (!answered && isMuch(earlier + gone.length, store.people.size() + earlier)) {
      held = gone
      ports.onChange()
      throw new PortError('cancelled', 'waits for an answer')
    }
    recent.push({ at: now, count: gone.length })
  }

  async function answer(which: 'accept' | 'refuse'): Promise<void> {
    if (held.length === 0) return
    await commands.whenQuiet(ports.makePoint)
    answered = which
    held = []
    await ports.again()
    answered = null
    recent = []
    if (before.size > 0) {
      const then = new Map(before)
      before.clear()
      // An erasure stands. Who is put back after one is somebody new, because a person here has said so.
      const erased = [...then].filter(([id]) => store.erasures().has(id))
      const created = erased.flatMap(([id, keys]) => personFromKeys(id, keys, 0) ?? []).map(({ id: _id, createdAt: _created, updatedAt: _updated, extra: _extra, conflicts: _conflicts, ...draft }) => draft)
      for (const [id] of erased) then.delete(id)
      if (created.length > 0) await commands.importPeople({ created, edited: [], detail: '' })
      if (then.size > 0) await commands.returnToPoint([...then.keys()], then, new Date().toISOString())
    }
    ports.onChange()
  }

  return {
    receive(entries) {
      if (held.length > 0) return Promise.reject(new PortError('cancelled', 'waits for an answer'))
      return commands.receive(entries, mayDelete)
    },
    held: () => held.flatMap((id) => store.people.get(id) ?? []),
    accept: () => answer('accept'),
    refuse: () => answer('refuse'),
  }
}
