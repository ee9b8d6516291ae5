/** Every word printed on a sheet, in both languages. `core` has no translation library: these are plain tables and functions of a count. */
import type { Channel, Purpose } from '../domain/consent'
import type { ListGrouping } from '../domain/list-layout'
import type { PeopleColumn } from '../domain/query'
import { inOneLine } from './fit-text'
import type { SheetColumn } from './sheet'

export interface SheetWords {
  header: Record<PeopleColumn | 'address', string>
  civility: Record<'mme' | 'm' | 'mx', string>
  relation: Record<'member' | 'regular' | 'occasional', string>
  level: Record<'follow' | 'act' | 'join', string>
  purpose: Record<Purpose, string>
  channel: Record<Channel, string>
  /** « Actions : appel, SMS », and « non : courrier » for what was refused. */
  consented(purpose: string, yes: readonly string[], no: readonly string[]): string
  day: Record<string, string>
  half: Record<string, string>
  actionMode: Record<string, string>
  skill: Record<string, string>
  printed(count: number): string
  leftOut(count: number, channel: Channel | null): string
  nobody: string
  nobodyMore: string
  /** Heading of those who have nothing of the kind. */
  none: Record<ListGrouping, string>
  /** Behind the heading of a group that goes on, and behind a block's. */
  again: string
  people(count: number): string
  block(number: number, total: number): string
  returnTo: string
  /** Heading of the empty rows. */
  added: string
  destroy: string
  internal: string
  /** Title of the file, shown by viewers and printers: it names no one. */
  fileTitle(code: string): string
  sheet(code: string): string
  page(number: number, total: number): string
}

/** Header of a column; a blank one has none, it is to be written in. */
export function columnHeader(words: SheetWords, column: SheetColumn): string {
  if (typeof column === 'object') return inOneLine(column.title)
  return column === 'blank' ? '' : words.header[column]
}

const frenchNumber = new Intl.NumberFormat('fr-FR')
const englishNumber = new Intl.NumberFormat('en-GB')

const frenchReason: Record<Channel, string> = {
  call: 'pour l’appel', email: 'pour l’e-mail', sms: 'pour le SMS', post: 'pour le courrier', door: 'pour le porte-à-porte',
}
const englishReason: Record<Channel, string> = {
  call: 'to be called', email: 'to be e-mailed', sms: 'to be texted', post: 'to be written to', door: 'to be visited',
}

const french: SheetWords = {
  header: {
    name: 'Nom', civility: 'Civilité', lastName: 'Nom d’usage', firstName: 'Prénom', birthName: 'Nom de naissance', emails: 'E-mail', phones: 'Téléphone',
    address: 'Adresse', addressUnit: 'Étage, appartement', addressBuilding: 'Résidence, bâtiment', street: 'Numéro et voie', locality: 'Lieu-dit',
    postalCode: 'Code postal', city: 'Commune', cityCode: 'Code Insee', country: 'Pays', birth: 'Naissance', relation: 'Statut', level: 'Niveau',
    actionModes: 'Modes d’action', skills: 'Compétences', availability: 'Disponibilités', tags: 'Étiquettes', contactPerson: 'Référent·e', source: 'Origine',
    note: 'Note', consents: 'Consentements', externalIds: 'Identifiants', createdAt: 'Ajout', updatedAt: 'Modification',
  },
  civility: { mme: 'Mme', m: 'M.', mx: 'Mx' },
  relation: { member: 'Adhérent·e', regular: 'Sympathisant·e', occasional: 'Contact' },
  level: { follow: 'S’informer', act: 'Agir', join: 'Adhérer' },
  purpose: { news: 'Informations', action: 'Actions', membership: 'Vie de l’organisation' },
  channel: { email: 'e-mail', sms: 'SMS', call: 'appel', post: 'courrier', door: 'porte-à-porte' },
  consented: (purpose, yes, no) =>
    `${purpose}\u00a0: ${[yes.join(', '), no.length > 0 ? `non ${no.join(', ')}` : ''].filter(Boolean).join('\u202f; ')}`,
  day: { mon: 'lundi', tue: 'mardi', wed: 'mercredi', thu: 'jeudi', fri: 'vendredi', sat: 'samedi', sun: 'dimanche' },
  half: { am: 'matin', pm: 'après\u2011midi', eve: 'soir' },
  actionMode: {
    web: 'Internet', share: 'Partager', call: 'Téléphoner', text: 'Écrire des SMS', write: 'Écrire', leaflet: 'Tracter', door: 'Porte-à-porte',
    poster: 'Coller des affiches', stall: 'Tenir une table', host: 'Accueillir', drive: 'Conduire', organise: 'Organiser',
  },
  skill: {
    stall: 'Tenir une table', poster: 'Affichage', photo: 'Photo', video: 'Vidéo', graphics: 'Graphisme', writing: 'Rédaction', legal: 'Droit',
    sound: 'Sonorisation', vehicle: 'Véhicule', translation: 'Traduction', web: 'Internet', accounting: 'Comptabilité', cooking: 'Cuisine', training: 'Formation',
  },
  printed: (count) => `${french.people(count)} sur cette feuille`,
  leftOut: (count, channel) =>
    `${frenchNumber.format(count)}\u00a0${count < 2 ? 'personne écartée' : 'personnes écartées'}\u00a0: pas d’accord${channel ? ` ${frenchReason[channel]}` : ''}`,
  nobody: 'Aucune personne dans cette sélection.',
  nobodyMore: 'Choisissez une autre sélection ou un autre usage, puis imprimez à nouveau.',
  none: {
    city: 'Sans commune', postalCode: 'Sans code postal', street: 'Sans rue', level: 'Sans niveau', relation: 'Sans statut', contactPerson: 'Sans référent·e',
  },
  again: '(suite)',
  people: (count) => `${frenchNumber.format(count)}\u00a0${count < 2 ? 'personne' : 'personnes'}`,
  block: (number, total) => `Bloc ${number}/${total}`,
  returnTo: 'À rendre à',
  added: 'À ajouter',
  destroy: 'À détruire après usage',
  internal: 'Document interne, données personnelles',
  fileTitle: (code) => `Liste de contacts ${code}`,
  sheet: (code) => `Feuille ${code}`,
  page: (number, total) => `Page ${number}/${total}`,
}

