/**
 * The people of the demonstration, of tests and of benchmarks: fictitious, the same for the same seed on every machine.
 * Phones come from the blocks that ARCEP keeps for fiction (décision n° 2018-0881), mail goes to `.invalid` and example.org (RFC 2606): nobody can be reached by mistake.
 */
import { channels, type Channel, type Consent, type Purpose } from '../consent'
import { fold } from '../fold'
import { idFromBytes, type PersonId } from '../ids'
import { actionModes, availabilitySlots, skills, type ContactPoint, type Level, type PersonDraft, type Relation } from '../person'
import { currentWording } from '../wordings'
import { demoName } from './names'
import { demoAddress } from './places'
import { cumulative, stream, type Stream } from './random'

export interface DemoPerson {
  id: PersonId
  draft: PersonDraft
  /** When the person was entered, milliseconds since 1970. */
  at: number
}

export interface DemoOptions {
  /** `usual`: as full as a section's base is. `full`: at least 20 filled fields each, for benchmarks. */
  fill?: 'usual' | 'full'
}

const dayLength = 86_400_000
const decades = [1940, 1950, 1960, 1970, 1980, 1990, 2000]
/** A section's age pyramid: most are 45 to 75. */
const decadeWeights = cumulative([14, 24, 25, 16, 11, 7, 3])

const landlines = ['019900', '026191', '035301', '046571', '053649']
const tags = ['marché', 'pétition hôpital', 'fête de quartier', 'journal', 'parents d’élèves', 'transports', 'logement', 'retraites', 'réunion publique', 'nouveau']
const organisers = ['Camille Fontaine', 'Samira Haddad', 'Jean-Luc Morel', 'Aminata Diallo']
const sources = ['Stand du marché', 'Réunion publique', 'Pétition', 'Porte-à-porte', 'Formulaire papier', 'Fête de quartier']
const notes = ['À rappeler en fin de journée.', 'Préfère être contacté·e par écrit.', 'Peut prêter une sono.', 'Disponible après 18\u00a0h.', 'A proposé d’héberger une réunion d’appartement.']

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** 10,000 mobiles exist for fiction: the first 10,000 people have one each, in no visible order. */
function mobile(index: number): string {
  return `063998${String((index * 7919 + 1234) % 10_000).padStart(4, '0')}`
}

const pairs = (number: string) => number.replace(/(\d\d)(?=\d)/g, '$1 ')

function demoPhones(chance: Stream, index: number, full: boolean): ContactPoint[] {
  const phones: ContactPoint[] = []
  const landline = chance.pick(landlines) + String(chance.whole(10_000)).padStart(4, '0')
  const spelled = chance.next()
  const number = mobile(index)
  if (chance.chance(0.76) || full) phones.push({ value: spelled < 0.06 ? `+33${number.slice(1)}` : pairs(number), label: chance.chance(0.1) ? 'perso' : '' })
  if (chance.chance(0.14)) phones.push({ value: pairs(landline), label: 'domicile' })
  return phones
}

function demoEmails(chance: Stream, index: number, firstName: string, lastName: string, full: boolean): ContactPoint[] {
  const local = fold(`${firstName} ${lastName}`).replaceAll(' ', '.')
  const name = /^[a-z0-9.]+$/.test(local) ? local : 'contact'
  const domain = chance.chance(0.8) ? 'exemple.invalid' : 'example.org'
  const emails: ContactPoint[] = []
  if (chance.chance(0.79) || full) emails.push({ value: `${name}${index + 1}@${domain}`, label: '' })
  if (chance.chance(0.05)) emails.push({ value: `${name}.travail${index + 1}@example.org`, label: 'travail' })
  return emails
}

const purposesOf: Record<Level | '', Purpose[]> = { '': ['news'], follow: ['news'], act: ['news', 'action'], join: ['news', 'action', 'membership'] }
const consentRate: Record<Channel, number> = { email: 0.7, sms: 0.35, call: 0.3, post: 0.6, door: 0.12 }

function demoConsents(chance: Stream, level: Level | '', reach: Record<Channel, boolean>, given: number, source: string, today: number): Consent[] {
  // 6 % gave theirs so long ago that it has run out (36 months).
  const old = chance.chance(0.06)
  const date = dayOf(old ? today - (37 * 30 + chance.whole(400)) * dayLength : given)
  const wording = date >= currentWording.from ? currentWording.version : ''
  const refuses = chance.chance(0.04)
  const everything = chance.chance(0.4)
  const refused = chance.pick(channels)
  const consents: Consent[] = []
  for (const channel of channels) {
    const agrees = chance.chance(consentRate[channel]) && reach[channel]
    for (const purpose of purposesOf[level]) {
      if (refuses && (everything || channel === refused)) consents.push({ purpose, channel, state: 'no', date: dayOf(Math.min(given + 40 * dayLength, today)), source: 'Demande de la personne', wording: '' })
      else if (agrees) consents.push({ purpose, channel, state: 'yes', date, source, wording })
    }
  }
  return consents
}

