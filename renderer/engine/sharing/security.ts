/** What Section › Sécurité tells of a section's log: what was set aside, what is missing, what was forged. */
import type { SectionStore } from '#core/section/section-store'
import { missingEntries } from '#core/section/log-index'
import type { SecurityReport } from '../sharing-api'

export async function securityReport({ log, membership, device: own }: SectionStore, forged: number): Promise<SecurityReport> {
  const nameOf = (device: string | undefined) => [...(membership.members()?.devices.values() ?? [])].find((member) => member.device === device)?.name ?? null
  const setAside = new Map<string, SecurityReport['setAside'][number]>()
  for (const { why, header } of await log.aside.list()) {
    // A name may only be put to what the device's own signature stands for.
    const device = why === 'damaged' || why === 'unknown-device' ? null : nameOf(header?.device)
    const known = setAside.get(`${why} ${device}`)
    if (known) known.count++
    else setAside.set(`${why} ${device}`, { device, why, count: 1 })
  }
  const missing = [...missingEntries(log.index)].filter(([device]) => device !== own).map(([device, count]) => ({ device: nameOf(device), count }))
  return { setAside: [...setAside.values()], missing, forged }
}
