/** Devices with real keys, their own logs and the stock client, at the real relay: what two laptops do, without the windows. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { newId, type PersonId } from '#core/domain/ids'
import { deriveInvitation } from '#core/membership/invitation'
import { randomBytes } from '#core/sealing/aes'
import { createRelayClient, type RelayIdentity } from '#engine/relay/relay-client'
import { newDevices, openDevice, reachRelay, registerSection } from './real-device'
import { startRelay } from './real-relay'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function openSection(count: number) {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const relay = await startRelay(folder)
  ends.push(() => relay.kill())
  const all = await newDevices(count)
  const clientOf = async (identity: RelayIdentity) => {
    const { relay: reached, close } = await reachRelay(relay.address)
    ends.push(close)
    return createRelayClient(reached.ask, identity)
  }
  const admin = await clientOf(all[0]!)
  await registerSection(admin, all)
  const devices = await Promise.all(all.map((secrets) => openDevice(secrets, all)))
  for (const device of devices) ends.push(() => device.close())
  return { folder, relay, all, admin, devices, clientOf }
}

const same = async (devices: readonly { store: { contentHash(): Promise<string> } }[]) => new Set(await Promise.all(devices.map(({ store }) => store.contentHash()))).size === 1
/** Every byte under a folder. */
const bytesUnder = (folder: string): Buffer => Buffer.concat(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name))))

describe('two devices at the real relay', () => {
  it('hold the same once both were there, whatever each did alone; the relay’s disk has no word of it', async () => {
    const { folder, relay, devices } = await openSection(2)
    const [one, other] = devices as [(typeof devices)[0], (typeof devices)[0]]
    const id = newId<PersonId>()
    await one.commands.createPerson(id, { lastName: 'Canariaubin', note: 'mot-canari' })
    await other.commands.importPeople({ created: Array.from({ length: 600 }, (_, at) => ({ lastName: `Canari${at}` })), edited: [], detail: 'csv' })
    await one.connect(relay.address)
    await other.connect(relay.address)
    await one.until(() => one.store.people.size() === 601 && one.room.pending() === 0)
    await other.until(() => other.store.people.size() === 601 && other.room.pending() === 0)
    expect(await same(devices)).toBe(true)

    // Live: from one's Enter to the other's table.
    await one.commands.editPeople({ kind: 'ids', ids: [id] }, [{ field: 'city', value: 'Saint-Denis' }])
    one.room.changed()
    await other.until(() => other.store.people.get(id)?.city === 'Saint-Denis')
    await one.until(() => one.room.pending() === 0)
    const disk = bytesUnder(folder).toString('latin1')
    for (const word of ['Canari', 'mot-canari', 'Saint-Denis']) expect(disk.includes(word)).toBe(false)
  })

  it('lose nothing that was acknowledged when the relay is killed again and again', async () => {
    const { folder, relay: first, devices } = await openSection(2)
    const [one, other] = devices as [(typeof devices)[0], (typeof devices)[0]]
    let relay = first
    for (const device of devices) await device.connect(first.address)
    const ids: PersonId[] = []
    for (let round = 0; round < 5; round++) {
      for (const device of devices) {
        for (let at = 0; at < 4; at++) {
          const id = newId<PersonId>()
          ids.push(id)
          await device.commands.createPerson(id, { lastName: `Nom${round}` })
          device.room.changed()
        }
      }
      await relay.kill()
      relay = await startRelay(folder, first.port)
      const now = relay
      ends.push(() => now.kill())
    }
    const whole = (device: (typeof devices)[0]) => ids.every((id) => device.store.people.get(id)) && device.room.pending() === 0
    await one.until(() => whole(one))
    await other.until(() => whole(other))
    expect(await same(devices)).toBe(true)
  })

  it('are cut off when one is removed, and it is not let in again', async () => {
    const { relay, all, admin, devices, clientOf } = await openSection(2)
    const [, other] = devices as [(typeof devices)[0], (typeof devices)[0]]
    const connection = await other.connect(relay.address)
    await other.until(() => connection.state().state === 'in-step')
    await admin.remove(all[1]!.device)
    await other.until(() => connection.state().state === 'refused')
    expect(connection.state()).toEqual({ state: 'refused', why: 'removed' })
    const removed = await clientOf(all[1]!)
    await expect(removed.remove(all[1]!.device)).rejects.toMatchObject({ code: 'relay-refused', message: 'relay-refused: 410 removed' })
    expect(await admin.devices()).toEqual(
      expect.arrayContaining([
        { device: all[0]!.device, role: 'admin', addedAt: expect.any(Number), removedAt: null },
        { device: all[1]!.device, role: 'organizer', addedAt: expect.any(Number), removedAt: expect.any(Number) },
      ]),
    )
  })

  it('are told so also where one was switched off when it was removed', async () => {
    const { relay, all, admin, devices } = await openSection(2)
    const [, other] = devices as [(typeof devices)[0], (typeof devices)[0]]
    await admin.remove(all[1]!.device)
    const connection = await other.connect(relay.address)
    await other.until(() => connection.state().state === 'refused')
    expect(connection.state()).toEqual({ state: 'refused', why: 'removed' })
  })
})

describe('an invitation at the real relay', () => {
  it('is a letter box for its two ends, until it is withdrawn', async () => {
    const { all, admin, clientOf } = await openSection(1)
    const { section } = all[0]!
    const invitation = await deriveInvitation({ secret: randomBytes(32), section })
    await admin.putInvitation(invitation.id, invitation.signing.public, Math.floor(Date.now() / 1000) + 3600)
    const joiner = await clientOf({ section, device: `invitation:${invitation.id}`, signing: invitation.signing })
    // Waits while nothing is there.
    const heard = admin.messages(invitation.id, 0)
    const hello = randomBytes(300)
    expect(await joiner.sendMessage(invitation.id, hello)).toBe(1)
    expect(await heard).toEqual([{ n: 1, from: `invitation:${invitation.id}`, body: hello }])
    const answer = randomBytes(16 * 1024)
    expect(await admin.sendMessage(invitation.id, answer)).toBe(2)
    expect(await joiner.messages(invitation.id, 1)).toEqual([{ n: 2, from: all[0]!.device, body: answer }])
    await expect(joiner.devices()).rejects.toMatchObject({ message: 'relay-refused: 403 forbidden' })
    await admin.deleteInvitation(invitation.id)
    await expect(joiner.messages(invitation.id, 2)).rejects.toMatchObject({ code: 'relay-refused' })
  })

  it('is out of reach with the relay', async () => {
    const { relay, admin } = await openSection(1)
    await relay.kill()
    await expect(admin.devices()).rejects.toMatchObject({ code: 'relay-unreachable' })
  })
})
