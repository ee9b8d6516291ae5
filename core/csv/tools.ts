/**
 * The tools whose files organizers bring, known by titles that no other tool writes, and what those titles mean there.
 * A tool's own words come before the general ones: `Title` is a civility in Outlook only the first time, `SMS` in Brevo is a phone.
 */
import type { ImportTarget } from './plan'

export type Tool =
  | 'nationbuilder' | 'action-network' | 'zetkin' | 'civicrm' | 'helloasso' | 'galette' | 'paheko' | 'mailchimp' | 'brevo' | 'google' | 'outlook'
  | 'action-populaire' | 'rne' | 'permanence'

/** Each list: all of these folded titles are there. The first tool that fits is taken. */
const signatures: [Tool, string[][]][] = [
  ['permanence', [['fiche permanence'], ['permanence record']]],
  ['nationbuilder', [['nationbuilder id'], ['signup type', 'support level'], ['email opt in', 'do not contact', 'tag list']]],
  ['action-network', [['can2 phone'], ['can2 user tags'], ['can2 subscription status'], ['can2 user city']]],
  ['helloasso', [['reference commande', 'statut de la commande'], ['email payeur', 'nom payeur'], ['reference commande', 'email payeur']]],
  ['mailchimp', [['email address', 'member rating'], ['email address', 'leid'], ['email address', 'euid'], ['email address', 'optin time'], ['email address', 'unsub time']]],
  ['brevo', [['email blacklisted'], ['sms blacklisted'], ['email', 'added time', 'modified time']]],
  ['google', [['e mail 1 value'], ['phone 1 value'], ['given name', 'family name', 'group membership'], ['phonetic first name', 'labels']]],
  ['outlook', [['home street', 'business street'], ['rue domicile', 'rue bureau'], ['adresse de messagerie', 'tel mobile'], ['e mail address', 'e mail type']]],
  ['civicrm', [['contact id', 'do not email'], ['contact id', 'sort name'], ['do not email', 'do not phone', 'do not mail']]],
  ['galette', [['nom adh'], ['gsm', 'pseudo', 'courriel'], ['statut', 'pseudo', 'titre', 'personne morale']]],
  ['paheko', [['numero de membre', 'nom prenom'], ['numero de membre', 'inscription a la lettre d information'], ['rattache a', 'membres rattaches']]],
  ['zetkin', [['id', 'ext id', 'first name'], ['id', 'alt phone', 'first name'], ['id', 'co address', 'first name']]],
  ['action-populaire', [['commune ou consulat d inscription'], ['numero national d electeur', 'dates de disponibilite']]],
  ['rne', [['nom de l elu', 'prenom de l elu']]],
]

const meanings: Partial<Record<Tool, Record<string, ImportTarget | null>>> = {
  nationbuilder: {
    email: 'emails.1', 'membership names': 'membership', website: null, language: null, 'is donor': null, 'is supporter': null, 'is prospect': null, 'external id': 'externalIds',
    'recruiter name or email': null, 'parent id': null, 'recruiter id': null, location: null, 'first donated at': null, 'last donated at': null,
  },
  'action-network': { uuid: 'externalIds.action-network', 'can2 state abbreviated': null, 'can2 user state': null, 'can2 county': null },
  zetkin: { id: 'externalIds.zetkin', 'ext id': 'externalIds', 'co address': 'addressUnit' },
  civicrm: { 'contact id': 'externalIds.civicrm', 'formal title': null, 'preferred communication method': null, 'legal identifier': null, 'legal name': null, state: null, 'preferred mail format': null },
  helloasso: { 'numero de billet': null, email: 'emails' },
  galette: { titre: 'civility', genre: 'civility', 'id statut': null, 'info public adh': null, region: null, 'personne morale': null },
  paheko: {
    'numero de membre': 'externalIds.paheko', 'inscription a la lettre d information': 'consents.news.email.optin', 'rattache a': null, 'membres rattaches': null, 'mot de passe': null,
  },
  // A birthday of Mailchimp has no year: not a birth date.
  mailchimp: { birthday: null, euid: 'externalIds.mailchimp', leid: null, address: 'address', notes: 'note', region: null, language: null },
  brevo: { sms: 'phones.mobile', 'contact id': null, whatsapp: 'phones.mobile', 'landline number': 'phones.home' },
  google: { 'address 1 formatted': null, 'address 1 extended address': 'street.more', location: null, name: 'fullName', subject: null, 'custom field 1 value': null, 'custom field 1 label': null, 'event 1 label': null },
  outlook: { 'office location': null, location: null, 'referred by': null, account: null, service: null, rappel: null, 'e mail 2 type': null, 'e mail 3 type': null, 'recepteur de radiomessagerie': null, private: null },
  'action-populaire': { id: 'externalIds.action-populaire', role: null },
}

