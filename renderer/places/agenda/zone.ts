import { newId } from '#core/domain/ids'

/** IANA name of this computer's time zone: what is planned here goes by the clocks here. */
export const homeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** An id among the few of one action. */
export const shortId = (): string => newId().slice(0, 8)
