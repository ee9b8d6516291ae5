import { describe, expect, it } from 'vitest'
import type { DeviceId } from '#core/domain/ids'
import { admission, membersOf, newDevice, newRole, removal, say, sectionOf } from '#core/membership/section.fixture'
import type { Role, Statement } from '#core/membership/statement'
import type { OpenSection } from '../open-section'
import type { RelayClient, RelayDevice } from '../relay/relay-client'
import { registerDevices } from './upkeep'

/** A section that goes by these statements. */
const openBy = (statements: readonly Statement[]) => ({ store: { membership: { members: () => membersOf(statements), statements: () => statements } } }) as unknown as OpenSection

/** A relay as it is: whoever was removed can't be admitted again, and its own list is what it goes by. */
function relayWith(...known: readonly (readonly [device: DeviceId, role: Role])[]) {
  const list = new Map<string, RelayDevice>(known.map(([device, role]) => [device, { device, role, addedAt: 0, removedAt: null }]))
  const client = {
    devices: async () => [...list.values()],
    async admit(device: string, _signing: Uint8Array, role: Role) {
      if (list.get(device)?.removedAt != null) throw new Error('removed')
      list.set(device, { device, role, addedAt: 0, removedAt: null })
    },
    remove: async (device: string) => void list.set(device, { ...list.get(device)!, removedAt: 1 }),
  } as unknown as RelayClient
  return { client, letIn: () => [...list.values()].flatMap(({ device, removedAt }) => (removedAt === null ? [device] : [])) }
}

describe('the relay’s list of devices', () => {
  it('loses whoever came in by an admin that was removed by somebody who had not heard of it', async () => {
    const { section, devices: { Alba, Basile }, statements, last } = await sectionOf('Alba', 'Basile')
    const [nour, cleo] = [await newDevice(section), await newDevice(section)]
    const relay = relayWith([Alba.device, 'admin'], [Basile.device, 'admin'], [nour.device, 'organizer'], [cleo.device, 'organizer'])
    const lets = await say(Basile, [last], admission(nour, 'organizer'))
    const removes = await say(Alba, [last], removal(Basile))
    // Cléo has just been let in by an admin whose statement has not come yet.
    await registerDevices(openBy([...statements, lets, removes]), relay.client)
    expect(relay.letIn()).toEqual([Alba.device, cleo.device])
  })

  it('loses whoever is removed, also where it refuses for ever somebody who belongs', async () => {
    const { devices: { Alba, Basile, Cleo }, statements, last } = await sectionOf('Alba', 'Basile', 'Cleo')
    const relay = relayWith([Alba.device, 'admin'], [Basile.device, 'admin'], [Cleo.device, 'admin'])
    await relay.client.remove(Basile.device)
    const demotes = await say(Alba, [last], newRole(Basile, 'organizer'))
    await registerDevices(openBy([...statements, demotes, await say(Alba, [demotes], removal(Cleo))]), relay.client)
    expect(relay.letIn()).toEqual([Alba.device])
  })
})
