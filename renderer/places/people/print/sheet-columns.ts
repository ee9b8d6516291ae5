/** Columns of a contact sheet: what may be chosen, and what a purpose needs. */
import type { ContactSheetOptions } from '#core/print/sheet'
import type { ConsentRule } from '../output/consent-rule'

export type SheetColumn = Extract<ContactSheetOptions['columns'][number], string>

/** In the order of the menu. Consents, identifiers and technical columns have no place on paper. */
export const sheetColumns: readonly SheetColumn[] = [
  'name', 'lastName', 'firstName', 'civility', 'phones', 'emails', 'address', 'street', 'postalCode', 'city', 'relation', 'level',
  'tags', 'actionModes', 'skills', 'availability', 'contactPerson', 'birth', 'source', 'note', 'blank',
]

/** The least that the purpose needs (GDPR art. 5(1)(c)): a list for calling carries no e-mail, a list for letters no phone. */
export function columnsFor(rule: ConsentRule): SheetColumn[] {
  switch (rule?.channel) {
    case 'call':
      return ['name', 'phones', 'city', 'availability', 'blank']
    case 'sms':
      return ['name', 'phones', 'city']
    case 'email':
      return ['name', 'emails', 'city']
    case 'post':
      return ['name', 'address']
    case 'door':
      return ['name', 'address', 'blank']
    default:
      return ['name', 'phones', 'emails', 'city', 'level']
  }
}
