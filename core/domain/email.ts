/** E-mail addresses as cells hold them: several at once, labelled, with the slips of a hurried hand. Odd ones are kept and flagged. */
import isEmail from 'validator/lib/isEmail.js'

export interface EmailReading {
  /** What to store: the address repaired, or the piece as written when it can't be one. */
  value: string
  /** « perso », « travail »… found beside it; empty otherwise. */
  label: string
  /** Kept, but not a valid address, or its domain looks like a slip. */
  odd: boolean
  /** The address that was probably meant (`@gmail.fr` → `@gmail.com`): offered, never applied by itself. */
  suggestion: string | null
  /** The piece was changed in reading: comma for dot, « arobase », `mailto:`, trailing dot, capitals. */
  repaired: boolean
}

/** Providers of most French private addresses: a domain one letter away from one of them is probably a slip. */
const providers = [
  'gmail.com', 'hotmail.com', 'hotmail.fr', 'outlook.com', 'outlook.fr', 'live.fr', 'live.com', 'msn.com', 'yahoo.fr', 'yahoo.com',
  'orange.fr', 'wanadoo.fr', 'free.fr', 'sfr.fr', 'neuf.fr', 'laposte.net', 'bbox.fr', 'aol.com', 'icloud.com', 'club-internet.fr',
  'numericable.fr', 'protonmail.com', 'proton.me', 'riseup.net', 'gmx.fr', 'ymail.com',
]
const known = new Set(providers)

/** Domains that nobody's mailbox is at, and the one that was meant. */
const slips: Record<string, string> = {
  'gmail.fr': 'gmail.com', 'gmail.net': 'gmail.com', 'gmail.co': 'gmail.com', 'gmail.cm': 'gmail.com', 'gmail': 'gmail.com',
  'laposte.fr': 'laposte.net', 'laposte.com': 'laposte.net', 'orange.com': 'orange.fr', 'wanadoo.com': 'wanadoo.fr', 'hotmail': 'hotmail.fr',
  'free.com': 'free.fr', 'sfr.com': 'sfr.fr', 'orange': 'orange.fr', 'icloud.fr': 'icloud.com', 'yahoo': 'yahoo.fr', 'live': 'live.fr',
}
/** Real domains that look like a slip of a bigger one. */
const real = new Set(['mail.com', 'email.com', 'ymail.com', 'gmx.com', 'gmx.net', 'gmx.de', 'fre.fr', 'me.com', 'mac.com', 'live.be', 'yahoo.it', 'yahoo.es', 'yahoo.de', 'hotmail.it', 'hotmail.es', 'hotmail.be', 'outlook.it', 'outlook.es', 'outlook.be', 'orange.es'])

/** One insertion, deletion, substitution or swap of neighbours apart. */
function oneSlipAway(typed: string, meant: string): boolean {
  if (Math.abs(typed.length - meant.length) > 1) return false
  let start = 0
  while (start < typed.length && typed[start] === meant[start]) start++
  let end = 0
  while (end < typed.length - start && end < meant.length - start && typed[typed.length - 1 - end] === meant[meant.length - 1 - end]) end++
  const left = typed.slice(start, typed.length - end)
  const right = meant.slice(start, meant.length - end)
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}

function meantDomain(domain: string): string | null {
  if (known.has(domain) || real.has(domain)) return null
  return slips[domain] ?? providers.find((provider) => oneSlipAway(domain, provider)) ?? null
}

const simple = /^[a-z0-9_+.-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}$/

