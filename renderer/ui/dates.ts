/** How dates are written. The people are in France whatever the language: the day comes first, 03/04 is no March, and 17:30 no 5:30 PM. */
export function dateLocale(locale: 'fr' | 'en'): string {
  return locale === 'fr' ? 'fr-FR' : 'en-GB'
}
