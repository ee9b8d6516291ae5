import { newId } from '#core/domain/ids'

/** An id among the few of one action. */
export const shortId = (): string => newId().slice(0, 8)
