/** Options of an export; see the writers beside this file. */
import type { Channel, Purpose } from '../domain/consent'
import type { PeopleColumn } from '../domain/query'

export interface ExportOptions {
  format: 'csv' | 'xlsx' | 'vcf'
  /** Excel France: `;`, BOM, CRLF. Standard: `,`, no BOM, LF. */
  dialect: 'excel-fr' | 'standard'
  columns: PeopleColumn[]
  /** When set, people without this consent are left out and counted. */
  consent?: { purpose: Purpose; channel: Channel }
}
