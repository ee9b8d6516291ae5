/**
 * How a place brings its words: each has a `words.ts` with the same keys in French and English, registered when its
 * code loads, so that the first screen never waits for the words of screens that nobody opened.
 */
import i18next from 'i18next'
import { frenchSpaces } from '#core/domain/french-spaces'

export type WordTree = { readonly [key: string]: string | WordTree }

/** Registers the words of a namespace. Doing it twice changes nothing. */
export function addWords(namespace: string, words: { fr: WordTree; en: WordTree }): void {
  if (i18next.hasResourceBundle('fr', namespace)) return
  i18next.addResourceBundle('fr', namespace, spaced(words.fr))
  i18next.addResourceBundle('en', namespace, words.en)
}

export function spaced(tree: WordTree): WordTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? frenchSpaces(value) : spaced(value)]),
  )
}
