/**
 * Who is to be called, and what a call changes.
 * Invariants: nobody who refused calls is ever offered to be called, and nobody else without her agreement or her own doing (she
 * signed up, she asked to be called back); all that one call changes is one list of edits, so that it is one deed and undone as one.
 */
import { consentFor, mayContact, opposition, purposes, type Purpose } from '../consent'
import { daysLater } from '../days'
import type { ActionId } from '../ids'
import type { ContactPoint, Person, PersonEdit } from '../person'
import type { SignUp } from './action'
import type { Call, CallResult, FollowUp } from './call'

/** Beside a phone that is not hers. Part of what is stored: both are known whatever the language. */
const wrongNumber = { fr: 'faux numéro', en: 'wrong number' }
const isWrong = ({ label }: ContactPoint) => Object.values(wrongNumber).some((words) => label.toLowerCase().includes(words))

/** Her numbers, without those that were found to be wrong. */
export const phonesOf = ({ phones }: Pick<Person, 'phones'>): ContactPoint[] => phones.filter((phone) => phone.value.trim() !== '' && !isWrong(phone))

/** Why somebody is not offered to be called: she refused; nobody knows whether she agrees; there is no number. */
export const unreachable = ['refused', 'unknown', 'no-phone'] as const
export type Unreachable = (typeof unreachable)[number]

type Called = Pick<Person, 'consents' | 'phones' | 'calls'>

/** For whatever purpose. */
export const refusesCalls = (person: Pick<Person, 'consents'>) => purposes.some((purpose) => consentFor(person, purpose, 'call')?.state === 'no')

/** `own`: what she did herself makes the call one that she expects. Else only an explicit yes counts; a refusal always does. */
function whyNot(person: Called, own: boolean, purpose: Purpose = 'action'): Unreachable | null {
  const agrees = mayContact(person, purpose, 'call')
  if (!agrees && refusesCalls(person)) return 'refused'
  if (!agrees && !own) return 'unknown'
  return phonesOf(person).length === 0 ? 'no-phone' : null
}

/** Whether this was done in view of the action: not by who was only asked, nor once it is over. */
const expectsCall = ({ state }: SignUp) => state === 'signed-up' || state === 'confirmed'

function whyNotDue(person: Called & Pick<Person, 'signUps'>, { why, action }: FollowUp): Unreachable | null {
  // What she said when she was last reached.
  const said = person.calls?.find(({ result }) => result !== 'absent')?.result
  const asked = said === 'call-back' || said === 'joins'
  const signedUp = action !== '' && (person.signUps?.some((signUp) => signUp.action === action && expectsCall(signUp)) ?? false)
  return whyNot(person, asked || signedUp, why === 'joins' ? 'membership' : 'action')
}

export type LeftOut = Record<Unreachable, number>
/** To count from. */
export const nobody = (): LeftOut => ({ refused: 0, unknown: 0, 'no-phone': 0 })

/** Of each person the follow-up that has been due for longest, those first; who may not be called is counted with why. */
export function callsDue(people: Iterable<Person>, today: string): { due: { person: Person; followUp: FollowUp }[]; leftOut: LeftOut } {
  const due: { person: Person; followUp: FollowUp }[] = []
  const leftOut = nobody()
  for (const person of people) {
    const open = person.followUps?.filter((each) => !each.done && each.due <= today)
    if (!open?.length) continue
    // Latest first, as lists of a person are.
    const callable = open.findLast((each) => whyNotDue(person, each) === null)
    if (callable) due.push({ person, followUp: callable })
    else leftOut[whyNotDue(person, open.at(-1)!)!]++
  }
  due.sort((one, other) => (one.followUp.due + one.person.id < other.followUp.due + other.person.id ? -1 : 1))
  return { due, leftOut }
}

/** Somebody who said something of an action, at one time that it takes place. */
export interface Said {
  person: Person
  signUps: readonly SignUp[]
}

/** Who is to be reminded of an action: who signed up or was asked, and neither confirmed nor took it back. */
export function remindersFor(said: readonly Said[]): { found: Said[]; leftOut: LeftOut } {
  const found: Said[] = []
  const leftOut = nobody()
  for (const { person, signUps } of said) {
    const open = signUps.filter(({ state }) => state === 'signed-up' || state === 'invited')
    if (open.length === 0 || signUps.some(({ state }) => state === 'confirmed')) continue
    const why = whyNot(person, open.some(expectsCall))
    if (why) leftOut[why]++
    else found.push({ person, signUps: open })
  }
  return { found, leftOut }
}

/** Days after an action by which who came is thanked and who did not is asked how she is. */
const daysAfterwards = 3

/** The same whoever makes it, so that two who make it apart make one. */
const afterwardsId = (action: ActionId, day: string) => `after:${action}:${day}`

/**
 * What is proposed after an action: to thank who came and is no member yet, and to hear from who did not come. `day`: on which it
 * took place. Who has it already, done or not, is not proposed again.
 */
