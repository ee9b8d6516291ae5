/** Where nobody has been for long. Apart from coverage.ts: a screen that shows an answer needs no code of calendars. */
import type { Coverage } from './coverage'

const week = 7 * 86_400_000

/** Whole weeks since something happened there. `last`: when, `now`: both in ms since 1970. */
export const weeksSince = (last: number, now: number): number => Math.floor((now - last) / week)

/** Whether nothing has happened there for so many weeks, or never. `now` in ms since 1970. */
export const isLeftAlone = ({ last }: Pick<Coverage, 'last'>, now: number, weeks: number): boolean => !last || last.from < now - weeks * week
