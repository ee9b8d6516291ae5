/** Yes and no as cells say them. What is neither is silence, and silence is never consent (GDPR recital 32). */
import { fold } from './fold'

const yes = new Set(['oui', 'o', 'yes', 'y', 'vrai', 'true', 't', '1', 'x', 'ok', 'v', 'd accord', 'accepte', 'abonne', 'abonnee', 'inscrit', 'inscrite', 'subscribed', 'opt in', 'on', 'si', 'ja'])
const no = new Set(['non', 'n', 'no', 'faux', 'false', 'f', '0', 'refus', 'refuse', 'refusee', 'desabonne', 'desabonnee', 'desinscrit', 'desinscrite', 'unsubscribed', 'opt out', 'off', 'jamais', 'blacklisted', 'nein'])

export type YesNo = 'yes' | 'no' | ''

/**
 * `Oui`, `O`, `x`, `✓`, `1`, `Vrai`, `TRUE`… is yes; `Non`, `N`, `0`, `Faux`… is no; anything else (`NSP`, `?`, `-`, empty, a sentence) is `''`.
 * Ticks and crosses: ✓ ✔ ☑ ☒ ● are yes (a ☒ is a ticked box), ✗ ✘ ❌ are no, ☐ ○ are an empty box: nothing said.
 */
export function readYesNo(cell: string): YesNo {
  const typed = cell.trim().replace(/\ufe0f/g, '')
  if (/^[✓✔☑☒✅●■🗹]$/u.test(typed)) return 'yes'
  if (/^[✗✘❌🗴]$/u.test(typed)) return 'no'
  const word = fold(typed.replace(/^([01])[.,]0+$/, '$1'))
  if (yes.has(word)) return 'yes'
  return no.has(word) ? 'no' : ''
}
