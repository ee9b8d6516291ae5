/**
 * The titles of our own exports, in French and English, and what they mean when such a file comes back.
 * Both directions are one table, so that a column can't be written under a title that the import does not know.
 */
import { channels, purposes, type Channel, type Purpose } from '../domain/consent'
import { fold } from '../domain/fold'
import type { ImportTarget } from './plan'

export type Locale = 'fr' | 'en'

/** `permanence` ids are keys to find people again, never a field of the person. */
const titles: [ImportTarget | null, fr: string, en: string][] = [
  ['civility', 'Civilité', 'Civility'],
  ['lastName', 'Nom', 'Last name'],
  ['firstName', 'Prénom', 'First name'],
  ['birthName', 'Nom de naissance', 'Birth name'],
  [null, 'Nom complet', 'Full name'],
  ['addressUnit', 'Étage, appartement, chez', 'Floor, flat, care of'],
  ['addressBuilding', 'Bâtiment, résidence', 'Building, residence'],
  ['street', 'Numéro et rue', 'Number and street'],
  ['locality', 'Lieu-dit, BP', 'Locality, PO box'],
  ['postalCode', 'Code postal', 'Postal code'],
  ['city', 'Ville', 'City'],
  ['cityCode', 'Code INSEE', 'INSEE code'],
  ['country', 'Pays', 'Country'],
  ['birth', 'Date de naissance', 'Birth date'],
  ['relation', 'Relation', 'Relation'],
  ['level', 'Niveau', 'Level'],
  ['actionModes', 'Modes d’action', 'Action modes'],
  ['skills', 'Compétences', 'Skills'],
  ['availability', 'Disponibilités', 'Availability'],
  ['tags', 'Étiquettes', 'Tags'],
  ['contactPerson', 'Référent·e', 'Contact person'],
  ['source', 'Source', 'Source'],
  ['note', 'Note', 'Note'],
  ['externalIds', 'Identifiants d’autres outils', 'Identifiers of other tools'],
  [null, 'Créée le', 'Created'],
  [null, 'Modifiée le', 'Changed'],
  ['externalIds.permanence', 'Fiche Permanence', 'Permanence record'],
]

const purposeTitles: Record<Purpose, [string, string]> = { news: ['informations', 'news'], action: ['actions', 'actions'], membership: ['adhésion', 'membership'] }
const channelTitles: Record<Channel, [string, string]> = {
  email: ['e-mail', 'e-mail'], sms: ['SMS', 'text message'], call: ['appel', 'call'], post: ['courrier', 'post'], door: ['visite', 'visit'],
}
for (const purpose of purposes) {
  for (const channel of channels) {
    titles.push([
      `consents.${purpose}.${channel}.record`,
      `Consentement ${purposeTitles[purpose][0]} par ${channelTitles[channel][0]}`,
      `Consent to ${purposeTitles[purpose][1]} by ${channelTitles[channel][1]}`,
    ])
  }
}

const byTarget = new Map(titles.filter(([target]) => target !== null).map(([target, fr, en]) => [target, { fr, en }]))
const byTitle = new Map(titles.flatMap(([target, fr, en]) => [[fold(fr), target], [fold(en), target]] as const))

/** The title of a column that comes back. Throws a `RangeError` on a target that no export writes. */
export function ownTitle(target: ImportTarget, locale: Locale): string {
  const title = byTarget.get(target)
  if (!title) throw new RangeError(`no column for ${target}`)
  return title[locale]
}

/** The titles of numbered contact columns: « E-mail 2 », « Téléphone 1 (libellé) ». */
export function contactTitle(field: 'emails' | 'phones', index: number, part: 'value' | 'label', locale: Locale): string {
  const word = field === 'emails' ? 'E-mail' : locale === 'fr' ? 'Téléphone' : 'Phone'
  return `${word} ${index + 1}${part === 'value' ? '' : locale === 'fr' ? ' (libellé)' : ' (label)'}`
}

/** Titles of columns that are for reading only and stay out when the file comes back. */
export const readOnlyTitles: Record<'name' | 'createdAt' | 'updatedAt', { fr: string; en: string }> = {
  name: { fr: 'Nom complet', en: 'Full name' },
  createdAt: { fr: 'Créée le', en: 'Created' },
  updatedAt: { fr: 'Modifiée le', en: 'Changed' },
}

/** What a title of our own export means. */
export function ownTarget(title: string): ImportTarget | null {
  const folded = fold(title)
  const known = byTitle.get(folded)
  if (known !== undefined) return known
  const contact = /^(e mail|telephone|phone) \d+( libelle| label)?$/.exec(folded)
  if (!contact) return null
  return `${contact[1] === 'e mail' ? 'emails' : 'phones'}${contact[2] ? '.label' : ''}`
}
