/** The journal that the main process keeps in a file, as the engine sees it. */
import type { Host } from '#core/ports/host'
import type { Journal, JournalInfo } from '#core/ports/journal'
import type { RpcClient } from '#core/ports/rpc'

/** `info` is what `journalOpen` answered; appends and rewrites keep it true. */
export function hostJournal(host: RpcClient<Host>, info: JournalInfo): Journal {
  let known = info
  return {
    info: async () => known,
    async append(payloads) {
      const written = await host.call('journalAppend', [...payloads])
      known = { ...known, end: written.end }
      return written
    },
    readFrom: (offset, maxBytes) => host.call('journalReadFrom', offset, maxBytes),
    readAt: (offset) => host.call('journalReadAt', offset),
    async rewrite(payloads) {
      const offsets: number[] = []
      await host.call('rewriteBegin')
      try {
        for await (const piece of payloads) offsets.push(...(await host.call('rewriteAppend', [...piece])))
        known = await host.call('rewriteCommit')
      } catch (error) {
        await host.call('rewriteAbort').catch(() => {})
        throw error
      }
      return { info: known, offsets }
    },
  }
}
