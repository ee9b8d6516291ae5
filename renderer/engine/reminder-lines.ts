/** Who is called the day before an action, as lines of a list on paper: the same people as on screen, and the same count of the others. */
import type { SignUp } from '#core/domain/agenda/action'
import { lastCall } from '#core/domain/agenda/call-lines'
import { phonesOf, remindersFor, type Said } from '#core/domain/agenda/calls'
import { fullName } from '#core/domain/name-text'
import { phoneText } from '#core/domain/phone-text'
import type { CallLine, CallsLeftOut } from '#core/print/call-list'
import { callWords } from '#core/print/call-list-words'

/** `labelOf`: a shift in words, empty for the whole action. */
export function reminderLines(said: readonly Said[], labelOf: (shift: string) => string, locale: 'fr' | 'en'): { people: CallLine[]; leftOut: CallsLeftOut } {
  const { found, leftOut } = remindersFor(said)
  const reasonOf = ({ shift, state }: SignUp) => [labelOf(shift), callWords[locale].state[state as 'invited' | 'signed-up']].filter(Boolean).join(', ')
  return {
    leftOut: { refused: leftOut.refused, unasked: leftOut.unknown, noPhone: leftOut['no-phone'] },
    people: found.map(({ person, signUps }) => ({
      name: fullName(person), phone: phonesOf(person).map(({ value }) => phoneText(value)).join('\n'), bestTime: '', lastContact: lastCall(person, locale),
      reason: signUps.map(reasonOf).join('\n'), note: '',
    })),
  }
}
