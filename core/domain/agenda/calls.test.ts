import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channels, mayContact, opposition, purposes, type Consent } from '../consent'
import type { ActionId, PersonId } from '../ids'
import { emptyPerson, type Person, type PersonDraft } from '../person'
import type { SignUpState } from './action'
import { signUpStates } from './action'
import { callResults, followUpReasons, type CallResult, type FollowUp } from './call'
import { lastCall } from './call-lines'
import { callResult, callsDue, enoughAbsences, followUpsAfter, phonesOf, remindersFor, type SaidCall } from './calls'
import { daysLater } from '../days'

const today = '2026-11-29'
const at = Date.parse('2026-11-29T18:00')
const meeting = 'meeting' as ActionId
const agrees: Consent[] = [{ purpose: 'action', channel: 'call', state: 'yes', date: '', source: '', wording: '' }]
const phones = [{ value: '0639981234', label: '' }]
const latestFirst = (list: readonly FollowUp[]) => [...list].sort((one, other) => (one.due > other.due ? -1 : 1))
const person = (draft: PersonDraft, id = 'p'): Person => ({ ...emptyPerson(id as PersonId, 1), phones, consents: agrees, ...draft, followUps: latestFirst(draft.followUps ?? []) })
const signedUp = (state: SignUpState, shift = 's') => ({ action: meeting, on: '', shift, state, at: 5 })
const said = (result: CallResult, more: Partial<SaidCall> = {}): SaidCall => ({
  id: `c${more.at ?? at}`, at, action: meeting, on: '', result, callBack: '', note: '', today, until: '', source: 'Appel du 29/11/2026', phone: '0639981234', signUps: [], shift: '', locale: 'fr', ...more,
})
/** With some of a list exchanged or added, each known by a name of its own. */
const withSome = <Item>(list: readonly Item[] = [], some: readonly Item[] = [], nameOf: (item: Item) => string) => [...new Map([...list, ...some].map((item) => [nameOf(item), item])).values()]
/** As she is after the call. */
function after(before: Person, call: SaidCall): Person {
  const her = { ...before }
  for (const edit of callResult(before, call)) {
    if (edit.field === 'calls') her.calls = withSome(her.calls, edit.set, ({ id }) => id).sort((one, other) => other.at - one.at)
    else if (edit.field === 'followUps') her.followUps = latestFirst(withSome(her.followUps, edit.set, ({ id }) => id))
    else if (edit.field === 'signUps') her.signUps = withSome(her.signUps, edit.set, ({ shift }) => shift)
    else if (edit.field === 'consents') her.consents = withSome(her.consents, edit.set, ({ purpose, channel }) => `${purpose} ${channel}`)
    else if (edit.field === 'phones') her.phones = [...edit.value]
    else if (edit.field === 'level') her.level = edit.value as Person['level']
  }
  return her
}

const anyConsents: fc.Arbitrary<Consent[]> = fc.uniqueArray(
  fc.record({ purpose: fc.constantFrom(...purposes), channel: fc.constantFrom(...channels), state: fc.constantFrom('yes', 'no'), date: fc.constant(''), source: fc.constant(''), wording: fc.constant('') }),
  { selector: ({ purpose, channel }) => `${purpose} ${channel}`, maxLength: 8 },
)
const anyone: fc.Arbitrary<Person> = fc
  .record({
    consents: anyConsents, phones: fc.constantFrom([], phones, [{ value: '0199001122', label: 'travail, faux numéro' }]),
    signUps: fc.array(fc.constantFrom(...signUpStates), { maxLength: 2 }).map((states) => states.map((state, shift) => signedUp(state, `s${shift}`))),
    followUps: fc.array(fc.record({ due: fc.constantFrom('2026-11-01', today, '2026-12-24'), why: fc.constantFrom(...followUpReasons), done: fc.boolean(), action: fc.constantFrom('' as const, meeting) }), { maxLength: 3 })
      .map((some) => some.map((each, id) => ({ ...each, id: `f${id}`, note: '', on: '' }))),
    calls: fc.array(fc.constantFrom(...callResults), { maxLength: 4 }).map((results) => results.map((result, hours) => ({ id: `k${hours}`, at: at - 1 - hours, action: meeting, on: '', result, callBack: '', note: '' }))),
    relation: fc.constantFrom('', 'member' as const), level: fc.constantFrom('', 'join' as const),
  })
  .map((draft) => person(draft))

