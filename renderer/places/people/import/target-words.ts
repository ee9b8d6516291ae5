/**
 * Names of what a column may become, in both languages. Consents are forty targets of one pattern: each reading has its
 * own phrase, completed by a channel and a purpose; the test holds that no target of core/csv/targets is without a name.
 */
import { consentTarget, externalSources, type TargetGroup } from '#core/csv/targets'
import type { ImportTarget } from '#core/csv/plan'
import { frenchSpaces } from '#core/domain/french-spaces'
import { personWords } from '../../../ui/person-words'
import { fileWords } from './file-words'

type Locale = 'fr' | 'en'

export const targetGroupWords: Record<Locale, Record<TargetGroup['group'], string>> = {
  fr: {
    names: 'Identité', contact: 'Coordonnées', address: 'Adresse', life: 'Naissance', engagement: 'Engagement',
    consents: 'Accords', refusals: 'Refus', identifiers: 'Identifiants', order: 'Commande et paiement',
  },
  en: {
    names: 'Identity', contact: 'Contact', address: 'Address', life: 'Birth', engagement: 'Engagement',
    consents: 'Consents', refusals: 'Refusals', identifiers: 'Identifiers', order: 'Order and payment',
  },
}

const plain: Record<Locale, Record<string, string>> = {
  fr: {
    lastName: 'Nom d’usage', firstName: 'Prénom', fullName: 'Nom et prénom ensemble', birthName: 'Nom de naissance', civility: 'Civilité',
    emails: 'E-mail', 'emails.1': 'E-mail préféré', 'emails.home': 'E-mail personnel', 'emails.work': 'E-mail professionnel', 'emails.label': 'Nature de l’e-mail',
    phones: 'Téléphone', 'phones.mobile': 'Téléphone mobile', 'phones.home': 'Téléphone fixe', 'phones.work': 'Téléphone professionnel', 'phones.label': 'Nature du téléphone',
    street: 'Numéro et voie', addressUnit: 'Étage, appartement, chez', addressBuilding: 'Résidence, bâtiment, escalier', locality: 'Lieu-dit, boîte postale',
    'street.more': 'Complément d’adresse', postalCode: 'Code postal', city: 'Commune', postalCity: 'Code postal et commune ensemble', country: 'Pays',
    address: 'Adresse entière', cityCode: 'Code Insee', birth: 'Date de naissance', 'birth.year': 'Année de naissance',
    relation: 'Statut (adhérent·e, sympathisant·e, contact)', level: 'Niveau (s’informer, agir, adhérer)', 'level.act': 'Veut agir (oui ou non)',
    membership: 'Adhésion (date, tarif ou numéro)', actionModes: 'Modes d’action', skills: 'Compétences', availability: 'Disponibilités', tags: 'Étiquettes',
    'tags.flag': 'Étiquette au nom de la colonne, si « oui »', contactPerson: 'Référent·e', source: 'Origine', note: 'Note', 'note.titled': 'Note, précédée du titre de la colonne',
    externalIds: 'Identifiant d’un autre outil',
    'order.reference': 'Référence de la commande', 'order.status': 'Statut de la commande', 'order.item': 'Tarif ou billet',
    'payer.lastName': 'Nom de qui paie', 'payer.firstName': 'Prénom de qui paie', 'payer.email': 'E-mail de qui paie',
  },
  en: {
    lastName: 'Last name', firstName: 'First name', fullName: 'Last and first name together', birthName: 'Birth name', civility: 'Title',
    emails: 'E-mail', 'emails.1': 'Preferred e-mail', 'emails.home': 'Personal e-mail', 'emails.work': 'Work e-mail', 'emails.label': 'Kind of e-mail',
    phones: 'Phone', 'phones.mobile': 'Mobile phone', 'phones.home': 'Home phone', 'phones.work': 'Work phone', 'phones.label': 'Kind of phone',
    street: 'Number and street', addressUnit: 'Floor, flat, care of', addressBuilding: 'Residence, building, staircase', locality: 'Hamlet, PO box',
    'street.more': 'Address, continued', postalCode: 'Postal code', city: 'Town', postalCity: 'Postal code and town together', country: 'Country',
    address: 'Whole address', cityCode: 'Insee code', birth: 'Date of birth', 'birth.year': 'Year of birth',
    relation: 'Status (member, supporter, contact)', level: 'Level (follow, act, join)', 'level.act': 'Wants to act (yes or no)',
    membership: 'Membership (date, rate or number)', actionModes: 'Ways to act', skills: 'Skills', availability: 'Availability', tags: 'Tags',
    'tags.flag': 'Tag named after the column, if “yes”', contactPerson: 'Contact person', source: 'Source', note: 'Note', 'note.titled': 'Note, after the column’s title',
    externalIds: 'Identifier in another tool',
    'order.reference': 'Reference of the order', 'order.status': 'Status of the order', 'order.item': 'Rate or ticket',
    'payer.lastName': 'Last name of who pays', 'payer.firstName': 'First name of who pays', 'payer.email': 'E-mail of who pays',
  },
}

