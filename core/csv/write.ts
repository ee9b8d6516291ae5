/** People written as a file: the one entry for CSV, XLSX and vCard. */
import type { Person } from '../domain/person'
import { PortError } from '../ports/errors'
import type { ExportOptions } from './export'

export interface WriteControl {
  signal?: AbortSignal
  pause?(): Promise<void>
  onProgress?(done: number, total: number): void
}

/** The file's bytes. Rejects with `cancelled`. (Writers land with the export formats; until then the call is refused.) */
export async function exportPeople(_people: readonly Person[], options: ExportOptions, _locale: 'fr' | 'en', _control: WriteControl = {}): Promise<Uint8Array> {
  throw new PortError('unexpected', `no writer for ${options.format} yet`)
}
