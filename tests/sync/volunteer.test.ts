/** A volunteer's machine and the relay's whole disk, in one pair of hands: no name of a person. Real keys, the real relay. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { bytesFromId, newId, type ActionId, type PersonId, type SectionId } from '#core/domain/ids'
import { createOpener } from '#core/log/entry'
import { memoryJournal } from '#core/log/memory-journal'
import { openRoom } from '#core/log/room'
import { admitDevice, foundSection, newKeys } from '#core/membership/keys'
import { memoryPages } from '#core/ports/pages'
import { compartments, newDevice, newSecrets, type Secrets } from '#core/sealing/vault'
import { createCommands } from '#core/section/commands'
import { roomLogOf } from '#core/section/room-log'
import { openSectionStore } from '#core/section/section-store'
import { hostRelay } from '#engine/relay/host-relay'
import { createRelayClient } from '#engine/relay/relay-client'
import { connectRoom } from '#engine/relay/room-connection'
import { openingCode, startHost, startRelay } from './real-relay'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function openOn(secrets: Secrets) {
  const journal = memoryJournal()
  const store = await openSectionStore({ secrets, journal, pages: memoryPages(), onState: () => {}, onProgress: () => {}, onPeople: () => {} })
  await store.loaded
  return { store, journal, commands: createCommands(store, Date.now), secrets }
}

const bytesUnder = (folder: string): Buffer =>
  Buffer.concat(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name))))

it('a volunteer who has the relay’s whole disk as well finds no name in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const relay = await startRelay(folder)
  ends.push(() => relay.kill())
  const { host, close } = startHost()
  ends.push(close)
  await host.call('relayUse', relay.address)
  const { ask, openSocket } = hostRelay(host)

  const founder = await openOn(await newSecrets(newId<SectionId>()))
  const say = (make: () => Promise<Parameters<typeof founder.store.say>[0]>) => founder.commands.whenQuiet(async () => founder.store.say(await make()))
  const members = () => founder.store.membership.members()!
  await say(() => foundSection(founder.secrets, 'Poste d’Alba', 1))
  const fresh = await newDevice({ section: founder.secrets.section, keys: { people: [], commons: [], membership: founder.secrets.keys.membership }, root: members().root })
  await say(async () => [await admitDevice(founder.secrets, members(), { device: fresh.device, signing: fresh.signing.public, exchange: fresh.exchange.public, role: 'volunteer', name: 'Poste de Samia' }, 2)])
  await founder.commands.importPeople({ created: Array.from({ length: 300 }, (_, at) => ({ lastName: `Canari${at}`, note: 'mot-canari' })), edited: [], detail: 'csv' })
  await say(() => newKeys(founder.secrets, members(), 3))
  const [person, action] = [newId<PersonId>(), newId<ActionId>()]
  await founder.commands.createPerson(person, { lastName: 'CanariApres' })
  const at = (local: string) => ({ local: `2026-12-05T${local}:00`, zone: 'Europe/Paris' })
  await founder.commands.createActions([{ id: action, draft: { kind: 'stall', title: 'Stand du parvis', start: at('09:00'), end: at('12:00') } }])
  await founder.commands.signUp([{ person, signUp: { action, on: '', shift: '' }, state: 'signed-up' }])

  // What is on the relay's disk is what its rooms hold.
  const client = createRelayClient(ask, founder.secrets)
  await client.open(openingCode)
  const entries: Uint8Array[] = []
  for (const compartment of compartments) {
    const room = await openRoom(roomLogOf(founder.store, founder.commands, compartment), () => {})
    const inStep = new Promise<void>((resolve) => {
      const look = () => connection.state().state === 'in-step' && room.pending() === 0 && resolve()
      const connection = connectRoom({ room, relay: 'ws://relay.invalid', path: `rooms/${fresh.section}/${compartment}`, protocols: (url) => client.protocols(new URL(url).pathname), openSocket, onChange: look })
      const also = setInterval(look, 50)
      ends.push(() => (clearInterval(also), connection.close(), room.close()))
    })
    await inStep
    entries.push(...room.doc.getArray<Uint8Array>('entries').toArray())
  }
  await relay.kill()
  const disk = bytesUnder(folder)
  expect(disk.length).toBeGreaterThan(entries.reduce((sum, { length }) => sum + length, 0))

  // The volunteer's machine is given all of it, with every key that the section gives this role.
  const samia = await openOn(fresh)
  await samia.commands.receive(entries)
  expect(samia.store.membership.members()!.devices.size).toBe(2)
  expect(samia.store.membership.holds('commons')).toBe(true)
  const opener = createOpener(samia.secrets, samia.store.membership)
  let opened = 0
  for (const bytes of entries) {
    const entry = await opener.open(bytes).catch(() => null)
    if (!entry) continue
    opened++
    expect(entry.header.compartment).not.toBe('people')
    // Nor who comes to an action.
    for (const word of ['anari', person, Buffer.from(bytesFromId(person))]) expect(Buffer.from(entry.payload).includes(word)).toBe(false)
  }
  expect(opened).toBeGreaterThanOrEqual(2)
  expect(opened).toBeLessThan(entries.length)
  expect(samia.store.people.size()).toBe(0)
  expect(samia.store.actions.get(action)?.title).toBe('Stand du parvis')
  await samia.commands.editActions([{ id: action, edits: [{ field: 'description', value: 'J’apporte la table.' }] }])
  expect(samia.store.history.size).toBe(2)
  for (const bytes of [disk, Buffer.from(samia.journal.bytes())]) expect(bytes.includes('anari')).toBe(false)
})
