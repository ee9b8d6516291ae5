/**
 * How much a text with accents looks like French or a neighbour's names. Legacy pages have no signature: the bytes of « Hélène » are
 * « HŽl\u008fne », « HÈlËne » or « Hélène » by the page, and only the last is made of letters in the right case.
 */

const frenchLower = 'éèêëàâçîïôöùûüœæÿñ'
const frenchUpper = frenchLower.toUpperCase()
const isLetter = /\p{L}/u
/** Letters of people's names in Europe, Turkey and Viet Nam. */
const latinLetter = /[\u00c0-\u024f\u1e00-\u1eff]/

const Kind = { Lower: 1, Upper: 2, Digit: 3, Space: 4, Other: 5 } as const
type Kind = (typeof Kind)[keyof typeof Kind]

function kindOf(char: string | undefined): Kind {
  if (char === undefined || char === ' ' || char === '\u00a0' || char === '\n' || char === '\r' || char === '\t' || char === ';' || char === ',' || char === '"') return Kind.Space
  const code = char.charCodeAt(0)
  if (code >= 97 && code <= 122) return Kind.Lower
  if (code >= 65 && code <= 90) return Kind.Upper
  if (code >= 48 && code <= 57) return Kind.Digit
  if (code < 128) return Kind.Other
  if (!isLetter.test(char)) return Kind.Other
  return char === char.toLowerCase() ? Kind.Lower : Kind.Upper
}

function letterScore(char: string, before: Kind, after: Kind): number {
  const lower = char === char.toLowerCase()
  const common = frenchLower.includes(char) ? 4 : frenchUpper.includes(char) ? 3 : latinLetter.test(char) ? 2 : 0
  if (common === 0) return -2
  const beside = [before, after].filter((kind) => kind === Kind.Lower || kind === Kind.Upper)
  // « à » is a word; any other letter alone is rather a sign.
  if (beside.length === 0) return char === 'à' || char === 'À' ? 2 : -1
  if (lower) return beside.includes(Kind.Lower) || before !== Kind.Upper && after !== Kind.Upper ? common : before === Kind.Upper && after !== Kind.Upper ? common - 1 : -4
  // A capital goes with capitals, or begins a word.
  if (before === Kind.Lower) return -4
  return after === Kind.Lower && before === Kind.Upper ? -2 : common
}

function signScore(char: string, before: Kind, after: Kind): number {
  const inWord = (before === Kind.Lower || before === Kind.Upper) && (after === Kind.Lower || after === Kind.Upper)
  if (char === '’' || char === '‘') return inWord ? 3 : char === '’' ? 0 : -1
  if (inWord) return -4
  if (char === '€') return before === Kind.Digit || before === Kind.Space ? 2 : 0
  if (char === '°' || char === 'º' || char === 'ª') return before === Kind.Lower || before === Kind.Upper || before === Kind.Digit ? 2 : -1
  if (char === '«' || char === '»' || char === '–' || char === '—' || char === '…' || char === '“' || char === '”' || char === '•') return 1
  if (char === '\u00a0' || char === '²' || char === '·') return 0.5
  const code = char.charCodeAt(0)
  // Controls, box drawing, Greek and mathematics, private use: what a wrong page makes.
  if (code < 0xa0) return -8
  if (code >= 0x2200 && code < 0x2600 || code >= 0xe000) return -5
  return -2
}

/** Sum over the non-ASCII characters of `text`: positive when most sit where a writer would put them. */
export function plausibility(text: string): number {
  let score = 0
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x80) continue
    const char = text[at]!
    const before = kindOf(at === 0 ? undefined : text[at - 1])
    const after = kindOf(text[at + 1])
    score += isLetter.test(char) ? letterScore(char, before, after) : signScore(char, before, after)
  }
  return score
}
