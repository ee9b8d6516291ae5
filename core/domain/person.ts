/**
 * A person as screens, import, export and print see one. Stored as a tiny Yjs document (core/section):
 * each scalar is a key, and each tag, e-mail, phone, consent… is a key of its own, so that two
 * organizers who edit two things of the same person while apart both keep their edit.
 */
import type { SignUp, SignUpPlace } from './agenda/action'
import type { Call, FollowUp } from './agenda/call'
import type { Consent } from './consent'
import type { ActionId, PersonId } from './ids'

export const civilities = ['mme', 'm', 'mx'] as const
export type Civility = (typeof civilities)[number]

/** adhérent·e, sympathisant·e (regular contact), contact (met once): what the law distinguishes. */
export const relations = ['member', 'regular', 'occasional'] as const
export type Relation = (typeof relations)[number]

/** s'informer, agir, adhérer: the three levels of engagement. */
export const levels = ['follow', 'act', 'join'] as const
export type Level = (typeof levels)[number]

/** An e-mail or a phone, kept as written even when odd; the first of a list is the preferred one. */
export interface ContactPoint {
  value: string
  /** Free label: "perso", "travail"… may be empty. */
  label: string
}

/** The identifier that another tool gave the same person: the safest key for importing again. */
export interface ExternalId {
  /** `nationbuilder`, `action-network`, `civicrm`, `helloasso`, `galette`, `paheko`, `zetkin`… */
  source: string
  value: string
}

export interface Person {
  readonly id: PersonId
  civility: Civility | ''
  lastName: string
  firstName: string
  birthName: string
  emails: ContactPoint[]
  phones: ContactPoint[]
  /** NF Z10-011 line 2: floor, flat, "chez". */
  addressUnit: string
  /** Line 3: residence, building, staircase. */
  addressBuilding: string
  /** Line 4: number and street. */
  street: string
  /** Line 5: hamlet, BP. */
  locality: string
  postalCode: string
  city: string
  /** INSEE code of the commune in the official list, empty when not recognised. */
  cityCode: string
  country: string
  /** `YYYY-MM-DD`, or `YYYY` when only the year is known, or empty. */
  birth: string
  relation: Relation | ''
  level: Level | ''
  actionModes: string[]
  skills: string[]
  /** Slots such as `sat-am`; see `availabilitySlots`. */
  availability: string[]
  tags: string[]
  /** Name of the organizer put in touch with this person. */
  contactPerson: string
  source: string
  note: string
  consents: Consent[]
  externalIds: ExternalId[]
  /** The actions that she was asked to, takes part in or took part in. Absent for most. */
  signUps?: SignUp[]
  /** Latest first, as `followUps` are: by the day on which they are due. Absent for most, as is all that follows. */
  calls?: Call[]
  followUps?: FollowUp[]
  /** The actions that she answers for: whom to ask. No name stands in an action itself. */
  contactFor?: ActionId[]
  /** Milliseconds since 1970. */
  createdAt: number
  updatedAt: number
  /** Keys written by a newer version of the app: carried along, never shown, never lost. */
  extra?: Record<string, unknown>
  /** Fields that were changed in two places apart and that nobody has chosen for yet, in one order everywhere. Absent for nearly everyone. */
  conflicts?: FieldConflict[]
}

/** `''` = empty, or for a consent no answer. A word of a set is itself. */
export type ConflictValue = string | ContactPoint | Consent | SignUp | Call | FollowUp

/** One field, or one member of a list, whose values written apart are all kept. */
export interface FieldConflict {
  /** `deleted`: the person was deleted in one place and edited in another; the values say nothing. */
  field: PersonField | 'deleted'
  /** The key of the record: of several e-mails, which one. */
  key: string
  /** What the person shows meanwhile. */
  stands: ConflictValue
  /** Names under which the standing value is kept too. */
  kept: string[]
  /** `kept` is empty for the one that is under `key` itself. */
  others: { value: ConflictValue; kept: string[] }[]
}

/** Fields holding one piece of text; `''` means empty. */
export const textFields = [
  'civility', 'lastName', 'firstName', 'birthName', 'addressUnit', 'addressBuilding', 'street', 'locality',
  'postalCode', 'city', 'cityCode', 'country', 'birth', 'relation', 'level', 'contactPerson', 'source', 'note',
] as const
export type TextField = (typeof textFields)[number]

/** Fields holding a set of short words. */
export const setFields = ['actionModes', 'skills', 'availability', 'tags'] as const
export type SetField = (typeof setFields)[number]

export const contactFields = ['emails', 'phones'] as const
export type ContactField = (typeof contactFields)[number]

export type PersonField = TextField | SetField | ContactField | 'consents' | 'externalIds' | 'signUps' | 'calls' | 'followUps' | 'contactFor'

/** What a new person is made from (keyed in, imported, generated): any field may be missing. */
export type PersonDraft = Partial<Omit<Person, 'id' | 'createdAt' | 'updatedAt' | 'extra' | 'conflicts'>>

/** One change to one person. Commands carry lists of these; each maps to few keys of the record. */
export type PersonEdit =
  | { field: TextField; value: string }
  | { field: SetField; add?: readonly string[]; remove?: readonly string[] }
  | { field: ContactField; value: readonly ContactPoint[] }
  | { field: 'consents'; set?: readonly Consent[]; remove?: readonly Pick<Consent, 'purpose' | 'channel'>[] }
  | { field: 'externalIds'; add: readonly ExternalId[]; remove?: readonly ExternalId[] }
  | { field: 'signUps'; set?: readonly SignUp[]; remove?: readonly SignUpPlace[] }
  | { field: 'calls'; set: readonly Call[] }
  /** `remove`: their ids. */
  | { field: 'followUps'; set?: readonly FollowUp[]; remove?: readonly string[] }
  | { field: 'contactFor'; add?: readonly ActionId[]; remove?: readonly ActionId[] }

/** Half-days a person may offer. */
export const availabilitySlots = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].flatMap((day) =>
  ['am', 'pm', 'eve'].map((half) => `${day}-${half}`),
)

/** Suggested action modes, from the web to the field; free words are allowed beside them. */
export const actionModes = [
  'web', 'share', 'call', 'text', 'write', 'leaflet', 'door', 'poster', 'stall', 'host', 'drive', 'organise',
] as const

/** Suggested skills; free words are allowed beside them. */
export const skills = [
  'stall', 'poster', 'photo', 'video', 'graphics', 'writing', 'legal', 'sound', 'vehicle', 'translation', 'web', 'accounting', 'cooking', 'training',
] as const

/** A person with every field empty. */
export function emptyPerson(id: PersonId, at: number): Person {
  return {
    id, civility: '', lastName: '', firstName: '', birthName: '', emails: [], phones: [],
    addressUnit: '', addressBuilding: '', street: '', locality: '', postalCode: '', city: '', cityCode: '', country: '',
    birth: '', relation: '', level: '', actionModes: [], skills: [], availability: [], tags: [],
    contactPerson: '', source: '', note: '', consents: [], externalIds: [], createdAt: at, updatedAt: at,
  }
}