function some(chance: Stream, list: readonly string[], most: number): string[] {
  const picked: string[] = []
  for (let left = chance.whole(most + 1); left > 0; left--) {
    const word = chance.pick(list)
    if (!picked.includes(word)) picked.push(word)
  }
  return picked
}

/** The person of this index alone: the same whatever the number of people around. */
function demoPerson(index: number, seed: string, today: number, full: boolean): DemoPerson {
  const chance = stream(seed, 'person', index)
  const id = idFromBytes<PersonId>(chance.bytes(16))
  const sex = chance.chance(0.48) ? 'F' : 'M'
  const decade = chance.weighted(decades, decadeWeights)
  const { lastName, firstName, birthName } = demoName(chance, sex, decade)
  const born = Date.UTC(decade + chance.whole(decade === 2000 ? 7 : 10), chance.whole(12), 1 + chance.whole(28))
  const drawn = chance.next()
  const relation: Relation = drawn < 0.22 ? 'member' : drawn < 0.65 ? 'regular' : 'occasional'
  const eager = chance.next()
  const level: Level | '' = relation === 'member' ? 'join' : relation === 'regular' ? (eager < 0.55 ? 'act' : 'follow') : eager < 0.55 ? 'follow' : full ? 'follow' : ''
  const member = relation === 'member'
  const at = today - Math.floor(chance.next() * chance.next() * (member ? 2400 : 900)) * dayLength - chance.whole(dayLength)
  const place = demoAddress(chance)
  const hasAddress = chance.chance(member ? 0.95 : 0.6) || full
  const emails = demoEmails(chance, index, firstName, lastName, full)
  const phones = demoPhones(chance, index, full)
  const birthKnown = chance.next()
  const birth = dayOf(born)
  const source = chance.pick(sources)
  const consents = demoConsents(
    chance, level, { email: emails.length > 0, sms: phones.length > 0, call: phones.length > 0, post: hasAddress, door: hasAddress }, at, `${source}, ${dayOf(at).split('-').reverse().join('/')}`, today,
  )
  const active = full || level === 'act' || level === 'join'
  const draft: PersonDraft = {
    civility: chance.chance(0.7) || full ? (sex === 'F' ? 'mme' : 'm') : '',
    lastName,
    firstName,
    birthName: full && birthName === '' ? lastName : birthName,
    emails,
    phones,
    addressUnit: hasAddress ? place.addressUnit : '',
    addressBuilding: hasAddress ? place.addressBuilding : '',
    street: hasAddress ? place.street : '',
    postalCode: place.postalCode,
    city: place.city,
    cityCode: place.cityCode,
    country: full ? 'France' : '',
    birth: birthKnown < (member ? 0.75 : 0.3) || full ? birth : birthKnown < 0.85 ? '' : birth.slice(0, 4),
    relation,
    level,
    actionModes: active ? some(chance, actionModes, 4) : [],
    skills: active ? some(chance, skills, 2) : [],
    availability: active ? some(chance, availabilitySlots, 4) : [],
    tags: some(chance, tags, 2),
    contactPerson: chance.chance(0.6) || full ? chance.pick(organisers) : '',
    source,
    note: chance.chance(0.15) || full ? chance.pick(notes) : '',
    consents,
    externalIds: full ? [{ source: 'paheko', value: String(index + 1) }] : [],
  }
  if (full) {
    if (draft.actionModes!.length === 0) draft.actionModes = ['leaflet']
    if (draft.skills!.length === 0) draft.skills = ['stall']
    if (draft.availability!.length === 0) draft.availability = ['sat-am']
    if (draft.tags!.length === 0) draft.tags = ['journal']
  }
  return { id, draft, at }
}

/**
 * `count` fictitious people. `today` is `YYYY-MM-DD`; the same arguments give the same people, and the first 400 of 100,000 are the 400.
 * Sizes in use: 400 (demonstration), 5,000 (tests), 100,000 (benchmarks, `fill: 'full'`).
 */
export function demoPeople(count: number, seed: string, today: string, { fill = 'usual' }: DemoOptions = {}): DemoPerson[] {
  const now = Date.parse(`${today}T12:00:00Z`)
  return Array.from({ length: count }, (_, index) => demoPerson(index, seed, now, fill === 'full'))
}

/** The demonstration section: a neutral, fictitious organisation. */
export const demoSectionName = 'Union des Quartiers – section de Saint-Denis'
