/**
 * French spacing (Imprimerie nationale): a narrow no-break space before ; ! ? and »-like marks of tension, a no-break
 * space before a colon and inside « ». On screen it is applied when words are registered, on paper when a text is set: no
 * author can forget one and no line ever starts with a lonely « ? ».
 */
export function frenchSpaces(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]+([;!?])/g, '\u202f$1')
    .replace(/[ \u00a0\u202f]+([:»%])/g, '\u00a0$1')
    .replace(/«[ \u00a0\u202f]+/g, '«\u00a0')
    .replace(/(\d) (?=\d{3}\b)/g, '$1\u202f')
}

/** What holds two words together that a line must not part: addresses of the web and of people are left as they are. */
const address = /\S*(?:@|:\/\/|www\.)\S*/g

/**
 * A text as it is typed, set for paper: the apostrophe is the curved one, and in French a space that was left out before a
 * mark of tension or inside guillemets is put there, « 18 h 30 », « n° 4 » and « 12 € » stay in one piece. Addresses don't change.
 */
export function typeset(text: string, locale: 'fr' | 'en'): string {
  let at = 0
  let set = ''
  for (const found of text.matchAll(address)) {
    set += typesetWords(text.slice(at, found.index), locale) + found[0]
    at = found.index + found[0].length
  }
  return set + typesetWords(text.slice(at), locale)
}

function typesetWords(text: string, locale: 'fr' | 'en'): string {
  const curved = text
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
    // No line begins with what stands between two others, none ends within a telephone number.
    .replace(/(?<!\s) (?=[–—·] )/g, '\u00a0')
    .replace(/(?<!\d)0\d(?: \d\d){4}(?!\d)/g, (number) => number.replaceAll(' ', '\u00a0'))
  if (locale === 'en') return curved
  return frenchSpaces(
    curved
      .replace(/«(?=\S)/g, '« ')
      .replace(/(?<=\S)»/g, ' »')
      .replace(/(?<=[\p{Script=Latin}\p{N})»”])([;!?]+|:)(?=\s|$)/gu, ' $1'),
  )
    .replace(/(\d) h(?: (\d\d))?\b/g, (_, hours: string, minutes?: string) => `${hours}\u00a0h${minutes === undefined ? '' : `\u00a0${minutes}`}`)
    .replace(/(\d) (?=[€%°])/g, '$1\u00a0')
    .replace(/\b([nN]°) (?=\d)/g, '$1\u00a0')
}
