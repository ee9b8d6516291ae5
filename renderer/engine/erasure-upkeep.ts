/**
 * What erasing leaves to be done on this computer, after an erasure here or one that came from elsewhere: the journal is
 * written anew without what it held of them, pages are written under another key, and what cannot be rewritten goes:
 * restore points of before, and copies of the section that were put aside.
 * Invariant: until all of it is done it is known to be due (leftovers.ts), through refusals of the disk, crashes and restarts.
 * A copy that was put aside when this computer joined again stays while nobody was erased whom it still shows
 * (known-erased.ts): it may hold the only words that were not sent before.
 */
import { PortError } from '#core/ports/errors'
import type { Host } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { knowsAll } from '#core/section/known-erased'
import { withoutErased } from '#core/section/restore-point'
import type { OpenSection } from './open-section'
import { readPoints, writePoints } from './restore-points'

/**
 * Does it, if anything is due and the journal may be written anew now. Answers whether nothing is left. `renewPageKey` is
 * the lifecycle's. Rejects when the disk refuses: then it is still due.
 */
export async function takeOutErased(section: OpenSection, host: RpcClient<Host>, renewPageKey: () => Promise<Uint8Array>): Promise<boolean> {
  const { store, vault } = section
  await store.loaded
  if (!store.hasLeftovers()) return true
  return section.rewriteJournal(async () => {
    if (!(await store.log.settle())) throw new PortError('disk-full', 'edits wait to be saved')
    const { leftovers } = store.log.index
    await store.log.purge()
    const points = withoutErased(await readPoints(section, host), store.erasures().size)
    if (leftovers.copies) {
      const copies = (await host.call('listReplaced')).filter(({ id }) => id === vault.secrets.section)
      for (const copy of copies) {
        if (!(await knowsAll(await host.call('replacedNote', copy), store.log.index.erased, vault.secrets))) await host.call('removeReplaced', copy)
      }
      leftovers.copies = false
    }
    const pageKey = leftovers.pages ? await renewPageKey() : null
    await writePoints(section, host, points)
    if (pageKey) await store.sealPagesAnew(pageKey)
    await store.checkpoint()
  })
}

/** Ids of whom the open section knows to be erased, and shows nothing of on this computer; `null` while something of them is left. */
export function takenOut({ store }: OpenSection): ReadonlySet<string> | null {
  return store.hasLeftovers() ? null : new Set(store.log.index.erased)
}
