import type { TFunction } from 'i18next'

/** A base in a script that the fonts lack has hundreds: these are enough to see which. */
const most = 12

/** « 李 王 », with how many more there are. The isolates keep letters that are written from right to left in their place. */
export function charactersInWords(characters: readonly string[], t: TFunction<'pdf'>): string {
  const shown = characters.slice(0, most).map((character) => `\u2068${character}\u2069`).join(' ')
  const more = characters.length - most
  return more > 0 ? t('missingMore', { list: shown, count: more }) : shown
}