describe('who is offered to be called', () => {
  it('is nobody who refused calls, wrote no number, or neither agreed nor signed up herself', () => {
    fc.assert(fc.property(anyone, (her) => {
      const all = [{ person: her, signUps: her.signUps ?? [] }]
      const offered = [callsDue([her], today).due.length, remindersFor(all).found.length, followUpsAfter(all, { action: meeting, on: '', day: today }).found.length].some((count) => count > 0)
      if (!offered) return
      expect(phonesOf(her)).not.toEqual([])
      const yes = mayContact(her, 'action', 'call') || mayContact(her, 'membership', 'call')
      if (!yes) {
        expect(her.consents.some(({ channel, state }) => channel === 'call' && state === 'no')).toBe(false)
        expect(her.signUps?.some(({ state }) => state === 'signed-up' || state === 'confirmed') || her.calls?.some(({ result }) => result === 'call-back' || result === 'joins')).toBe(true)
      }
    }))
  })

  it('is never again whoever refuses, whatever she had said, and nothing is due to her any more', () => {
    fc.assert(fc.property(anyone, fc.constantFrom(...callResults), (her, then) => {
      const refused = after(her, said('refuses'))
      expect(purposes.map((purpose) => mayContact(refused, purpose, 'call'))).toEqual([false, false, false])
      expect(refused.consents.filter(({ channel }) => channel === 'call').map(({ state, date, source }) => [state, date, source])).toEqual(purposes.map(() => ['no', today, 'Appel du 29/11/2026']))
      expect(refused.followUps?.filter(({ done }) => !done) ?? []).toEqual([])
      const later = after(refused, said(then, { at: at + 1, signUps: refused.signUps ?? [] }))
      const all = [{ person: later, signUps: later.signUps ?? [] }]
      expect([callsDue([later], '2030-01-01').due, remindersFor(all).found, followUpsAfter(all, { action: meeting, on: '', day: today }).found]).toEqual([[], [], []])
    }))
  })

  it('is reminded once, though she signed up for two shifts; who is confirmed or took it back is not, who was asked only if she agreed', () => {
    const all = [
      person({ lastName: 'A', signUps: [signedUp('signed-up', 'a'), signedUp('signed-up', 'b')], consents: [] }, 'a'), person({ lastName: 'B', signUps: [signedUp('confirmed')] }, 'b'), person({ lastName: 'C', signUps: [signedUp('cancelled')] }, 'c'),
      person({ lastName: 'D', signUps: [signedUp('invited')], consents: [] }, 'd'), person({ lastName: 'E', signUps: [signedUp('invited')] }, 'e'), person({ lastName: 'F', signUps: [signedUp('signed-up')], phones: [] }, 'f'),
      person({ lastName: 'G', signUps: [signedUp('signed-up')], consents: opposition(['call'], { date: '', source: '' }) }, 'g'),
    ]
    const { found, leftOut } = remindersFor(all.map((each) => ({ person: each, signUps: each.signUps! })))
    expect(found.map(({ person: { lastName }, signUps }) => [lastName, signUps.length])).toEqual([['A', 2], ['E', 1]])
    expect(leftOut).toEqual({ refused: 1, unknown: 1, 'no-phone': 1 })
  })

  it('is who has waited for longest first, each once, with what is due', () => {
    const due = (id: string, day: string, done = false) => ({ id, due: day, why: 'other' as const, note: '', action: '' as const, on: '', done })
    const all = [person({ followUps: [due('1', today), due('2', '2026-11-20'), due('3', '2026-11-01', true)] }, 'a'), person({ followUps: [due('1', '2026-11-10')] }, 'b'), person({ followUps: [due('1', '2026-11-30')] }, 'c'), person({ followUps: [due('1', today)], consents: [] }, 'd')]
    const found = callsDue(all, today)
    expect(found.due.map(({ person: { id }, followUp }) => [id, followUp.due])).toEqual([['b', '2026-11-10'], ['a', '2026-11-20']])
    expect(found.leftOut).toEqual({ refused: 0, unknown: 1, 'no-phone': 0 })
  })
})

