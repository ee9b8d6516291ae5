/** Which of its many facts the state of a shared section begins with: what stands in the way first, then what is under way. */
import type { SharingStatus } from '#engine/api'
import { standsAlone } from '../../../ui/sharing'

type Shared = Extract<SharingStatus, { state: 'shared' }>
export type Headline = Shared['connection'] | 'alone' | 'receiving'

export function headlineOf(sharing: Shared): Headline {
  if (standsAlone(sharing)) return 'alone'
  const { connection, receiving } = sharing
  // Cut in the middle it is offline like any other; what came is there.
  return receiving && (connection === 'in-step' || connection === 'connecting') ? 'receiving' : connection
}
