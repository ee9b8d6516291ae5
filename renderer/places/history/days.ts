import type { TFunction } from 'i18next'
import { dateLocale } from '../../ui/dates'

const dayLength = 24 * 3_600_000

/** « Aujourd’hui », « Hier », « Samedi 21 novembre 2026 ». `at` is the day's midnight on this computer. */
export function dayInWords(at: number, locale: 'fr' | 'en', t: TFunction<'history'>, now = Date.now()): string {
  const today = new Date(now).setHours(0, 0, 0, 0)
  if (at === today) return t('today')
  // From noon: a day that changes the clock has 23 or 25 hours.
  if (at === new Date(today + dayLength / 2 - dayLength).setHours(0, 0, 0, 0)) return t('yesterday')
  const words = new Intl.DateTimeFormat(dateLocale(locale), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at)
  return words[0]!.toLocaleUpperCase(locale) + words.slice(1)
}
