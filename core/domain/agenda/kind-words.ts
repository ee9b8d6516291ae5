/** Names of the kinds of action, as a section says them: on screen, on paper, in the calendars of others. */
import type { ActionKind } from './action'

export const kindWords: Record<'fr' | 'en', Record<ActionKind, string>> = {
  fr: {
    'leafleting-station': 'Tractage à la gare', 'leafleting-market': 'Tractage au marché', letterboxes: 'Boîtage', doors: 'Porte-à-porte', posters: 'Collage', stall: 'Stand',
    'public-meeting': 'Réunion publique', 'home-meeting': 'Réunion d’appartement', assembly: 'Assemblée générale', training: 'Formation', demonstration: 'Manifestation',
    office: 'Permanence', collection: 'Collecte', phoning: 'Phoning', other: 'Autre action',
  },
  en: {
    'leafleting-station': 'Leafleting at the station', 'leafleting-market': 'Leafleting at the market', letterboxes: 'Letterbox drop', doors: 'Door-to-door', posters: 'Postering', stall: 'Stall',
    'public-meeting': 'Public meeting', 'home-meeting': 'Home meeting', assembly: 'General assembly', training: 'Training', demonstration: 'Demonstration',
    office: 'Office hours', collection: 'Collection', phoning: 'Phone bank', other: 'Other action',
  },
}