export function followUpsAfter(said: readonly Said[], { action, on, day }: { action: ActionId; on: string; day: string }): { found: { person: Person; followUp: FollowUp }[]; leftOut: LeftOut } {
  const found: { person: Person; followUp: FollowUp }[] = []
  const leftOut = nobody()
  const id = afterwardsId(action, day)
  for (const { person, signUps } of said) {
    const came = signUps.some(({ state }) => state === 'attended')
    if (!came && !signUps.some(({ state }) => state === 'no-show')) continue
    if (came && (person.relation === 'member' || person.level === 'join')) continue
    if (person.followUps?.some((each) => each.id === id)) continue
    const why = whyNot(person, false)
    if (why) leftOut[why]++
    else found.push({ person, followUp: { id, due: daysLater(day, daysAfterwards), why: came ? 'attended' : 'no-show', note: '', action, on, done: false } })
  }
  return { found, leftOut }
}

export interface SaidCall {
  /** Of the call, and of what follows from it. */
  id: string
  /** Milliseconds since 1970. */
  at: number
  action: ActionId | ''
  on: string
  result: CallResult
  callBack: string
  note: string
  /** `YYYY-MM-DD`. */
  today: string
  /** The last day on which an absent person is worth calling again; empty: any. */
  until: string
  /** What a refusal is noted to come from: « Appel du 29/11/2026 ». */
  source: string
  /** The number that was called. */
  phone: string
  /** Her part in the action at that time, and the shift that she is put in where she has none. */
  signUps: readonly SignUp[]
  shift: string
  locale: 'fr' | 'en'
}

/** Absences in a row after which nobody calls again by itself. */
export const enoughAbsences = 3

/** Whether so many calls in a row found nobody, the next one included, that she is let alone. */
export const isLastAbsence = ({ calls = [] }: Pick<Person, 'calls'>): boolean =>
  calls.slice(0, enoughAbsences - 1).filter(({ result }) => result === 'absent').length === enoughAbsences - 1

/** What was due and is done by this call: all until today, and what an earlier call put off to a later day. A wrong number does nothing. */
function answeredBy({ followUps = [], calls = [] }: Person, { result, today }: SaidCall): FollowUp[] {
  if (result === 'wrong-number') return []
  const putOffBy = (id: string) => calls.find((call) => call.id === id)?.result
  // Who asked to be called on a day is called then, though she was not there before.
  const superseded = ({ id }: FollowUp) => putOffBy(id) === 'absent' || (putOffBy(id) === 'call-back' && result !== 'absent')
  return followUps.filter((each) => !each.done && (result === 'refuses' || each.due <= today || superseded(each)))
}

function nextOf(person: Person, answered: readonly FollowUp[], { id, result, callBack, note, today, until, action, on }: SaidCall): FollowUp | null {
  const next = { id, note, action, on, done: false }
  switch (result) {
    case 'absent': {
      const due = daysLater(today, 1)
      if (isLastAbsence(person) || (until !== '' && due > until)) return null
      // What she was called for is still to be said.
      const open = answered.at(-1)
      return { ...next, due, why: open?.why ?? (action === '' ? 'call-back' : 'reminder'), note: note || (open?.note ?? '') }
    }
    case 'call-back':
      return { ...next, due: callBack || daysLater(today, 1), why: 'call-back' }
    case 'joins':
      return { ...next, due: today, why: 'joins' }
    default:
      return null
  }
}

/** A place that is still to come: whoever was there, or was not, is not changed by a call. */
const isOver = ({ state }: SignUp) => state === 'attended' || state === 'no-show'

function partOf({ result, action, on, shift, signUps, at }: SaidCall): SignUp[] {
  if (action === '' || (result !== 'comes' && result !== 'not-coming')) return []
  const open = signUps.filter((signUp) => !isOver(signUp))
  if (signUps.length === 0) return [{ action, on, shift, state: result === 'comes' ? 'signed-up' : 'cancelled', at }]
  if (result === 'not-coming') return open.filter(({ state }) => state !== 'cancelled').map((signUp) => ({ ...signUp, state: 'cancelled', at }))
  const kept = open.filter(({ state }) => state !== 'cancelled')
  return (kept.length > 0 ? kept : open).map((signUp) => ({ ...signUp, state: 'confirmed', at }))
}

/** All that a call changes, the call itself first. */
export function callResult(person: Person, said: SaidCall): PersonEdit[] {
  const { id, at, action, on, result, note, today, source, phone, locale } = said
  const answered = answeredBy(person, said)
  const next = nextOf(person, answered, said)
  const call: Call = { id, at, action, on, result, callBack: result === 'call-back' ? next!.due : '', note }
  const edits: PersonEdit[] = [{ field: 'calls', set: [call] }]
  const closed = answered.map((followUp): FollowUp => ({ ...followUp, done: true }))
  if (closed.length > 0 || next) edits.push({ field: 'followUps', set: [...closed, ...(next ? [next] : [])] })
  const part = partOf(said)
  if (part.length > 0) edits.push({ field: 'signUps', set: part })
  if (result === 'refuses') edits.push({ field: 'consents', set: opposition(['call'], { date: today, source }) })
  if (result === 'joins' && person.level !== 'join') edits.push({ field: 'level', value: 'join' })
  if (result === 'wrong-number') {
    const marked = person.phones.map((each) => (each.value === phone && !isWrong(each) ? { ...each, label: [each.label, wrongNumber[locale]].filter(Boolean).join(', ') } : each))
    edits.push({ field: 'phones', value: marked })
  }
  return edits
}