/** One piece of a cell that holds (or should hold) one address. */
function readOne(piece: string): EmailReading {
  let label = ''
  let text = piece.trim()
  // « marie@… (perso) », « Perso : marie@… », « Marie Dupont <marie@…> »
  const bracketed = /^(.*?)\s*\(\s*([^()@]*?)\s*\)$/s.exec(text)
  if (bracketed && bracketed[1] !== '') [text, label] = [bracketed[1]!, bracketed[2]!]
  const angle = /<\s*([^<>]+?)\s*>/.exec(text)
  if (angle) text = angle[1]!
  const before = /^(?:mailto\s*:\s*)|^([\p{L} .-]{2,30}?)\s*:\s*(?=\S+@)/iu.exec(text)
  if (before && !/^mailto/i.test(before[0])) {
    label ||= before[1]!
    text = text.slice(before[0].length)
  }
  let address = text
    .replace(/^mailto\s*:\s*/i, '')
    .replace(/\?.*$/, '')
    .replace(/\s*[([]?\s*(?:arobase|arobas|\bchez\b|\bat\b)\s*[)\]]?\s*(?=[^@]*$)/i, (word, at: number, all: string) => (all.includes('@') ? word : '@'))
    .replace(/\s*\(?\b(?:point|dot)\b\)?\s*/gi, (word) => (/^\s|^\(/.test(word) ? '.' : word))
    .replace(/\s+/g, '')
    .replace(/^['"<(]+|['">),;.:]+$/g, '')
  const at = address.lastIndexOf('@')
  if (at > 0) {
    const local = address.slice(0, at)
    const domain = address.slice(at + 1).toLowerCase().replace(/,/g, '.').replace(/\.{2,}/g, '.').replace(/^\.|\.$/g, '')
    address = `${local === local.toUpperCase() ? local.toLowerCase() : local}@${domain}`
  }
  const lower = address.toLowerCase()
  const valid = simple.test(lower) ? !lower.includes('..') && !/^\.|\.@/.test(lower) && lower.indexOf('@') <= 64 : isEmail(address)
  const domain = lower.slice(lower.lastIndexOf('@') + 1)
  const meant = at > 0 ? meantDomain(domain) : null
  if (!valid && meant === null) return { value: piece.trim(), label: '', odd: true, suggestion: null, repaired: false }
  const suggestion = meant === null ? null : `${address.slice(0, address.lastIndexOf('@'))}@${meant}`
  return { value: address, label: label.trim(), odd: !valid || suggestion !== null, suggestion, repaired: address !== text }
}

/** A longer cell is a text that fell into the wrong column: kept whole, its patterns are not linear. */
const longestCell = 1000

/**
 * All the addresses of one cell, in order, each once. They part at `;`, `/`, `|`, line breaks, Google's `:::`, « et »/« ou », spaces, and commas
 * (but `marie@orange,fr` is one address with a slip). A cell with no sign of an address (« néant », « - ») gives none;
 * one that tries (`marie.dupont@`) is kept and flagged.
 */
export function readEmails(cell: string): EmailReading[] {
  const typed = cell.trim()
  if (simple.test(typed) && known.has(typed.slice(typed.indexOf('@') + 1))) return [{ value: typed, label: '', odd: false, suggestion: null, repaired: false }]
  if (!/@|arobas|\s(?:at|chez)\s|[([]at[)\]]|\.(?:fr|com|net|org)\b/i.test(typed)) return []
  if (typed.length > longestCell) return [{ value: typed, label: '', odd: true, suggestion: null, repaired: false }]
  const pieces = typed
    .split(/\s*(?::::|[;|\n\r/]|,(?=\s)|,(?=[^,;@\s]+@)|\s+(?:et|ou|or|and)\s+(?=\S*@))\s*/iu)
    .flatMap((piece) => {
      // Addresses parted by spaces only; a single one may have spaces around its « @ ».
      const count = piece.split('@').length - 1
      const parts = count > 1 ? piece.match(/(?:[^\s@]+\s*:\s*)?<?[^\s@<]+@[^\s@>]+>?(?:\s*\([^()@]*\))?/g) : null
      return parts?.length === count ? parts : [piece]
    })
    .filter((piece) => piece.trim() !== '')
  const seen = new Set<string>()
  const readings: EmailReading[] = []
  for (const piece of pieces) {
    const reading = readOne(piece)
    const key = emailKey(reading.value)
    if (seen.has(key)) continue
    seen.add(key)
    readings.push(reading)
  }
  return readings
}

/** The key two spellings of one address share. Dots and `+tags` are kept: what they mean is the provider's affair. */
export function emailKey(value: string): string {
  return value.trim().toLowerCase()
}

/** Whether a stored address should be shown with a flag, and what was probably meant. */
export function checkEmail(value: string): { odd: boolean; suggestion: string | null } {
  const [reading, other] = readEmails(value)
  if (!reading || other) return { odd: true, suggestion: null }
  return { odd: reading.odd || reading.value !== value.trim(), suggestion: reading.suggestion ?? (reading.value === value.trim() || reading.odd ? null : reading.value) }
}
