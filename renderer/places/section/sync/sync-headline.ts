/** Which of its many facts the state of a shared section begins with: what stands in the way first, then what is under way. */
import type { SharingStatus } from '#engine/api'
import { standsAlone } from '../../../ui/sharing'

type Shared = Extract<SharingStatus, { state: 'shared' }>
export type Headline = Shared['connection'] | 'alone' | 'receiving' | 'sending'

/** Entries that are on their way for a while: a base, or what was done while offline. What one types is gone before it can be read. */
const many = 20

export function headlineOf(sharing: Shared): Headline {
  if (standsAlone(sharing)) return 'alone'
  const { connection, receiving, pending } = sharing
  // Cut in the middle it is offline like any other; what came is there.
  if (receiving && (connection === 'in-step' || connection === 'connecting')) return 'receiving'
  return connection === 'in-step' && pending >= many ? 'sending' : connection
}
