/**
 * Who is called the day before an action: those who were invited or signed up and have neither confirmed nor cancelled.
 * Invariant: only who said yes to calls about actions is on it, since no answer is no consent; the others are counted by why.
 */
import type { SignUp } from '#core/domain/agenda/action'
import type { Comer } from '#core/domain/agenda/places'
import { consentFor } from '#core/domain/consent'
import type { PersonId } from '#core/domain/ids'
import type { Person } from '#core/domain/person'
import { phoneText } from '#core/domain/phone-text'
import type { CallLine, CallsLeftOut } from '#core/print/call-list'
import { callWords } from '#core/print/call-list-words'
import { columnKey } from '#core/section/people-query'

/** By name. `said`: all that was said of one time of the action; `labelOf`: a shift in words, empty for the whole action. */
export function reminderLines(said: readonly Comer[], find: (id: PersonId) => Person | undefined, labelOf: (shift: string) => string, locale: 'fr' | 'en'): { people: CallLine[]; leftOut: CallsLeftOut } {
  const open = new Map<PersonId, SignUp[]>()
  for (const { person, signUp } of said) if (signUp.state === 'invited' || signUp.state === 'signed-up') open.set(person, [...(open.get(person) ?? []), signUp])
  const nameOf = columnKey('name')
  const leftOut: CallsLeftOut = { refused: 0, unasked: 0, noPhone: 0 }
  const found = [...open.keys()].flatMap((id) => find(id) ?? []).map((person) => ({ person, key: nameOf(person) }))
  const people: CallLine[] = []
  for (const { person } of found.sort((one, other) => (one.key < other.key ? -1 : 1))) {
    const consent = consentFor(person, 'action', 'call')?.state
    const phone = person.phones[0]?.value ?? ''
    if (consent === 'no') leftOut.refused++
    else if (consent !== 'yes') leftOut.unasked++
    else if (phone === '') leftOut.noPhone++
    else {
      const reason = open.get(person.id)!.map(({ shift, state }) => [labelOf(shift), callWords[locale].state[state as 'invited' | 'signed-up']].filter(Boolean).join(', '))
      people.push({ name: `${person.firstName} ${person.lastName}`.trim(), phone: phoneText(phone), bestTime: '', lastContact: '', reason: reason.join('\n'), note: '' })
    }
  }
  return { people, leftOut }
}
