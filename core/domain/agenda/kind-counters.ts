/** What is counted after an action of a kind; what was counted otherwise is shown too. */
import type { ActionKind, Counter } from './action'

const counted: Partial<Record<ActionKind, readonly Counter[]>> = {
  'leafleting-station': ['leaflets', 'contacts'], 'leafleting-market': ['leaflets', 'contacts'], letterboxes: ['letterboxes', 'leaflets'], doors: ['doors', 'opened', 'contacts'], posters: ['posters'],
  stall: ['leaflets', 'contacts'], phoning: ['calls', 'contacts'],
}

/** A newer version may know other kinds. */
export const countersOf = (kind: ActionKind): readonly Counter[] => counted[kind] ?? ['people']
