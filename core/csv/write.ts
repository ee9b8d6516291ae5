/**
 * People to a file: CSV for French Excel or for other tools, XLSX, vCard. What is exported comes back the same through our import,
 * and nobody who did not agree to a purpose and channel leaves in a list made for it.
 */
import { mayContact } from '../domain/consent'
import type { Person } from '../domain/person'
import { PortError } from '../ports/errors'
import type { ExportOptions } from './export'
import { outputColumns } from './export-columns'
import { writeVcard } from './export-vcard'
import { writeWorkbook } from './export-xlsx'

export interface WriteControl {
  /** Aborting makes the export reject with `cancelled`. */
  signal?: AbortSignal
  /** Yields to the event loop; awaited every ten milliseconds or so. */
  pause?(): Promise<void>
  onProgress?(done: number, total: number): void
}

/** The bytes of the file of these people, in their order. Rejects with `cancelled`. */
export async function exportPeople(selected: readonly Person[], options: ExportOptions, locale: 'fr' | 'en', control: WriteControl = {}): Promise<Uint8Array> {
  const { consent } = options
  const people = consent ? selected.filter((person) => mayContact(person, consent.purpose, consent.channel)) : selected
  if (options.format === 'vcf') return new TextEncoder().encode((await mapSteadily(people, (person) => writeVcard(person, options.columns), control)).join(''))
  const columns = outputColumns(options.columns, people, { locale, days: options.format === 'csv' && options.dialect === 'excel-fr' ? 'french' : 'iso' })
  const titles = columns.map((column) => column.title)
  if (options.format === 'xlsx') {
    const rows = await mapSteadily(people, (person) => columns.map((column) => column.cell(person)), control)
    return writeWorkbook(titles, rows)
  }
  const excel = options.dialect === 'excel-fr'
  const [separator, end] = excel ? [';', '\r\n'] : [',', '\n']
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell, separator)).join(separator) + end
  const lines = await mapSteadily(people, (person) => line(columns.map((column) => column.cell(person))), control)
  return new TextEncoder().encode((excel ? '\ufeff' : '') + line(titles) + lines.join(''))
}

/** Quoted where a reader would otherwise part it, trim it or take its quote for its own. */
function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\n\r]|^\s|\s$/.test(cell) ? `"${cell.replace(/\r\n?/g, '\n').replaceAll('"', '""')}"` : cell
}

/** `map`, with pauses, progress and an end when asked. */
async function mapSteadily<Value>(people: readonly Person[], one: (person: Person) => Value, control: WriteControl): Promise<Value[]> {
  const values: Value[] = []
  let since = performance.now()
  for (const person of people) {
    values.push(one(person))
    if (values.length % 64 !== 0 || performance.now() - since < 10) continue
    if (control.signal?.aborted) throw new PortError('cancelled')
    control.onProgress?.(values.length, people.length)
    await control.pause?.()
    since = performance.now()
  }
  if (control.signal?.aborted) throw new PortError('cancelled')
  return values
}
