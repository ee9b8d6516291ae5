/**
 * The folded texts that a search looks through, kept so that a letter typed over 100,000 people costs a few milliseconds:
 * all texts stand one after the other in one long string, which is scanned from end to end; a hundred thousand short
 * strings, each somewhere else in memory, take several times longer.
 *
 * A word's first letter a to z is written large: looking for « Du » stops at a D, not at each space. Words that begin
 * otherwise keep the space before them. Digits are looked for anywhere, and only in the words that have some.
 * Invariant: a slot that is marked as joined has in the long string the text that it has now.
 */

export interface SearchTexts {
  /** The slot's person came, changed or went. */
  forget(slot: number): void
  /** Makes the slot's text if it has none. */
  make(slot: number): void
  /** Puts all texts that are made into the long string, if many are not in it; it then holds them alone. */
  join(): void
  /** Those of `slots`, in their order, whose texts have all the words. */
  search(slots: Uint32Array, words: readonly string[]): Uint32Array
}

interface Joined {
  text: string
  /** Where each slot's text begins; one more for the end. */
  starts: Uint32Array
}

/** Fewer slots than this are looked through one by one. */
const worthScanning = 8192
/** Texts outside the long strings that are looked through one by one without making them anew. */
const fewApart = 2048

/** `textOf` gives a person's folded text, words parted by single spaces. */
export function createSearchTexts(textOf: (slot: number) => string): SearchTexts {
  const texts: (string | undefined)[] = []
  const numbers: string[] = []
  let joined: { words: Joined; numbers: Joined; /** 1 for each slot that is in them. */ has: Uint8Array } | null = null
  /** Texts made since the long strings were. */
  let madeSince = 0

  const isJoined = (slot: number) => joined !== null && joined.has[slot] === 1
  const wordsOf = (slot: number) => (isJoined(slot) ? pieceOf(joined!.words, slot) : texts[slot]!)
  const numbersOf = (slot: number) => (isJoined(slot) ? pieceOf(joined!.numbers, slot) : numbers[slot]!)

  function make(slot: number): void {
    if (texts[slot] !== undefined || isJoined(slot)) return
    const text = ` ${textOf(slot)}`
    while (texts.length < slot) texts.push(undefined)
    while (numbers.length < slot) numbers.push('')
    texts[slot] = text.replace(initial, (start) => start[1]!.toUpperCase())
    numbers[slot] = text.match(wordsWithDigit)?.join('') ?? ''
    madeSince++
  }

  function joinAll(pieceAt: (slot: number) => string, has: Uint8Array): Joined {
    const starts = new Uint32Array(has.length + 1)
    const parts: string[] = []
    let at = 0
    for (let slot = 0; slot < has.length; slot++) {
      starts[slot] = at
      const part = has[slot] === 1 ? `${pieceAt(slot)}\n` : '\n'
      parts.push(part)
      at += part.length
    }
    starts[has.length] = at
    return { text: parts.join(''), starts }
  }

  /** Adds one to each slot whose text has the needle. */
  function scan({ text, starts }: Joined, needle: string, hits: Uint8Array): void {
    let slot = 0
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, starts[slot])) {
      while (starts[slot + 1]! <= at) slot++
      hits[slot]!++
      slot++
    }
  }

  return {
    make,
    forget(slot) {
      texts[slot] = undefined
      numbers[slot] = ''
      if (joined && slot < joined.has.length) joined.has[slot] = 0
    },
    join() {
      if (madeSince <= fewApart) return
      madeSince = 0
      const has = Uint8Array.from(texts, (text, slot) => (isJoined(slot) || (text !== undefined && !beyondLatin1.test(text)) ? 1 : 0))
      joined = { words: joinAll(wordsOf, has), numbers: joinAll(numbersOf, has), has }
      for (let slot = 0; slot < has.length; slot++) {
        if (has[slot] === 0) continue
        texts[slot] = undefined
        numbers[slot] = ''
      }
    },
    search(slots, words) {
      const digits = words.filter(isDigits)
      const starts = words.filter((word) => !isDigits(word)).map((word) => ` ${word}`.replace(initial, (start) => start[1]!.toUpperCase()))
      const found = new Uint32Array(slots.length)
      let count = 0
      const scanned = joined && slots.length > worthScanning ? new Uint8Array(joined.has.length + 1) : null
      if (scanned) {
        for (const word of starts) scan(joined!.words, word, scanned)
        for (const number of digits) scan(joined!.numbers, number, scanned)
      }
      for (let at = 0; at < slots.length; at++) {
        const slot = slots[at]!
        if (scanned && isJoined(slot)) {
          if (scanned[slot] === words.length) found[count++] = slot
          continue
        }
        make(slot)
        if (hasAll(numbersOf(slot), digits) && hasAll(wordsOf(slot), starts)) found[count++] = slot
      }
      return found.slice(0, count)
    },
  }
}

/** The slot's part of the long string, without the line end; it is a view of it, not a copy. */
const pieceOf = ({ text, starts }: Joined, slot: number) => text.slice(starts[slot], starts[slot + 1]! - 1)

const isDigits = (word: string) => /^\d+$/.test(word)
const initial = / [a-z]/g
const wordsWithDigit = / [^ ]*\d[^ ]*/g
/** One such letter would make the whole long string twice as long in memory: these few are looked through one by one. */
const beyondLatin1 = /[^\x00-\xff]/

function hasAll(text: string, parts: readonly string[]): boolean {
  for (let at = 0; at < parts.length; at++) if (!text.includes(parts[at]!)) return false
  return true
}
