/** Columns and formats of an export. */
import type { ExportOptions } from '#core/csv/export'
import type { PeopleColumn } from '#core/domain/query'
import type { ConsentRule } from '../../../ui/output/consent-rule'

/** In the order of the record. `name` stays out: a file has surname and first name apart, so that it can be imported again. */
export const exportColumns: readonly PeopleColumn[] = [
  'civility', 'lastName', 'firstName', 'birthName', 'emails', 'phones', 'addressUnit', 'addressBuilding', 'street', 'locality', 'postalCode',
  'city', 'country', 'birth', 'relation', 'level', 'actionModes', 'skills', 'availability', 'tags', 'contactPerson', 'source', 'note', 'consents',
  'externalIds', 'createdAt', 'updatedAt',
]

/** The least that the purpose needs (GDPR art. 5(1)(c)). */
export function columnsFor(rule: ConsentRule): PeopleColumn[] {
  switch (rule?.channel) {
    case 'call':
    case 'sms':
      return ['lastName', 'firstName', 'phones', 'postalCode', 'city']
    case 'email':
      return ['lastName', 'firstName', 'emails']
    case 'post':
    case 'door':
      return ['civility', 'lastName', 'firstName', 'addressUnit', 'addressBuilding', 'street', 'locality', 'postalCode', 'city']
    default:
      return ['lastName', 'firstName', 'emails', 'phones', 'postalCode', 'city', 'relation', 'level', 'tags']
  }
}

export const fileFormats = ['csv-excel-fr', 'xlsx', 'csv-standard', 'vcf'] as const
export type FileFormat = (typeof fileFormats)[number]

export function exportOptions(format: FileFormat, columns: PeopleColumn[], rule: ConsentRule): ExportOptions {
  return {
    format: format === 'xlsx' || format === 'vcf' ? format : 'csv',
    dialect: format === 'csv-standard' ? 'standard' : 'excel-fr',
    columns,
    ...(rule && { consent: rule }),
  }
}
