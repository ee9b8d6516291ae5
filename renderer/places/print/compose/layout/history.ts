/**
 * What was done on the canvas, to be taken back and done again. Invariant: what belongs together is one step: a frame that was
 * moved by twenty keys goes back at once.
 */
import type { FramePlace } from '#core/print/templates/edit-template'
import type { Template } from '#core/print/templates/template'

interface Step {
  template: Template
  held: FramePlace | null
}

export interface LayoutHistory extends Step {
  past: readonly Step[]
  future: readonly Step[]
  /** What the last step was: the next of the same joins it. `''` joins none. */
  deed: string
}

/** Steps that are kept. */
const most = 200

export const beginHistory = (template: Template): LayoutHistory => ({ template, held: null, past: [], future: [], deed: '' })

export function changed(history: LayoutHistory, next: Step, deed: string): LayoutHistory {
  const { template, held, past } = history
  const joins = deed !== '' && deed === history.deed && past.length > 0
  return { ...next, past: joins ? past : [...past.slice(-most + 1), { template, held }], future: [], deed }
}

/** Another frame under the hand begins another step. */
export const holding = (history: LayoutHistory, held: FramePlace | null): LayoutHistory =>
  history.held?.page === held?.page && history.held?.frame === held?.frame ? history : { ...history, held, deed: '' }

export function undone(history: LayoutHistory): LayoutHistory {
  const { template, held, past, future } = history
  const before = past.at(-1)
  return before ? { ...before, past: past.slice(0, -1), future: [{ template, held }, ...future], deed: '' } : history
}

export function redone(history: LayoutHistory): LayoutHistory {
  const { template, held, past, future } = history
  const [next, ...later] = future
  return next ? { ...next, past: [...past, { template, held }], future: later, deed: '' } : history
}
