/**
 * Which relay somebody knew when they said something: what carries a relay's address on paper or in a link (a recovery
 * sheet, an invitation) is out of date once the section has moved.
 * Invariant: an address counts as known only if its statement is in the past of what was said, never because it came
 * earlier by some clock: two admins who act apart know nothing of each other.
 */
import type { DeviceId } from '../domain/ids'
import type { Members } from './members'
import type { Statement, StatementHash } from './statement'

/** A relay as a section names it. */
export type NamedRelay = NonNullable<Members['relay']>

/** The same relay at the same address. */
export const isSameRelay = (one: Members['relay'], other: Members['relay']): boolean => one?.url === other?.url && one?.relay === other?.relay

/** The relay that was named when the device was let in, as far as who did it knew; `null` for none. `all`: every statement, counted or not. */
export function relayAtAdmission(members: Pick<Members, 'counted'>, all: readonly Statement[], device: DeviceId): Members['relay'] {
  const admission = members.counted.find(({ body }) => body.type === 'admit' && body.device === device)
  const past = admission ? pastOf(all, admission) : new Set()
  // Counted statements each come after those that they knew: the last one is in force, as in members.ts.
  const last = members.counted.findLast(({ hash, body }) => body.type === 'relay' && past.has(hash))
  return last?.body.type === 'relay' ? { url: last.body.url, relay: last.body.relay } : null
}

function pastOf(all: readonly Statement[], { parents }: Statement): ReadonlySet<StatementHash> {
  const byHash = new Map(all.map((statement) => [statement.hash, statement]))
  const past = new Set<StatementHash>()
  const rest = [...parents]
  for (let hash = rest.pop(); hash !== undefined; hash = rest.pop()) {
    if (past.has(hash)) continue
    past.add(hash)
    rest.push(...(byHash.get(hash)?.parents ?? []))
  }
  return past
}
