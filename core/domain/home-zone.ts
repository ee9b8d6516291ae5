/** IANA name of this computer's time zone: what is planned here, and says no zone of its own, goes by the clocks here. */
export const homeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
