/**
 * One folded form for every comparison of text: lower case, no accents, no punctuation, single spaces.
 * Search, sorting, matching and column recognition all use it; two folds that differ by one letter would make
 * a person findable on one screen and unknown on another.
 */

/** Letters that Unicode does not decompose into a base letter and an accent. */
const letters: Record<string, string> = {
  œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ŧ: 't', ĸ: 'k', ŋ: 'n', ə: 'e',
  ς: 'σ', є: 'е', ђ: 'д', ћ: 'т',
  // Arabic spellings that typists use for one another: alef maqsura and Persian yeh, teh marbuta, alef wasla, Persian kaf.
  ى: 'ي', ی: 'ي', ة: 'ه', ٱ: 'ا', ک: 'ك',
  // Tatweel only stretches a word. The letter apostrophe (Breton, Ukrainian) is an apostrophe.
  'ـ': '', ʼ: ' ',
}
const specialLetters = new RegExp(`[${Object.keys(letters).join('')}]`, 'g')

/**
 * Marks that a hurried typist leaves out: Latin, Greek and Cyrillic accents, Arabic harakat (with the hamza and madda
 * that decompose from alef), Hebrew points. The vowel signs of Thai or Devanagari are letters to their readers: kept.
 */
const optionalMarks = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g
const notWord = /[^\p{L}\p{N}\p{M}]+/gu
const notAscii = /[^\x00-\x7f]/
const plain = /^[a-z0-9]*$/
const notAsciiWord = /[^a-z0-9]+/g

/** Folding without the shortcuts, and without trimming. */
function foldAny(text: string): string {
  return (
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(optionalMarks, '')
      .replace(specialLetters, (letter) => letters[letter]!)
      .replace(notWord, ' ')
      // Hangul syllables came apart in NFKD; what is left of them goes together again.
      .normalize('NFC')
  )
}

/** Western European text (all of French) goes letter by letter through a table made from the long way: three times as fast. */
const western = /^[\x00-\u00b4\u00b6-\u017f‘’“”–—…]*$/
const accented = /[\u0080-\u017f]/g
const westernLetters = Array.from({ length: 0x180 }, (_, code) => foldAny(String.fromCharCode(code)))

/** The folded form: words of letters and digits, one space between them, none around. `fold(fold(x)) === fold(x)`. */
export function fold(text: string): string {
  if (plain.test(text)) return text
  if (!notAscii.test(text)) return text.toLowerCase().replace(notAsciiWord, ' ').trim()
  if (!western.test(text)) return foldAny(text).trim()
  return text.replace(accented, (letter) => westernLetters[letter.charCodeAt(0)]!).toLowerCase().replace(notAsciiWord, ' ').trim()
}

/** A name as a matching key: folded, without spaces, so that « Le Gall », « LEGALL » and « Le-Gall » are one. */
export function foldName(name: string): string {
  return fold(name).replaceAll(' ', '')
}

/**
 * Text to sort people by, surname first, compared by code units: no `Intl`, so every machine has the same order.
 * Particles sort as written (« de La Fontaine » under D). A tab is lower than any letter or space: « Dupont Zoé » comes before « Dupont-Martin Anne ».
 */
export function sortKey(lastName: string, firstName: string): string {
  const last = fold(lastName)
  return last === '' ? fold(firstName) : `${last}\t${fold(firstName)}`
}

const digitRun = /\+?\(?\d[\d .()\-/\u00a0\u202f]*/g

/** The numbers of a run such as « 94240 06 12 »: a group that starts like a phone takes the short groups that follow. */
function joinDigits(run: string): string[] {
  const numbers: string[] = []
  const dialled = run.trimStart().startsWith('+')
  let open = false
  for (const group of run.match(/\d+/g) ?? []) {
    const startsPhone = numbers.length === 0 && dialled || (group.startsWith('0') && group.length !== 5)
    if (open && numbers.at(-1)!.length + group.length <= 13) numbers[numbers.length - 1] += group
    else {
      numbers.push(group)
      open = startsPhone
    }
  }
  // What is dialled before a French number from abroad, and the zero that is then left out: `0033 6`, `+33 (0)6` ask for `336`.
  return numbers.map((number, at) => ((dialled && at === 0) || number.startsWith('00') ? number.replace(/^00/, '').replace(/^330/, '33') : number))
}

/**
 * The words of a search, all of which must occur in `searchText` (anywhere in it, not only at a word's start).
 * Digit groups that look like a phone are joined: `06 12` asks for `0612`, `+33 (0)6 12` for `33612`, `0033 6` for `336`.
 */
export function foldQuery(text: string): string[] {
  const numbers: string[] = []
  const rest = /\d/.test(text)
    ? text.replace(digitRun, (run) => {
        numbers.push(...joinDigits(run))
        return ' '
      })
    : text
  const words = fold(rest)
  return words === '' ? numbers : [...words.split(' '), ...numbers]
}
