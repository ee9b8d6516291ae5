import { expect, it } from 'vitest'
import { titleOf } from './read-files'

it.each([
  ['tract_pouvoir-vivre_A5.pdf', 'Tract pouvoir-vivre A5'],
  ['AFFICHE+marché.PDF', 'AFFICHE marché'],
  ['visuel-2026-final--v2.png', 'Visuel 2026 final v2'],
  ['Vœux 2027', 'Vœux 2027'],
  ['.pdf', '.pdf'],
  ['10 mesures.v3.pdf', '10 mesures v3'],
])('a file called %s is a document called %s', (file, title) => expect(titleOf(file)).toBe(title))
