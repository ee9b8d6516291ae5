import { describe, expect, it } from 'vitest'
import { readYesNo } from './yesno'

describe('yes and no in a cell', () => {
  it.each(['Oui', 'OUI', 'oui.', 'O', 'o', 'Yes', 'y', 'Vrai', 'TRUE', 'true', '1', '1,0', 'x', 'X', '✓', '✔️', '☑', '☒', '✅', 'OK', "D'accord", 'Inscrite'])('« %s » is yes', (cell) => expect(readYesNo(cell)).toBe('yes'))
  it.each(['Non', 'NON', 'N', 'no', 'Faux', 'FALSE', 'false', '0', '0.0', '✗', '✘', '❌', 'refus', 'Unsubscribed', 'Désabonné'])('« %s » is no', (cell) => expect(readYesNo(cell)).toBe('no'))
  it.each(['', ' ', 'NSP', '?', '-', '☐', '2', 'peut-être', 'ne sait pas', 'NC', 'oui et non', '10', 'null'])('« %s » says nothing', (cell) => expect(readYesNo(cell)).toBe(''))
})
