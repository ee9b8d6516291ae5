/** How dates are written. The people are in France whatever the language: the day comes first, 03/04 is no March, and 17:30 no 5:30 PM. */
export function dateLocale(locale: 'fr' | 'en'): string {
  return locale === 'fr' ? 'fr-FR' : 'en-GB'
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Ago, in days, up to which one counts; beyond it a date says more. */
const countedDays = 7

/** How long ago in words (« il y a 3 heures »), a date (« le 3 mai 2026 ») once that is over a week. Both in ms since 1970; clocks of others may be ahead: that is now. */
export function agoText(at: number, now: number, locale: 'fr' | 'en'): string {
  const passed = Math.max(0, now - at)
  if (passed >= (countedDays + 1) * day) {
    const date = new Intl.DateTimeFormat(dateLocale(locale), { dateStyle: 'long' }).format(at)
    return locale === 'fr' ? `le ${date}` : `on ${date}`
  }
  const words = new Intl.RelativeTimeFormat(dateLocale(locale), { numeric: 'auto' })
  if (passed < minute) return words.format(0, 'second')
  if (passed < hour) return words.format(-Math.floor(passed / minute), 'minute')
  if (passed < day) return words.format(-Math.floor(passed / hour), 'hour')
  return words.format(-Math.floor(passed / day), 'day')
}
