/** Columns of a contact sheet: what may be chosen, and what a purpose needs. */
import type { HandColumn, ListColumn } from '#core/domain/list-layout'
import type { ConsentRule } from '../output/consent-rule'

type NamedColumn = Exclude<ListColumn, HandColumn | 'blank'>

/** To be written in, with a title yet to be given. */
const toWriteIn: HandColumn = { hand: 'write', title: '' }

/** In the order of the menu. Consents, identifiers and technical columns have no place on paper. */
export const sheetColumns: readonly NamedColumn[] = [
  'name', 'lastName', 'firstName', 'civility', 'phones', 'emails', 'address', 'street', 'postalCode', 'city', 'relation', 'level',
  'tags', 'actionModes', 'skills', 'availability', 'contactPerson', 'birth', 'source', 'note',
]

/** The least that the purpose needs (GDPR art. 5(1)(c)): a list for calling carries no e-mail, a list for letters no phone. */
export function columnsFor(rule: ConsentRule): ListColumn[] {
  switch (rule?.channel) {
    case 'call':
      return ['name', 'phones', 'city', 'availability', toWriteIn]
    case 'sms':
      return ['name', 'phones', 'city']
    case 'email':
      return ['name', 'emails', 'city']
    case 'post':
      return ['name', 'address']
    case 'door':
      return ['name', 'address', toWriteIn]
    default:
      return ['name', 'phones', 'emails', 'city', 'level']
  }
}
