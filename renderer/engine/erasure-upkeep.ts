/**
 * What erasing leaves to be done on this computer, after an erasure here or one that came from elsewhere: the journal is
 * written anew without what it held of them, pages are written under another key, and what cannot be rewritten goes:
 * restore points of before, and copies of the section that were put aside.
 * Invariant: until all of it is done it is known to be due (leftovers.ts), through refusals of the disk, crashes and restarts.
 * A copy that was put aside when this computer joined again stays while nobody was erased whom it still shows: it may hold
 * the only words that were not sent before.
 */
import { PortError } from '#core/ports/errors'
import type { Host, ReplacedSection } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
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
      const clean = await cleanCopy(section)
      for (const copy of copies) if (copy.at !== clean) await host.call('removeReplaced', copy)
      leftovers.copies = false
    }
    const pageKey = leftovers.pages ? await renewPageKey() : null
    await writePoints(section, host, points)
    if (pageKey) await store.sealPagesAnew(pageKey)
    await store.checkpoint()
  })
}

const asideName = 'aside'

/** Ids of whom the open section knows to be erased, and shows nothing of on this computer; `null` while something of them is left. */
export function takenOut({ store }: OpenSection): ReadonlySet<string> | null {
  return store.hasLeftovers() ? null : new Set(store.log.index.erased)
}

/** Notes what `takenOut` said of a copy that was then put aside. Lost, the copy goes with the first erasure that comes. */
export async function noteAside({ store }: OpenSection, { at }: ReplacedSection, erased: ReadonlySet<string>): Promise<void> {
  await store.writeLocal(asideName, { at, erased: [...erased] }).catch(() => {})
}

/** When the copy was put aside that shows nobody of those who are erased, if there is one. */
async function cleanCopy({ store }: OpenSection): Promise<number | undefined> {
  const { at, erased } = ((await store.readLocal(asideName)) ?? {}) as { at?: number; erased?: string[] }
  const known = new Set(erased)
  return [...store.log.index.erased].every((id) => known.has(id)) ? at : undefined
}
