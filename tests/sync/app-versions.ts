/**
 * Two versions of the app in one process: the one that this tree is, and a newer one, which is the same code once more and
 * knows a kind of record besides.
 */
import type * as AppModule from './app-module'

export interface AppVersion extends Pick<typeof AppModule, 'startApp' | 'newId'> {
  /** Of what it writes. */
  format: number
  isNewer: boolean
}

export interface AppVersions {
  present: AppVersion
  newer: AppVersion
}

/** `program`: address of what app-module.ts was built into. Another query loads it once more. */
export async function loadVersions(program: string): Promise<AppVersions> {
  const load = async (query: string) => (await import(/* @vite-ignore */ `${program}?${query}`)) as typeof AppModule
  const [present, newer] = [await load('present'), await load('newer')]
  // To it, that kind is one like the others: it is packed.
  newer.compartmentOf[newer.newerKind] = 'people'
  return {
    present: { startApp: present.startApp, newId: present.newId, format: 1, isNewer: false },
    newer: { startApp: newer.startApp, newId: newer.newId, format: 2, isNewer: true },
  }
}
