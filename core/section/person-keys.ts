/**
 * The names of a person's keys, and what stands under each. Part of the format: names are short (they are repeated in each of
 * 100,000 records) and are never renamed or reused.
 */
import type { SignUp, SignUpPlace, SignUpState } from '../domain/agenda/action'
import type { Call, CallResult, FollowUp, FollowUpReason } from '../domain/agenda/call'
import type { ActionId, PersonId } from '../domain/ids'
import type { Channel, Consent, ConsentState, Purpose } from '../domain/consent'
import type { ContactPoint, PersonField, SetField, TextField } from '../domain/person'
import type { RecordValue } from './record'

export const textKeys: Record<TextField, string> = {
  civility: 'cv', lastName: 'ln', firstName: 'fn', birthName: 'bn', addressUnit: 'au', addressBuilding: 'ab', street: 'st', locality: 'lo',
  postalCode: 'pc', city: 'ct', cityCode: 'cc', country: 'co', birth: 'bd', relation: 're', level: 'le', contactPerson: 'cp', source: 'so', note: 'no',
}
export const fieldOfTextKey = new Map(Object.entries(textKeys).map(([field, key]) => [key, field as TextField]))

export const setPrefixes: Record<SetField, string> = { actionModes: 'm:', skills: 's:', availability: 'v:', tags: 't:' }
export const fieldOfPrefix = new Map(Object.entries(setPrefixes).map(([field, prefix]) => [prefix, field as SetField]))

/** The deletion of the person (deletion.ts); undo removes the key. */
export const deletedKey = '_d'

/** Identity of an e-mail or phone inside a record. Part of the format: it must never depend on a library's version. */
export const emailId = (value: string) => `e:${value.trim().toLowerCase()}`
export const phoneId = (value: string) => `p:${value.replace(/[^\d+]/g, '') || value.trim().toLowerCase()}`
export const consentId = (consent: Pick<Consent, 'purpose' | 'channel'>) => `c:${consent.purpose}:${consent.channel}`
export const consentValue = (consent: Consent): RecordValue => [consent.state, consent.date, consent.source, consent.wording]

export const orderOf = (value: RecordValue) => (Array.isArray(value) && typeof value[0] === 'number' ? value[0] : 0)
const textAt = (value: RecordValue, at: number) => (Array.isArray(value) && typeof value[at] === 'string' ? value[at] : '')
export const pointOf = (value: RecordValue): ContactPoint => ({ value: textAt(value, 1), label: textAt(value, 2) })

export function consentFromKey(key: string, value: RecordValue): Consent {
  const [, purpose, channel] = key.split(':') as [string, Purpose, Channel]
  return { purpose, channel, state: textAt(value, 0) as ConsentState, date: textAt(value, 1), source: textAt(value, 2), wording: textAt(value, 3) }
}

/** A person's part in an action; the beginning of an occurrence, which has colons in it, last. */
export const signUpKey = ({ action, shift, on }: SignUpPlace) => `a:${action}:${shift}:${on}`
export const signUpValue = ({ state, at, proxies = [] }: Pick<SignUp, 'state' | 'at' | 'proxies'>): RecordValue => (proxies.length > 0 ? [state, at, [...proxies]] : [state, at])
export function signUpFromKey(key: string, value: RecordValue): SignUp {
  const [, action, shift, ...on] = key.split(':') as [string, ActionId, string, ...string[]]
  const signUp: SignUp = { action, shift, on: on.join(':'), state: textAt(value, 0) as SignUpState, at: Array.isArray(value) ? Number(value[1]) : 0 }
  const proxies = Array.isArray(value) && Array.isArray(value[2]) ? value[2].filter((id) => typeof id === 'string') : []
  return proxies.length > 0 ? { ...signUp, proxies: proxies as PersonId[] } : signUp
}

export const callKey = ({ id }: Pick<Call, 'id'>) => `k:${id}`
export const callValue = ({ at, action, on, result, callBack, note }: Call): RecordValue => [at, action, on, result, callBack, note]
export function callFromKey(key: string, value: RecordValue): Call {
  return {
    id: key.slice(2), at: Array.isArray(value) ? Number(value[0]) : 0, action: textAt(value, 1) as ActionId | '', on: textAt(value, 2),
    result: textAt(value, 3) as CallResult, callBack: textAt(value, 4), note: textAt(value, 5),
  }
}

export const followUpKey = ({ id }: Pick<FollowUp, 'id'>) => `f:${id}`
export const followUpValue = ({ due, why, note, action, on, done }: FollowUp): RecordValue => [due, why, note, action, on, done ? 1 : 0]
export function followUpFromKey(key: string, value: RecordValue): FollowUp {
  return {
    id: key.slice(2), due: textAt(value, 0), why: textAt(value, 1) as FollowUpReason, note: textAt(value, 2),
    action: textAt(value, 3) as ActionId | '', on: textAt(value, 4), done: Array.isArray(value) && value[5] === 1,
  }
}

/** That she answers for an action. */
export const contactForKey = (action: ActionId) => `g:${action}`

/** The field that a key belongs to; `null` for keys that are no field's, or of a newer version. */
export function fieldOfKey(key: string): PersonField | null {
  const text = fieldOfTextKey.get(key)
  if (text) return text
  const prefix = key.slice(0, 2)
  const listed = { 'e:': 'emails', 'p:': 'phones', 'c:': 'consents', 'x:': 'externalIds', 'a:': 'signUps', 'k:': 'calls', 'f:': 'followUps', 'g:': 'contactFor' } as const
  return fieldOfPrefix.get(prefix) ?? (Object.hasOwn(listed, prefix) ? listed[prefix as keyof typeof listed] : null)
}
