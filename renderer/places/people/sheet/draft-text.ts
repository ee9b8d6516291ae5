/** What the new-person form holds as text, and the draft of a person that it makes. */
import { readDate } from '#core/domain/dates'
import type { ContactField, Level, PersonDraft, Relation } from '#core/domain/person'
import { tidied } from './tidied'

export interface DraftText {
  lastName: string
  firstName: string
  phone: string
  email: string
  postalCode: string
  city: string
  cityCode: string
  birth: string
  relation: Relation | ''
  level: Level | ''
  tags: string[]
  note: string
}

export const emptyDraft: DraftText = {
  lastName: '', firstName: '', phone: '', email: '', postalCode: '', city: '', cityCode: '', birth: '', relation: '', level: '', tags: [], note: '',
}

/** Only what was filled in. `today` is `YYYY-MM-DD`. A birth that is no date is left out of the draft, not guessed. */
export function draftOf(text: DraftText, today: string): PersonDraft {
  const points = (field: ContactField, value: string) => (value.trim() ? [{ value: tidied(field, value.trim()), label: '' }] : [])
  const draft: PersonDraft = {
    lastName: text.lastName.trim(),
    firstName: text.firstName.trim(),
    phones: points('phones', text.phone),
    emails: points('emails', text.email),
    postalCode: text.postalCode.trim(),
    city: text.city.trim(),
    cityCode: text.cityCode,
    birth: readDate(text.birth, 'dmy', today).value,
    relation: text.relation,
    level: text.level,
    tags: text.tags,
    note: text.note.trim(),
  }
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value.length > 0))
}

/** A person needs something to be found by. */
export function hasIdentity(draft: PersonDraft): boolean {
  return Boolean(draft.lastName || draft.firstName || draft.phones?.length || draft.emails?.length)
}
