/** What is searched. Apart from fold.ts, because reading phones takes a third of the engine's code and the first screen needs none of it. */
import { fold } from './fold'
import type { Person } from './person'
import { phoneDigits } from './phone'

/**
 * What a search looks through for one person: names, birth name, e-mails, phones, city, postal code, tags. The note is not in it:
 * a word noted about someone must not make them come up when a name is typed.
 */
export function searchText(person: Pick<Person, 'lastName' | 'firstName' | 'birthName' | 'emails' | 'phones' | 'city' | 'postalCode' | 'tags'>): string {
  let text = `${person.lastName} ${person.firstName}`
  if (person.birthName !== '') text += ` ${person.birthName}`
  for (const email of person.emails) text += ` ${email.value}`
  if (person.city !== '') text += ` ${person.city}`
  if (person.postalCode !== '') text += ` ${person.postalCode}`
  for (const tag of person.tags) text += ` ${tag}`
  let folded = fold(text)
  // Digits are joined last: folding a phone's spaces would cut it into words that no one types.
  for (const phone of person.phones) folded += phoneDigits(phone.value)
  return folded
}
