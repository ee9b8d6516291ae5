/** One of each paper that we make, with a surname on all that can name somebody. */
import { estate } from '../sector.fixture'
import { peopleFigures } from '../../domain/growth'
import type { PersonId } from '../../domain/ids'
import { emptyImprint } from '../../domain/legal/imprint'
import { emptyPerson, type Person } from '../../domain/person'
import { renderActionBrief } from '../action-brief'
import { renderCallList } from '../call-list'
import { renderContactSheet } from '../contact-sheet'
import { renderCoverageSheet } from '../coverage-sheet'
import type { Fonts } from '../fonts'
import { noCorrection } from '../labels/correction'
import { renderCalibrationPage } from '../labels/calibration-page'
import { labelSheet } from '../labels/label-sheets'
import { renderLabels } from '../labels/render-labels'
import { renderLetterboxSheet } from '../letterbox-sheet'
import { renderMeetingPage } from '../meeting-page'
import { renderRecoverySheet } from '../recovery-sheet'
import { renderSignInSheet } from '../sign-in-sheet'
import { renderSignInStrips } from '../sign-in-strips'
import { renderSlips } from '../slips'
import { builtInTemplates } from '../templates/built-in/templates'
import { renderTemplate } from '../templates/render-template'
import { sampleSlots } from '../templates/template-words'
import { renderWalkSheet } from '../walk-sheet'

export const surname = 'Zylberquist'
const at = Date.UTC(2026, 10, 22)
const common = { sectionName: 'Union des Quartiers', code: 'K7M4-XQPR', locale: 'fr', at } as const
const said = { ...common, title: 'Réunion publique', occasion: 'mardi 10 mars 2026' }
const notice = { controller: `${surname}, place du Marché`, contact: 'donnees@exemple.invalid', months: 36, shared: null }
const arabic = { ...emptyPerson('b' as PersonId, 0), lastName: 'محمد', firstName: 'أحمد (أبو علي)' }
const people: Person[] = [{ ...emptyPerson('a' as PersonId, 0), lastName: surname, firstName: 'Zoe\u0301', phones: [{ value: '+33639980010', label: '' }], city: 'Saint-Denis' }, arabic]
const contacts = (people: Person[], more: object) => (fonts: Fonts) => renderContactSheet({
  ...common, people, leftOut: 0, timeZone: 'Europe/Paris',
  options: { title: 'Liste de contacts', columns: ['name', 'phones', 'city', { hand: 'tick', title: 'Venu' }], orientation: 'portrait', consent: null, selectionInWords: 'Toute la section', destroyAfterUse: true, emptyRows: 3, ...more },
}, fonts)
const sector = { name: 'Le Port', city: 'Saint-Denis', station: '', buildings: estate }
const template = (id: string) => {
  const found = builtInTemplates.find((each) => each.id === id)!
  return (fonts: Fonts) => renderTemplate({ template: found, slots: sampleSlots(found, 'fr'), brand: { name: 'Union', colours: { primary: '#1c3f6e', secondary: '#f2b632' }, website: 'exemple.invalid', address: surname }, imprint: { ...emptyImprint, name: surname }, images: {}, locale: 'fr', at }, fonts)
}

/** What each is called, the level of PDF/A-2 that it claims, and how it is made. */
export const everySheet: readonly [kind: string, level: 'A' | 'U', make: (fonts: Fonts) => Promise<Uint8Array>][] = ([
  ['contact list', 'A', contacts(people, { grouping: 'city', perCaller: 1, returnTo: surname })],
  ['contact list of nobody', 'A', contacts([], { emptyRows: 0 })],
  ['long contact list', 'U', contacts(Array.from({ length: 501 }, () => people[0]!), {})],
  ['sign-in sheet', 'A', (fonts) => renderSignInSheet({ ...said, variant: { kind: 'meeting', notice }, blankRows: 30 }, fonts)],
  ['long sign-in sheet', 'U', (fonts) => renderSignInSheet({ ...said, variant: { kind: 'meeting', notice }, blankRows: 600 }, fonts)],
  ['assembly', 'A', (fonts) => renderSignInSheet({ ...said, variant: { kind: 'assembly', members: people.map(({ lastName, firstName }) => ({ lastName, firstName, quality: 'Membre' })) }, blankRows: 3 }, fonts)],
  ['strips', 'U', (fonts) => renderSignInStrips({ ...said, variant: { kind: 'meeting', notice }, blankRows: 10 }, fonts)],
  ['stall slips', 'U', (fonts) => renderSlips({ ...said, purpose: 'stall', notice, pages: 1 }, fonts)],
  ['call list', 'A', (fonts) => renderCallList({ ...said, script: 'Bonjour !', people: [{ name: surname, phone: '06 39 98 00 10', bestTime: 'soir', lastContact: '', reason: '', note: '' }], leftOut: { refused: 0, unasked: 1, noPhone: 0 }, perCaller: 20 }, fonts)],
  ['walk list', 'A', (fonts) => renderWalkSheet({ ...said, title: surname, sector, streets: null, blank: 2 }, fonts)],
  ['letterboxes', 'A', (fonts) => renderLetterboxSheet({ ...said, sector, streets: null, blank: 2 }, fonts)],
  ['brief', 'A', (fonts) => renderActionBrief({
    ...said, when: 'mardi', zone: '', where: 'halle', audience: 'supporters', description: surname, contact: { name: surname, phone: '' }, silence: [{ day: 'dimanche', closes: '20 h' }], invited: 1, phonesLeftOut: 1,
    shifts: [{ label: '', least: 2, lacking: 1, people: [{ key: '1', name: surname, phone: '06', waiting: false }] }], tasks: [{ text: 'Table', done: true }], material: [{ text: 'tracts', quantity: 3 }], counters: ['leaflets'],
  }, fonts)],
  ['meeting page', 'A', (fonts) => renderMeetingPage({ ...common, timeZone: 'Europe/Paris', ahead: [{ when: 'mardi', what: surname, where: 'halle', end: '' }], lacking: [], proposals: [], people: peopleFigures([{ level: 'act', relation: 'member', createdAt: at }], at), toKey: 1, calls: 1 }, fonts)],
  ['recovery sheet', 'A', async (fonts) => ({ pdf: await renderRecoverySheet({ sectionName: surname, lines: ['2345 6789', 'ABCD EFGH'], qr: 'PERMANENCE:2345', relayUrl: 'https://relais.exemple.org', locale: 'fr', at, timeZone: 'Europe/Paris' }, fonts) })],
  ['coverage', 'A', (fonts) => renderCoverageSheet({ ...common, by: 'sector', weeks: 6, timeZone: 'Europe/Paris', rows: Array.from({ length: 30 }, (_, row) => ({ name: `${surname} ${row}`, more: 'Saint-Denis', kinds: { doors: { last: null, next: null, times: 0 } }, last: null, next: null })) }, fonts)],
  ['labels', 'U', (fonts) => renderLabels({ ...common, sheet: labelSheet('L7160')!, start: 8, correction: noCorrection, labels: [{ align: 'left', lines: [{ text: surname, style: 'regular', share: 1 }] }], size: 10, outlines: true }, fonts)],
  ['calibration', 'U', (fonts) => renderCalibrationPage({ sheet: labelSheet('L7160')!, locale: 'fr', at: 0 }, fonts)],
  ['tract', 'U', template('tract-a5')],
  ['poster', 'U', template('poster-a4')],
] as [string, 'A' | 'U', (fonts: Fonts) => Promise<{ pdf: Uint8Array }>][]).map(([kind, level, make]) => [kind, level, async (fonts: Fonts) => (await make(fonts)).pdf])
