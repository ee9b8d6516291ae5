/**
 * The members' room for a device that has no section here yet: all that the relay has of it is read, and what is brought is
 * left there, on its disk.
 * Invariant: nothing is believed because of where it was read: statements prove themselves, from a root that is known.
 */
import type { SectionId } from '#core/domain/ids'
import { createOpener, peekHeader } from '#core/log/entry'
import { entryName } from '#core/log/entry-set'
import { openRoom } from '#core/log/room'
import { keysToReadWith } from '#core/membership/keys'
import { readStatement, type Statement } from '#core/membership/statement'
import { PortError } from '#core/ports/errors'
import type { Secrets } from '#core/sealing/vault'
import { createMembership } from '#core/section/membership'
import { decodePayload } from '#core/section/payload'
import type { HostRelay } from '../relay/host-relay'
import type { RelayClient } from '../relay/relay-client'
import { connectRoom, type RoomConnection } from '../relay/room-connection'

/**
 * Resolves with all entries there, once those of `bring` are on the relay's disk. A relay that is away is tried again, for
 * ever. Rejects with `cancelled` when `signal` ends it, with `relay-refused` (and why) when the device is not let in.
 */
export async function visitMembersRoom({ relay, client, section, bring = [], signal, onOffline }: {
  relay: HostRelay
  client: RelayClient
  section: SectionId
  bring?: readonly Uint8Array[]
  signal: AbortSignal
  onOffline?(offline: boolean): void
}): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = []
  const brought = new Map(bring.map((bytes) => [entryName(peekHeader(bytes)), bytes]))
  const refs = new Map(bring.map((bytes) => [entryName(peekHeader(bytes)), peekHeader(bytes)]))
  let connection: RoomConnection | undefined
  let look = () => {}
  const room = await openRoom(
    { live: () => refs, knows: (entry) => refs.has(entryName(entry)), hasLetGo: () => false, read: async (entry) => brought.get(entryName(entry)) ?? null, receive: async (some) => void entries.push(...some) },
    () => look(),
  )
  try {
    await new Promise<void>((resolve, reject) => {
      look = () => {
        const state = connection?.state()
        if (state?.state === 'refused') reject(new PortError('relay-refused', state.why))
        else if (state?.state === 'in-step' && room.pending() === 0) resolve()
        if (state?.state === 'offline' || state?.state === 'in-step') onOffline?.(state.state === 'offline')
      }
      const stop = () => reject(new PortError('cancelled'))
      if (signal.aborted) return stop()
      signal.addEventListener('abort', stop, { once: true })
      connection = connectRoom({
        // Only its path is used: the main process knows the address.
        room, relay: 'wss://relay.invalid', path: `rooms/${section}/membership`,
        protocols: (url) => client.protocols(new URL(url).pathname),
        openSocket: relay.openSocket,
        onChange: () => look(),
      })
    })
    await room.quiet()
    return entries
  } finally {
    look = () => {}
    connection?.close()
    room.close()
  }
}

/**
 * The statements in these entries that the keys open, and those that statements among them give: each membership epoch is
 * told under the one before, so as long as more opens, there may be more. With those that were known already.
 */
export async function readStatements(entries: readonly Uint8Array[], secrets: Omit<Secrets, 'pageKey'>, known: readonly Statement[] = []): Promise<Statement[]> {
  const found = new Map(known.map((statement) => [statement.hash, statement]))
  for (let before = -1; before < found.size; ) {
    before = found.size
    const reading = { ...secrets, pageKey: new Uint8Array(32), keys: await keysToReadWith(secrets, [...found.values()]) }
    const opener = createOpener(reading, createMembership(reading))
    for (const bytes of entries) {
      const opened = await opener.open(bytes).catch(() => null)
      for (const { update } of opened ? decodePayload(opened.payload) : []) {
        const statement = await readStatement(update).catch(() => null)
        if (statement) found.set(statement.hash, statement)
      }
    }
  }
  return [...found.values()]
}
