/**
 * A section to another relay, or to another address of the same one.
 * Invariant: nothing is said in the section before the new relay knows it and everyone who belongs: whoever follows at once
 * is let in. What is in the log goes there by itself (core/log/room.ts); the relay of before needs to give nothing back.
 */
import { isSameRelay } from '#core/membership/relays'
import { makeStatement } from '#core/membership/statement'
import { PortError } from '#core/ports/errors'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import type { OpenSection } from '../open-section'
import { hostRelay } from '../relay/host-relay'
import { createRelayClient, statusOf, type RelayClient } from '../relay/relay-client'
import { tidyAddress } from './found'
import { settleAt } from './relay-in-use'
import { isAdminHere, registerDevices } from './upkeep'

/** No link may be open: there is one address at a time. `answers`: the relay of before does, and is to hear of it; else this device goes to the new one at once. Rejects as `SharingCalls.moveRelay` says. */
export async function moveRelay(section: OpenSection, host: RpcClient<Host, HostTopics>, { address, opening, answers }: { address: string; opening: string; answers: boolean }): Promise<void> {
  const { store, commands, vault } = section
  if (!isAdminHere(section)) throw new PortError('not-an-admin')
  const { client, url, relay } = await meetAt(section, host, address)
  // As an admin of the section it is known there already: the same relay at another address, or one that it was at before.
  const known = await client.devices().then(() => true, unknownThere)
  if (!known) await client.open(opening)
  await registerDevices(section, client)
  await commands.whenQuiet(async () => {
    const members = store.membership.members()!
    if (isSameRelay(members.relay, { url, relay })) return
    await store.say([await makeStatement(vault.secrets, members.heads, { type: 'relay', url, relay }, Date.now())])
  })
  if (!answers) await settleAt(store, { url, relay })
}

/** No link may be open. Rejects as `SharingCalls.useRelay` says. */
export async function goToRelay(section: OpenSection, host: RpcClient<Host, HostTopics>, address: string): Promise<void> {
  const { store } = section
  const named = store.membership.members()?.relay
  if (!named?.url) throw new PortError('relay-refused', 'not shared')
  const { client, url, relay } = await meetAt(section, host, address)
  await client.mayEnter()
  await settleAt(store, { url, relay, insteadOf: { url: named.url, relay: named.relay } })
}

async function meetAt({ vault }: OpenSection, host: RpcClient<Host, HostTopics>, address: string): Promise<{ client: RelayClient; url: string; relay: string }> {
  const url = tidyAddress(address)
  await host.call('relayUse', url)
  const client = createRelayClient(hostRelay(host).ask, vault.secrets)
  return { client, url, relay: await client.meet() }
}

/** What a relay answers to a device of a section that it does not know. */
function unknownThere(error: unknown): false {
  if (statusOf(error) !== 401) throw error
  return false
}
