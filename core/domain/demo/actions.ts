/** The agenda of the demonstration, of tests and of benchmarks: the same for the same seed and day on every machine. */
import { counters, type ActionDraft, type ActionKind, type SignUp, type SignUpState } from '../agenda/action'
import { kindDefaults, kindKits, materialNames, type MaterialName } from '../agenda/kinds'
import { instantOf, later, type Moment } from '../agenda/moment'
import { divideSpan } from '../agenda/shifts'
import { idFromBytes, type ActionId, type DeviceId } from '../ids'
import { cumulative, stream, type Stream } from './random'

export interface DemoAction {
  id: ActionId
  draft: ActionDraft
}

const kinds: readonly ActionKind[] = ['leafleting-market', 'leafleting-station', 'letterboxes', 'doors', 'posters', 'stall', 'public-meeting', 'home-meeting', 'training', 'phoning', 'demonstration', 'collection']
const weights = cumulative([16, 10, 9, 10, 8, 5, 5, 5, 3, 6, 3, 2])
const towns = ['Saint-Denis', 'Aubervilliers', 'La Courneuve', 'Saint-Ouen-sur-Seine']
const spots: Partial<Record<ActionKind, readonly string[]>> = {
  'leafleting-market': ['Marché du centre, côté fontaine', 'Marché de la place des Fêtes', 'Marché couvert, entrée nord'],
  'leafleting-station': ['Sortie principale de la gare', 'Station de tramway, quai direction centre', 'Métro, sortie 2'],
  doors: ['Résidence des Tilleuls, hall A', 'Cité des Peupliers, porte 12', 'Rue des Lilas, côté pair'],
  letterboxes: ['Quartier de la mairie', 'Rues autour de l’école Jean-Moulin'],
  'public-meeting': ['Maison des associations, grande salle', 'Salle polyvalente, rez-de-chaussée'],
  training: ['Local de la section'], phoning: ['Local de la section'], posters: ['Rendez-vous au local'], stall: ['Parvis de la médiathèque'],
}
const titles: Partial<Record<ActionKind, readonly string[]>> = {
  'public-meeting': ['Quel hôpital demain ?', 'Logement : ce que peut la commune', 'Retraites, où en est-on ?'],
  training: ['Prendre la parole en réunion', 'Porte-à-porte : premiers pas'],
  demonstration: ['Manifestation pour les services publics'],
}
const reports = ['Bon accueil, plusieurs contacts à rappeler.', 'Peu de monde à cause de la pluie.', 'Beaucoup de questions sur les transports.']

const dayAt = (today: string, days: number) => later({ local: today, zone: null }, { days, seconds: 0 }).local
const idOf = (chance: Stream) => idFromBytes<ActionId>(chance.bytes(16))

function draftOf(kind: ActionKind, day: string, zone: string, chance: Stream): ActionDraft {
  const { minutes, begins, shifts, least, tasks, audience } = kindDefaults[kind]
  const start: Moment = { local: `${day}T${begins}:00`, zone }
  const end = later(start, { days: 0, seconds: minutes * 60 })
  const from = instantOf(start, zone)
  return {
    kind, title: chance.pick(titles[kind] ?? ['']), status: 'planned', start, end, rule: '', city: chance.pick(towns), place: chance.pick(spots[kind] ?? ['']), audience,
    shifts: divideSpan({ start, end }, shifts, zone).map((span, at) => ({ id: `s${at}`, from: (instantOf(span.start, zone) - from) / 60_000, to: (instantOf(span.end, zone) - from) / 60_000, least, most: least * 2, role: '' })),
    tasks: tasks.map((task, at) => ({ id: `${String(at).padStart(2, '0')}${task}`, text: demoTasks[task] ?? task, done: chance.chance(0.4) })),
    material: materialNames.filter((name) => kindKits[kind][name]).map((name, at) => ({ id: `m${String(at).padStart(2, '0')}`, text: demoMaterial[name], quantity: kindKits[kind][name]! })),
  }
}

const demoMaterial: Record<MaterialName, string> = {
  leaflets: 'Tracts', posters: 'Affiches', 'contact-forms': 'Fiches contact', 'membership-forms': 'Bulletins d’adhésion', bags: 'Sacs', badges: 'Badges', stickers: 'Autocollants', armbands: 'Brassards', chairs: 'Chaises',
  'voting-cards': 'Cartons de vote', plans: 'Plans du quartier',
}

const demoTasks: Partial<Record<string, string>> = {
  leaflets: 'Tracts', banner: 'Banderole', table: 'Table et nappe', pens: 'Stylos et planchettes', 'sign-in': 'Feuille d’émargement', posters: 'Affiches', glue: 'Colle, brosses, seau', room: 'Salle réservée', key: 'Clé de la salle',
  sound: 'Sono', projector: 'Vidéoprojecteur', speakers: 'Intervenant·es confirmé·es', 'walk-list': 'Feuilles de route par rue', 'call-list': 'Liste d’appels', agenda: 'Ordre du jour envoyé', proxies: 'Pouvoirs', authorities: 'Déclaration en préfecture',
  box: 'Boîte à dons', 'training-kit': 'Supports de formation',
}

