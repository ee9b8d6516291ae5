/** Every word of a call list. */
import { callResults, type CallResult } from '../domain/agenda/call'

/** What a caller ticks. Whoever was only reached has a note behind the boxes. */
export type CallBox = Exclude<CallResult, 'reached'>
export const callBoxes = callResults.filter((result): result is CallBox => result !== 'reached')

interface CallWords {
  /** Title of the list of those who are called the day before. */
  reminders(action: string): string
  state: Record<'invited' | 'signed-up', string>
  caller: string
  day: string
  block(number: number, total: number): string
  list(code: string): string
  name: string
  phone: string
  bestTime: string
  lastContact: string
  reason: string
  note: string
  result: Record<CallBox, string>
  nameless: string
  /** At the foot of each page. */
  give: string
  /** What becomes of a refusal. */
  never: string
  leftOut(facts: { refused: number; unasked: number; noPhone: number }): string
  moreWords(count: number): string
  nobody: string
  fileTitle(code: string): string
}

const some = (parts: readonly (string | false)[]) => parts.filter(Boolean).join(', ')

const french: CallWords = {
  reminders: (action) => `Rappels\u00a0: ${action}`,
  state: { invited: 'invité·e', 'signed-up': 'inscrit·e' },
  caller: 'Appelant·e', day: 'Date et heures',
  block: (number, total) => `Page ${number}/${total}`,
  list: (code) => `Liste ${code}`,
  name: 'Nom', phone: 'Téléphone', bestTime: 'Quand appeler', lastContact: 'Dernier contact', reason: 'Motif', note: 'Note',
  result: { absent: 'absent·e', 'call-back': 'rappeler le', 'wrong-number': 'faux n°', refuses: 'ne veut plus', comes: 'vient', 'not-coming': 'ne vient pas', joins: 'adhère' },
  nameless: 'sans nom',
  give: 'À rendre à la fin des appels, à saisir, puis à détruire.',
  never: '«\u00a0Ne veut plus\u00a0»\u00a0: refus à noter le jour même dans la fiche de la personne.',
  leftOut: ({ refused, unasked, noPhone }) => {
    const count = refused + unasked + noPhone
    if (count === 0) return ''
    const why = some([refused > 0 && `${refused} ${refused < 2 ? 'refuse' : 'refusent'} les appels`, unasked > 0 && `${unasked} ${unasked < 2 ? 'n’a' : 'n’ont'} pas donné d’accord pour les appels`, noPhone > 0 && `${noPhone} sans téléphone`])
    return `${count}\u00a0${count < 2 ? 'personne n’y est pas' : 'personnes n’y sont pas'}\u00a0: ${why}.`
  },
  moreWords: (count) => `(+\u00a0${count}\u00a0${count < 2 ? 'mot' : 'mots'})`,
  nobody: 'Personne à appeler.',
  fileTitle: (code) => `Liste d’appels ${code}`,
}

const english: CallWords = {
  reminders: (action) => `Reminders: ${action}`,
  state: { invited: 'invited', 'signed-up': 'signed up' },
  caller: 'Caller', day: 'Date and hours',
  block: (number, total) => `Page ${number}/${total}`,
  list: (code) => `List ${code}`,
  name: 'Name', phone: 'Phone', bestTime: 'Best time', lastContact: 'Last contact', reason: 'Reason', note: 'Note',
  result: { absent: 'no answer', 'call-back': 'call again on', 'wrong-number': 'wrong no.', refuses: 'no more calls', comes: 'comes', 'not-coming': 'does not come', joins: 'joins' },
  nameless: 'no name',
  give: 'To be given back after the calls, keyed in, then destroyed.',
  never: '“No more calls”: a refusal, to be noted the same day in the person’s record.',
  leftOut: ({ refused, unasked, noPhone }) => {
    const count = refused + unasked + noPhone
    if (count === 0) return ''
    const why = some([refused > 0 && `${refused} ${refused === 1 ? 'refuses' : 'refuse'} calls`, unasked > 0 && `${unasked} did not agree to be called`, noPhone > 0 && `${noPhone} without a phone`])
    return `${count}\u00a0${count === 1 ? 'person is' : 'people are'} left out: ${why}.`
  },
  moreWords: (count) => `(+\u00a0${count}\u00a0${count === 1 ? 'word' : 'words'})`,
  nobody: 'Nobody to call.',
  fileTitle: (code) => `Call list ${code}`,
}

export const callWords: Readonly<Record<'fr' | 'en', CallWords>> = { fr: french, en: english }
