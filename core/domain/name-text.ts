/** Names of people as screens and papers write them. Apart from names.ts, whose table of first names the first screen does not load. */
import type { Person } from './person'

type Named = Pick<Person, 'firstName' | 'lastName'>

/** « Marie Dupont », as far as it is known; empty: she has no name. */
export const fullName = ({ firstName, lastName }: Named): string => `${firstName} ${lastName}`.trim()

/** How a person is called on a screen: by her name, else by what is known of her. */
export const displayName = (person: Named & Pick<Person, 'emails' | 'phones'>): string => fullName(person) || person.emails[0]?.value || person.phones[0]?.value || ''
