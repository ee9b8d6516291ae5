/**
 * Where a word may be parted at the end of a line, by the patterns of its language (npm hyphen: those of TeX). They are
 * loaded once they are needed: 37 KB of French, 160 KB of English that most papers never use.
 * Invariant: names keep whole, and no line begins with two letters: « -re » is a fault in French.
 */
export type Hyphenator = (word: string) => string[]

const shortest = 6
const [leastBefore, leastAfter] = [2, 3]
const loaded = new Map<'fr' | 'en', Promise<Hyphenator>>()

/** Of British English. */
export function loadHyphenator(locale: 'fr' | 'en'): Promise<Hyphenator> {
  let found = loaded.get(locale)
  if (!found) loaded.set(locale, (found = load(locale)))
  return found
}

async function load(locale: 'fr' | 'en'): Promise<Hyphenator> {
  const { default: hyphen } = locale === 'fr' ? await import('hyphen/fr') : await import('hyphen/en-gb')
  return (word) => (word.length < shortest || /[^\p{Ll}’'.,;:!?…()«»\u00a0\u202f]/u.test(word) ? [word] : joined(hyphen.hyphenateSync(word, { hyphenChar: '\u00ad' }).split('\u00ad')))
}

/** Parts that are too short go with their neighbour; marks around the word don't count as letters. */
function joined(parts: readonly string[]): string[] {
  const letters = (text: string) => text.replace(/\P{L}/gu, '').length
  const kept: string[] = []
  for (const [at, part] of parts.entries()) {
    const enough = letters(kept.join('')) >= leastBefore && letters(parts.slice(at).join('')) >= leastAfter
    if (at > 0 && enough) kept.push(part)
    else kept[Math.max(0, kept.length - 1)] = (kept.at(-1) ?? '') + part
  }
  return kept
}
