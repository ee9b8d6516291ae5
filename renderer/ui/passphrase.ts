/** How good a passphrase is, roughly and at once, without a dictionary: length is what matters against a stolen disk. */

/** Characters; the vault refuses shorter ones (core/sealing/vault). */
export const shortestPassphrase = 12

export interface PassphraseHint {
  /** Long enough to be accepted. */
  accepted: boolean
  /** 0 empty, 1 too short, 2 fair, 3 good. */
  strength: 0 | 1 | 2 | 3
}

export function passphraseHint(text: string): PassphraseHint {
  const letters = [...text]
  if (letters.length === 0) return { accepted: false, strength: 0 }
  if (letters.length < shortestPassphrase) return { accepted: false, strength: 1 }
  const words = text.trim().split(/[\s\-_.]+/).filter((word) => [...word].length > 2)
  // "aaaaaaaaaaaa" and "azerty azerty azerty azerty" are long, and guessed first.
  const varied = new Set(letters).size >= 8 && new Set(words.map((word) => word.toLowerCase())).size === words.length
  return { accepted: true, strength: varied && (words.length >= 4 || letters.length >= 18) ? 3 : 2 }
}