/** `count` of them around `today` (`YYYY-MM-DD`), from two months before to six weeks after: two recur, three are proposals, one is cancelled. */
export function demoActions(count: number, seed: string, today: string, zone: string, device: DeviceId): DemoAction[] {
  return Array.from({ length: count }, (_, index) => {
    const chance = stream(seed, 'action', index)
    const id = idOf(chance)
    if (index === 0) return { id, draft: { ...draftOf('office', dayAt(today, -63 + ((9 - weekday(dayAt(today, -63))) % 7)), zone, chance), title: '', place: 'Local de la section', rule: 'FREQ=WEEKLY' } }
    if (index === 1) return { id, draft: { ...draftOf('leafleting-market', dayAt(today, -56 + ((13 - weekday(dayAt(today, -56))) % 7)), zone, chance), title: 'Marché du samedi', place: 'Marché du centre, côté fontaine', rule: 'FREQ=WEEKLY;INTERVAL=2' } }
    if (index === 2) return { id, draft: { ...draftOf('assembly', dayAt(today, 24), zone, chance), title: 'Assemblée générale de la section', place: 'Maison des associations, grande salle' } }
    const kind = chance.weighted(kinds, weights)
    const draft = draftOf(kind, dayAt(today, chance.whole(105) - 62), zone, chance)
    if (index < 6) return { id, draft: proposed(draft, dayAt(today, 8 + chance.whole(20)), device, chance) }
    if (index === 6) return { id, draft: { ...draft, ...moved(draft, dayAt(today, 5)), status: 'cancelled', reason: 'Salle indisponible' } }
    if (draft.start.local.slice(0, 10) >= today) return { id, draft }
    const counted = Object.fromEntries(counters.filter(() => chance.chance(0.3)).map((counter) => [counter, 10 + chance.whole(400)]))
    return { id, draft: { ...draft, counted, report: chance.chance(0.5) ? chance.pick(reports) : '' } }
  })
}

/** Of a day: Sunday is 0. */
const weekday = (day: string) => new Date(`${day}T00:00Z`).getUTCDay()

function moved({ start, end }: Pick<ActionDraft, 'start' | 'end'>, day: string): Pick<ActionDraft, 'start' | 'end'> {
  const next = start.local.slice(0, 10) !== end.local.slice(0, 10)
  return { start: { ...start, local: day + start.local.slice(10) }, end: { ...end, local: (next ? dayAt(day, 1) : day) + end.local.slice(10) } }
}

function proposed(draft: ActionDraft, day: string, device: DeviceId, chance: Stream): ActionDraft {
  const days = [day, dayAt(day, 2), dayAt(day, 7)].slice(0, 1 + chance.whole(3))
  const dates = days.map((each, at) => ({ id: `d${at}`, ...moved(draft, each) }))
  return { ...draft, ...moved(draft, day), status: 'proposed', dates, support: chance.chance(0.5) ? [{ date: 'd0', device, can: true }] : [] }
}

/** Who signed up for what, by the place of the person among `people`: enough here, too few there. */
export function demoSignUps(actions: readonly DemoAction[], people: number, seed: string, today: string, now: number): Map<number, SignUp[]> {
  const signUps = new Map<number, SignUp[]>()
  if (people === 0) return signUps
  for (const [index, { id, draft }] of actions.entries()) {
    if (draft.status !== 'planned') continue
    const chance = stream(seed, 'sign-up', index)
    const past = draft.start.local.slice(0, 10) < today && !draft.rule
    for (const shift of draft.shifts ?? []) {
      // Of a series, the next time only.
      const on = draft.rule ? nextOn(draft, today) : ''
      for (let place = chance.whole(shift.least * 2 + 1); place > 0; place--) {
        const person = chance.whole(people)
        const known = signUps.get(person) ?? []
        if (known.some((each) => each.action === id)) continue
        const state: SignUpState = past ? (chance.chance(0.85) ? 'attended' : 'no-show') : chance.chance(0.5) ? 'confirmed' : chance.chance(0.7) ? 'signed-up' : 'invited'
        signUps.set(person, [...known, { action: id, on, shift: shift.id, state, at: now - chance.whole(20) * 86_400_000 }])
      }
    }
  }
  return signUps
}

function nextOn({ start, rule = '' }: ActionDraft, today: string): string {
  let day = start.local.slice(0, 10)
  while (day < today) day = dayAt(day, rule.includes('INTERVAL=2') ? 14 : 7)
  return day + start.local.slice(10)
}
