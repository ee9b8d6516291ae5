import { dateLocale } from '../../ui/dates'
import { useLocale } from '../../ui/settings'

/** A moment as a day in words: « 3 novembre 2025 ». */
export function useDay(): (at: number) => string {
  const format = new Intl.DateTimeFormat(dateLocale(useLocale()), { dateStyle: 'long' })
  return (at) => format.format(at)
}