const english: SheetWords = {
  header: {
    name: 'Name', civility: 'Title', lastName: 'Last name', firstName: 'First name', birthName: 'Birth name', emails: 'E-mail', phones: 'Phone',
    address: 'Address', addressUnit: 'Floor, flat', addressBuilding: 'Residence, building', street: 'Number and street', locality: 'Hamlet',
    postalCode: 'Postal code', city: 'Town', cityCode: 'Insee code', country: 'Country', birth: 'Birth', relation: 'Status', level: 'Level',
    actionModes: 'Ways to act', skills: 'Skills', availability: 'Availability', tags: 'Tags', contactPerson: 'Contact person', source: 'Source',
    note: 'Note', consents: 'Consents', externalIds: 'Identifiers', createdAt: 'Added', updatedAt: 'Changed',
  },
  civility: { mme: 'Ms', m: 'Mr', mx: 'Mx' },
  relation: { member: 'Member', regular: 'Supporter', occasional: 'Contact' },
  level: { follow: 'Follow', act: 'Act', join: 'Join' },
  purpose: { news: 'News', action: 'Actions', membership: 'Membership life' },
  channel: { email: 'e-mail', sms: 'text', call: 'call', post: 'post', door: 'at the door' },
  consented: (purpose, yes, no) => `${purpose}: ${[yes.join(', '), no.length > 0 ? `not ${no.join(', ')}` : ''].filter(Boolean).join('; ')}`,
  day: { mon: 'Monday', tue: 'Tuesday', wed: 'Wednesday', thu: 'Thursday', fri: 'Friday', sat: 'Saturday', sun: 'Sunday' },
  half: { am: 'morning', pm: 'afternoon', eve: 'evening' },
  actionMode: {
    web: 'Online', share: 'Share', call: 'Phone', text: 'Text', write: 'Write', leaflet: 'Leaflet', door: 'Door to door', poster: 'Put up posters',
    stall: 'Run a stall', host: 'Welcome', drive: 'Drive', organise: 'Organise',
  },
  skill: {
    stall: 'Running a stall', poster: 'Posters', photo: 'Photography', video: 'Video', graphics: 'Graphic design', writing: 'Writing', legal: 'Law',
    sound: 'Sound', vehicle: 'Vehicle', translation: 'Translation', web: 'Web', accounting: 'Accounting', cooking: 'Cooking', training: 'Training',
  },
  printed: (count) => `${english.people(count)} on this sheet`,
  leftOut: (count, channel) =>
    `${englishNumber.format(count)}\u00a0${count === 1 ? 'person' : 'people'} left out: no agreement${channel ? ` ${englishReason[channel]}` : ''}`,
  nobody: 'Nobody in this selection.',
  nobodyMore: 'Choose another selection or another purpose, then print again.',
  none: {
    city: 'No town', postalCode: 'No postal code', street: 'No street', level: 'No level', relation: 'No status', contactPerson: 'No contact person',
  },
  again: '(continued)',
  people: (count) => `${englishNumber.format(count)}\u00a0${count === 1 ? 'person' : 'people'}`,
  block: (number, total) => `Block ${number}/${total}`,
  returnTo: 'Give back to',
  added: 'To add',
  destroy: 'Destroy after use',
  internal: 'Internal document, personal data',
  fileTitle: (code) => `Contact list ${code}`,
  sheet: (code) => `Sheet ${code}`,
  page: (number, total) => `Page ${number}/${total}`,
}

export const sheetWords: Readonly<Record<'fr' | 'en', SheetWords>> = { fr: french, en: english }