describe('a call', () => {
  it('is kept with its note, and does what was due until today, unless the number was wrong', () => {
    fc.assert(fc.property(anyone, fc.constantFrom(...callResults), (her, result) => {
      const then = after(her, said(result, { note: 'Vu son fils', signUps: her.signUps ?? [] }))
      expect(then.calls?.length).toBe((her.calls?.length ?? 0) + 1)
      expect(then.calls![0]).toMatchObject({ result, note: 'Vu son fils', action: meeting })
      const open = (of: Person) => (of.followUps ?? []).filter(({ id, done, due }) => id.startsWith('f') && !done && due <= today).length
      expect(open(then)).toBe(result === 'wrong-number' ? open(her) : 0)
    }))
  })

  it('that found nobody is due again tomorrow, with what it was for, up to three in a row', () => {
    let her = person({})
    for (let count = 1; count <= enoughAbsences + 1; count++) {
      const day = daysLater(today, count - 1)
      her = after(her, said('absent', { at: at + count, today: day, action: '', note: count === 1 ? 'le soir' : '' }))
      const open = her.followUps!.filter(({ done }) => !done)
      expect(open.map(({ due, note, why }) => [due, note, why])).toEqual(count < enoughAbsences ? [[daysLater(day, 1), 'le soir', 'call-back']] : [])
    }
    const reached = after(person({ calls: her.calls!.slice(0, 2) }), said('reached', { at: at + 9 }))
    expect(after(reached, said('absent', { at: at + 10 })).followUps).toMatchObject([{ due: '2026-11-30', why: 'reminder', action: meeting }])
  })

  it('takes the place of what an earlier call put off, but for the day that she chose when she was not there before', () => {
    const open = (her: Person) => her.followUps!.filter(({ done }) => !done).map(({ due }) => due)
    const absent = after(person({}), said('absent', { action: '' }))
    expect(open(after(absent, said('absent', { at: at + 1, action: '' })))).toEqual(['2026-11-30'])
    expect(open(after(absent, said('reached', { at: at + 1 })))).toEqual([])
    const chosen = after(person({}), said('call-back', { callBack: '2026-12-05' }))
    expect(open(after(chosen, said('absent', { at: at + 1 })))).toEqual(['2026-12-05', '2026-11-30'])
    expect(open(after(chosen, said('comes', { at: at + 1 })))).toEqual([])
  })

  it('that found nobody is not due again once the action is over', () => {
    expect(after(person({}), said('absent', { until: today })).followUps).toEqual([])
    expect(after(person({}), said('absent', { until: '2026-11-30' })).followUps).toHaveLength(1)
  })

  it('is due again on the day that she chose, and she may then be called though she never agreed to more', () => {
    const her = after(person({ consents: [] }), said('call-back', { callBack: '2026-12-02', action: '' }))
    expect(her.calls).toMatchObject([{ callBack: '2026-12-02' }])
    expect([callsDue([her], '2026-12-01').due.length, callsDue([her], '2026-12-02').due.length]).toEqual([0, 1])
    const absent = after(her, said('absent', { at: at + 1, today: '2026-12-02', action: '' }))
    expect(callsDue([absent], '2026-12-03').due).toHaveLength(1)
  })

  it('of a wrong number keeps it, marked, and never offers it again', () => {
    const two = person({ phones: [{ value: '0639981234', label: 'travail' }, { value: '0199001122', label: '' }] })
    const her = after(two, said('wrong-number'))
    expect(her.phones).toEqual([{ value: '0639981234', label: 'travail, faux numéro' }, { value: '0199001122', label: '' }])
    expect(phonesOf(her)).toEqual([{ value: '0199001122', label: '' }])
    expect(after(her, said('wrong-number', { at: at + 1 })).phones).toEqual(her.phones)
  })

  it('confirms, signs up or cancels, and changes nothing of who was there already', () => {
    const part = (states: SignUpState[], result: CallResult) => {
      const her = person({ signUps: states.map((state, shift) => signedUp(state, `s${shift}`)) })
      return after(her, said(result, { signUps: her.signUps ?? [], shift: 's9' })).signUps?.map(({ shift, state }) => [shift, state]) ?? []
    }
    expect(part(['signed-up', 'invited', 'cancelled'], 'comes')).toEqual([['s0', 'confirmed'], ['s1', 'confirmed'], ['s2', 'cancelled']])
    expect(part([], 'comes')).toEqual([['s9', 'signed-up']])
    expect(part(['cancelled'], 'comes')).toEqual([['s0', 'confirmed']])
    expect(part(['signed-up', 'attended'], 'not-coming')).toEqual([['s0', 'cancelled'], ['s1', 'attended']])
    expect(part(['attended'], 'comes')).toEqual([['s0', 'attended']])
    expect(part(['invited'], 'reached')).toEqual([['s0', 'invited']])
  })

  it('of somebody who joins puts her on that level, and her card is to be made today', () => {
    const her = after(person({ level: 'act', consents: [] }), said('joins'))
    expect(her.level).toBe('join')
    expect(callsDue([her], today).due).toMatchObject([{ followUp: { why: 'joins', due: today } }])
  })
})

describe('after an action', () => {
  const of = { action: meeting, on: '', day: '2026-11-28' }
  it('who came and is no member is to be thanked, who did not come is to be heard from, within the week', () => {
    const all = [person({ signUps: [signedUp('attended')] }, 'a'), person({ signUps: [signedUp('attended')], relation: 'member' }, 'b'), person({ signUps: [signedUp('no-show')], relation: 'member' }, 'c'), person({ signUps: [signedUp('confirmed')] }, 'd')]
    const { found } = followUpsAfter(all.map((each) => ({ person: each, signUps: each.signUps! })), of)
    expect(found.map(({ person: { id }, followUp: { why } }) => [id, why])).toEqual([['a', 'attended'], ['c', 'no-show']])
    expect(found.every(({ followUp: { due } }) => due > of.day && due <= daysLater(of.day, 7))).toBe(true)
  })

  it('nothing is proposed twice to the same person, done or not', () => {
    fc.assert(fc.property(anyone, fc.boolean(), (her, done) => {
      const [planned] = followUpsAfter([{ person: her, signUps: her.signUps ?? [] }], of).found
      if (!planned) return
      const then = { ...her, followUps: [...(her.followUps ?? []), { ...planned.followUp, done }] }
      expect(followUpsAfter([{ person: then, signUps: her.signUps ?? [] }], of).found).toEqual([])
    }))
  })
})

it('says what came of the last call, and nothing of who was never called', () => {
  const her = after(person({ firstName: 'Ana', lastName: 'Ruiz' }), said('absent', { note: 'le soir' }))
  expect(lastCall(her, 'fr')).toBe('29/11/2026, absent·e, le soir')
  expect(lastCall(person({}), 'en')).toBe('')
})
