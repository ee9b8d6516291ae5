/** What an admin says of the section: that it is shared by a relay, who is removed, who has which role, that keys are new. */
import type { DeviceId } from '#core/domain/ids'
import { changeRole, foundSection, newKeys, removeDevice } from '#core/membership/keys'
import { computeMembers } from '#core/membership/members'
import { makeStatement, type KnownSession, type Role, type Statement } from '#core/membership/statement'
import { PortError } from '#core/ports/errors'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import { deviceOfSession } from '#core/domain/ids'
import type { OpenSection } from '../open-section'
import { hostRelay } from '../relay/host-relay'
import { createRelayClient } from '../relay/relay-client'

/**
 * Registers the section at a relay, then says so in the log. Rejects with `relay-unreachable` or `relay-refused`, and nothing
 * has changed in the section. Cut off in between, it can be asked again: the relay takes the same founder twice.
 */
export async function startSharing(section: OpenSection, host: RpcClient<Host, HostTopics>, { address, opening, deviceName }: { address: string; opening: string; deviceName: string }): Promise<void> {
  const { store, commands, vault } = section
  const { secrets } = vault
  if (store.membership.members()?.relay?.url) throw new PortError('relay-refused', 'shared already')
  const url = tidyAddress(address)
  await host.call('relayUse', url)
  try {
    const client = createRelayClient(hostRelay(host).ask, secrets)
    const relay = await client.meet()
    await client.open(opening)
    await commands.whenQuiet(async () => {
      const statements = store.membership.members() ? [] : await foundSection(secrets, deviceName, Date.now())
      const heads = statements.length > 0 ? computeMembers(statements, statements[0]!.hash).heads : store.membership.members()!.heads
      await store.say([...statements, await makeStatement(secrets, heads, { type: 'relay', url, relay }, Date.now())])
    })
  } catch (error) {
    await host.call('relayUse', null).catch(() => {})
    throw error
  }
}

/** An address as it is kept: the same relay must not count as two. */
export function tidyAddress(address: string): string {
  const text = address.trim().replace(/\/+$/, '')
  const url = URL.canParse(text) ? new URL(text) : null
  // What is more than an address is refused by who is asked to go there (electron/main/relay-address.ts).
  return url?.href === `${url?.origin}/` ? url.origin : text
}

const membersOf = ({ store }: OpenSection) => store.membership.members() ?? (() => { throw new PortError('not-an-admin') })()

/** The highest sequence here of each of the device's sessions: what it wrote beyond is set aside. */
const knownOf = ({ store }: OpenSection, device: DeviceId): KnownSession[] =>
  [...store.log.index.known.runs()].flatMap(([session, runs]) => (deviceOfSession(session) === device ? [{ session, sequence: runs.at(-1)![1] }] : []))

export const removal = (section: OpenSection, device: DeviceId): Promise<Statement[]> =>
  removeDevice(section.vault.secrets, membersOf(section), device, knownOf(section, device), Date.now())

export const newRole = (section: OpenSection, device: DeviceId, role: Role): Promise<Statement[]> =>
  changeRole(section.vault.secrets, membersOf(section), device, role, knownOf(section, device), Date.now())

/** From now on whoever shares the section needs an app of this format at least. */
export async function requirement(section: OpenSection, version: number): Promise<Statement[]> {
  const members = membersOf(section)
  const own = members.devices.get(section.store.device)
  if (own?.role !== 'admin' || own.removedAt !== null) throw new PortError('not-an-admin')
  return [await makeStatement(section.vault.secrets, members.heads, { type: 'minimum', version }, Date.now())]
}

export const rotation = (section: OpenSection): Promise<Statement[]> => newKeys(section.vault.secrets, membersOf(section), Date.now())
