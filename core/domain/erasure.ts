/** Why somebody is erased for good. `mistake`: a record that should never have been: it leaves no print, so that the file may be imported again. */
export const erasureReasons = ['request', 'retention', 'mistake', 'other'] as const
export type ErasureReason = (typeof erasureReasons)[number]

export const isErasureReason = (word: unknown): word is ErasureReason => erasureReasons.includes(word as ErasureReason)
