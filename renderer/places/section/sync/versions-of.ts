/** Which computers of a section a minimum format would leave behind: those that belong and have a screen, the ones behind first. */
import type { SectionDevice } from '#engine/api'

export type VersionedDevice = SectionDevice & { fits: 'older' | 'unknown' | 'fits' }

const order = ['older', 'unknown', 'fits'] as const

export function versionsOf(devices: readonly SectionDevice[], minimum: number): VersionedDevice[] {
  return devices
    .filter(({ paper, removedAt }) => !paper && removedAt === null)
    .map((device) => ({ ...device, fits: device.app === null ? ('unknown' as const) : device.app.format < minimum ? ('older' as const) : ('fits' as const) }))
    .sort((one, other) => order.indexOf(one.fits) - order.indexOf(other.fits))
}