/** `{channel}` and `{purpose}` are replaced by their names. */
const consents: Record<Locale, { readings: Record<string, string>; everyChannel: string; everyPurpose: string }> = {
  fr: {
    readings: {
      answer: 'Accord (oui ou non) : {channel}, {purpose}',
      optin: 'Abonnement (un « non » n’est pas un refus) : {channel}, {purpose}',
      refusal: 'Refus : {channel}, {purpose}',
      status: 'État de l’abonnement : {channel}, {purpose}',
      date: 'Date de l’accord : {channel}, {purpose}',
      proof: 'Preuve de l’accord : {channel}, {purpose}',
      record: 'Accord noté par Permanence : {channel}, {purpose}',
    },
    everyChannel: 'tous moyens',
    everyPurpose: 'tous sujets',
  },
  en: {
    readings: {
      answer: 'Consent (yes or no): {channel}, {purpose}',
      optin: 'Subscription (a “no” is not a refusal): {channel}, {purpose}',
      refusal: 'Refusal: {channel}, {purpose}',
      status: 'State of the subscription: {channel}, {purpose}',
      date: 'Date of the consent: {channel}, {purpose}',
      proof: 'Proof of the consent: {channel}, {purpose}',
      record: 'Consent noted by Permanence: {channel}, {purpose}',
    },
    everyChannel: 'every channel',
    everyPurpose: 'everything',
  },
}

const identifier: Record<Locale, (tool: string) => string> = {
  fr: (tool) => `Identifiant ${tool}`,
  en: (tool) => `${tool} identifier`,
}

/** The name of a target; the target itself when this version does not know it (a profile kept by a newer one). */
export function targetLabel(target: ImportTarget, locale: Locale): string {
  const known = Object.hasOwn(plain[locale], target) ? plain[locale][target]! : (consentLabel(target, locale) ?? identifierLabel(target, locale) ?? target)
  return locale === 'fr' ? frenchSpaces(known) : known
}

function consentLabel(target: ImportTarget, locale: Locale): string | null {
  const parts = consentTarget(target)
  if (!parts) return null
  const { readings, everyChannel, everyPurpose } = consents[locale]
  const channel = parts.channel === 'all' ? everyChannel : personWords[locale].channel[parts.channel].toLowerCase().replace('sms', 'SMS')
  const purpose = parts.purpose === 'all' ? everyPurpose : personWords[locale].purpose[parts.purpose].toLowerCase()
  return readings[parts.reading]!.replace('{channel}', channel).replace('{purpose}', purpose)
}

function identifierLabel(target: ImportTarget, locale: Locale): string | null {
  const source = externalSources.find((name) => target === `externalIds.${name}`)
  return source ? identifier[locale](fileWords.en.tools[source]) : null
}
