/**
 * A section that this device was let into, put on this computer's disk and opened: by an invitation or by a recovery sheet.
 * Invariant: it is there with its keys and with who belongs, or not at all, and a copy that was there before is put aside
 * whole. Made first and told who belongs later, it would take itself for a section of its own after a crash in between.
 */
import type { Host } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { PortError } from '#core/ports/errors'
import type { Secrets } from '#core/sealing/vault'
import { noteOfErased } from '#core/section/known-erased'
import type { Lifecycle } from '../lifecycle'

export interface Newcomer {
  secrets: Secrets
  passphrase: string
  keychain: boolean
  /** Sealed entries that say who belongs: what was proved stays proved without the relay, which may be gone again. */
  entries: readonly Uint8Array[]
  /** A copy of the section that is on this computer is put aside. Without it the call rejects with `section-exists`. */
  replace: boolean
  /** Ids of whom that copy knows to be erased, where that is known. */
  erased?: ReadonlySet<string>
  /** Aborted by who gives up: up to the last moment all stays as it was. */
  signal: AbortSignal
}

/** Resolves once it is open; its base is still coming. Rejects as the disk does (`no-room`, `journal-failed`) or with `cancelled`: then nothing has changed. */
export async function takeIn({ secrets, passphrase, keychain, entries, replace, erased, signal }: Newcomer, { lifecycle, host }: { lifecycle: Lifecycle; host: RpcClient<Host> }): Promise<void> {
  const id = secrets.section
  await lifecycle.adopt({
    secrets, passphrase, keychain,
    async write(vault) {
      await host.call('restoreBegin', { id, createdAt: Date.now(), lastOpenedAt: Date.now(), demo: false }, vault)
      try {
        await host.call('restoreAppend', [...entries])
        // Of the copy, before its base comes here once more, and with it of whom to take out of this computer.
        const note = erased ? await noteOfErased(erased, secrets) : null
        if (signal.aborted) throw new PortError('cancelled')
        await host.call('restoreCommit', replace, note)
      } catch (error) {
        await host.call('restoreAbort').catch(() => {})
        throw error
      }
    },
  })
  await lifecycle.open({ id, passphrase })
}
