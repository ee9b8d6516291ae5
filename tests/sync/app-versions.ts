/**
 * Two versions of the app in one process: the one that this tree is, and a newer one, which is the same code once more and
 * knows a kind of record besides.
 */
import { vi } from 'vitest'
import type * as Ids from '#core/domain/ids'
import type * as DeviceAppModule from './device-app'

export interface AppVersion extends Pick<typeof DeviceAppModule, 'startApp'>, Pick<typeof Ids, 'newId'> {
  /** Of what it writes. */
  format: number
  isNewer: boolean
}

export interface AppVersions {
  present: AppVersion
  newer: AppVersion
}

async function loadModules() {
  vi.resetModules()
  const [{ startApp, newerKind }, { newId }, { compartmentOf }] = [await import('./device-app'), await import('#core/domain/ids'), await import('#core/section/shards')]
  return { startApp, newId, newerKind, compartmentOf }
}

export async function loadVersions(): Promise<AppVersions> {
  const [present, newer] = [await loadModules(), await loadModules()]
  // To it, that kind is one like the others: it is packed.
  newer.compartmentOf[newer.newerKind] = 'people'
  return {
    present: { startApp: present.startApp, newId: present.newId, format: 1, isNewer: false },
    newer: { startApp: newer.startApp, newId: newer.newId, format: 2, isNewer: true },
  }
}
