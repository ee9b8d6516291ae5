/** The rows of the second table: devices that meet at a relay. Node processes beside one another; no window takes part. */
import type { BenchRow } from '../row'
import { buildPrograms } from './build'
import { measureSection, sectionRows } from './measures/section'
import { measureHandedOn, measureIdleMemory } from './measures/servers'

export const syncNames = [...sectionRows, 'relay-handed-on', 'relay-memory'] as const

/** The rows that are wanted, in the table's order. */
export async function measureSync(count: number, wanted: (name: string) => boolean, add: (row: BenchRow) => void, say: (line: string) => void): Promise<void> {
  if (!syncNames.some(wanted)) return
  say('Building what the devices and the servers run')
  await buildPrograms()
  if (sectionRows.some(wanted)) for (const row of await measureSection(count, wanted, say)) if (wanted(row.name)) add(row)
  if (wanted('relay-handed-on')) add(await measureHandedOn(say))
  if (wanted('relay-memory')) add(await measureIdleMemory(say))
}
