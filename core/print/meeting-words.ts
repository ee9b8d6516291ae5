/** Words of the page for the section's meeting. */
import type { Level, Relation } from '../domain/person'

interface MeetingWords {
  title: string
  fileTitle(code: string): string
  ahead(count: number): string
  noAction: string
  lacking(count: number): string
  noLacking: string
  proposals(count: number): string
  noProposal: string
  others(count: number): string
  people(count: number): string
  added(count: number): string
  conflicts(count: number): string
  toKey(count: number): string
  calls(count: number): string
  level: Record<Level, string>
  relation: Record<Relation, string>
  noLevel: string
  noRelation: string
  growth: string
  how: string
  internal: string
  sheet(code: string): string
  allDay: string
  cancelled: string
  coming(count: number): string
  short(count: number): string
  dates(count: number): string
}

const inFrench = new Intl.NumberFormat('fr-FR')
const inEnglish = new Intl.NumberFormat('en-GB')
/** None is singular in French, and plural in English. */
const french = (count: number, one: string, more: string) => `${inFrench.format(count)}\u00a0${count < 2 ? one : more}`
const english = (count: number, one: string, more: string) => `${inEnglish.format(count)} ${count === 1 ? one : more}`

export const meetingWords: Record<'fr' | 'en', MeetingWords> = {
  fr: {
    title: 'Réunion de section\u00a0: le point',
    fileTitle: (code) => `Réunion de section, feuille ${code}`,
    ahead: (count) => french(count, 'action d’ici sept jours', 'actions d’ici sept jours'),
    noAction: 'Rien de prévu d’ici sept jours.',
    lacking: (count) => `${french(count, 'créneau à compléter', 'créneaux à compléter')} dans les quatorze jours`,
    noLacking: 'Aucun créneau ne manque de monde.',
    proposals: (count) => french(count, 'proposition attend une décision', 'propositions attendent une décision'),
    noProposal: 'Aucune proposition n’attend.',
    others: (count) => `et ${french(count, 'autre', 'autres')}, dans l’application`,
    people: (count) => french(count, 'personne dans la base', 'personnes dans la base'),
    added: (count) => french(count, 'ajoutée depuis trente jours', 'ajoutées depuis trente jours'),
    conflicts: (count) => french(count, 'fiche à trancher', 'fiches à trancher'),
    toKey: (count) => french(count, 'feuille à saisir', 'feuilles à saisir'),
    calls: (count) => french(count, 'relance à faire', 'relances à faire'),
    level: { follow: 'S’informer', act: 'Agir', join: 'Adhérer' },
    relation: { member: 'Adhérent·e', regular: 'Sympathisant·e', occasional: 'Contact' },
    noLevel: 'Sans niveau',
    noRelation: 'Sans statut',
    growth: 'Progression des trois niveaux sur douze mois',
    how: 'Personnes comptées à partir du mois de leur arrivée dans la base, au niveau qu’elles ont aujourd’hui.',
    internal: 'Document interne à la section',
    sheet: (code) => `Feuille ${code}`,
    allDay: 'journée',
    cancelled: 'annulée',
    coming: (count) => french(count, 'vient', 'viennent'),
    short: (count) => `manque ${french(count, 'personne', 'personnes')}`,
    dates: (count) => french(count, 'date', 'dates'),
  },
  en: {
    title: 'Section meeting: where we stand',
    fileTitle: (code) => `Section meeting, sheet ${code}`,
    ahead: (count) => english(count, 'action within seven days', 'actions within seven days'),
    noAction: 'Nothing is planned within seven days.',
    lacking: (count) => `${english(count, 'shift to fill', 'shifts to fill')} in the next fourteen days`,
    noLacking: 'No shift is short of people.',
    proposals: (count) => english(count, 'proposal awaits a decision', 'proposals await a decision'),
    noProposal: 'No proposal is waiting.',
    others: (count) => `and ${english(count, 'other', 'others')}, in the app`,
    people: (count) => english(count, 'person in the base', 'people in the base'),
    added: (count) => english(count, 'added in the last thirty days', 'added in the last thirty days'),
    conflicts: (count) => english(count, 'record to settle', 'records to settle'),
    toKey: (count) => english(count, 'sheet to key', 'sheets to key'),
    calls: (count) => english(count, 'follow-up to do', 'follow-ups to do'),
    level: { follow: 'Follow', act: 'Act', join: 'Join' },
    relation: { member: 'Member', regular: 'Supporter', occasional: 'Contact' },
    noLevel: 'No level',
    noRelation: 'No status',
    growth: 'Growth of the three levels over twelve months',
    how: 'People are counted from the month in which they came into the base, at the level that they have today.',
    internal: 'Internal to the section',
    sheet: (code) => `Sheet ${code}`,
    allDay: 'all day',
    cancelled: 'cancelled',
    coming: (count) => english(count, 'coming', 'coming'),
    short: (count) => english(count, 'person short', 'people short'),
    dates: (count) => english(count, 'date', 'dates'),
  },
}