/** Families of the same address repeated for several places: one is imported, the first of these that is filled. */
const addressBlocks: Partial<Record<Tool, { prefixes: string[]; parts: Record<string, ImportTarget> }>> = {
  nationbuilder: {
    prefixes: ['primary ', 'address ', 'mailing ', 'user submitted ', 'registered ', ''],
    parts: { address1: 'street', address2: 'street.more', address3: 'street.more', city: 'city', zip: 'postalCode', country: 'country' },
  },
  outlook: {
    prefixes: ['home ', 'other ', 'business '],
    parts: { street: 'street', 'street 2': 'street.more', 'street 3': 'street.more', city: 'city', 'postal code': 'postalCode', 'country region': 'country' },
  },
}
const outlookFrench: [string, string][] = [['domicile', 'home '], ['autre', 'other '], ['bureau', 'business ']]
const outlookFrenchParts: Record<string, string> = { rue: 'street', ville: 'city', 'code postal': 'postal code', 'pays region': 'country region' }

export function detectTool(folded: readonly string[]): Tool | null {
  const titles = new Set(folded)
  return signatures.find(([, lists]) => lists.some((list) => list.every((title) => titles.has(title))))?.[0] ?? null
}

/** What a folded title means to this tool; `undefined` when the tool has no say. */
export function toolMeaning(tool: Tool | null, title: string): ImportTarget | null | undefined {
  return tool === null ? undefined : meanings[tool]?.[title]
}

/** `Rue (domicile) 2` → `home street 2`. */
function englishOutlook(title: string): string {
  const match = /^(rue|ville|code postal|pays region) (domicile|autre|bureau)(?: (\d))?$/.exec(title)
  if (!match) return title
  const place = outlookFrench.find(([word]) => word === match[2])![1]
  return `${place}${outlookFrenchParts[match[1]!]!}${match[3] ? ` ${match[3]}` : ''}`
}

/**
 * Targets of the columns that repeat an address for several places, by position; the columns of the other places are `null`.
 * `filled` counts the non-empty cells of each column in the sample.
 */
export function mapAddressBlocks(tool: Tool | null, folded: readonly string[], filled: readonly number[]): Map<number, ImportTarget | null> {
  const mapped = new Map<number, ImportTarget | null>()
  const blocks = tool === null ? undefined : addressBlocks[tool]
  if (!blocks) return mapped
  const places = blocks.prefixes.map(() => ({ columns: [] as [number, ImportTarget][], filled: 0 }))
  folded.forEach((raw, column) => {
    const title = tool === 'outlook' ? englishOutlook(raw) : raw
    const place = blocks.prefixes.findIndex((prefix) => title.startsWith(prefix) && title.slice(prefix.length) in blocks.parts)
    if (place < 0) {
      // Other parts of a block (state, county, fips…) are no field of ours.
      if (blocks.prefixes.some((prefix) => prefix !== '' && title.startsWith(prefix) && !/phone|fax/.test(title)) || title.startsWith('work ') && !title.includes('phone')) mapped.set(column, null)
      return
    }
    places[place]!.columns.push([column, blocks.parts[title.slice(blocks.prefixes[place]!.length)]!])
    places[place]!.filled += filled[column] ?? 0
  })
  // The first place that holds as much as any other place does, within a fifth.
  const most = Math.max(...places.map((place) => place.filled))
  const chosen = places.find((place) => place.columns.length > 0 && place.filled >= most * 0.8) ?? places.find((place) => place.columns.length > 0)
  for (const place of places) for (const [column, target] of place.columns) mapped.set(column, place === chosen ? target : null)
  return mapped
}
