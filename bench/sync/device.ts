/** Our device in a process of its own: the engine without its window, its journal in a folder, fsynced. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { everyone } from '#core/domain/query'
import type { PersonId } from '#core/domain/ids'
import type { Secrets } from '#core/sealing/vault'
import type { RoomConnection } from '#engine/relay/room-connection'
import { openJournal, type FileJournal } from '../../electron/main/journal'
import { answer } from '../../tests/sync/node-process'
import { openDevice, type RealDevice } from '../../tests/sync/real-device'
import { benchPeople } from '../people'
import { monotonic, type DeviceCalls } from './calls'
import { countTraffic } from './traffic'

let device: RealDevice
let connection: RoomConnection
let journal: FileJournal
let folder: string

async function open(secrets: Secrets, all: readonly Secrets[]): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'permanence-bench-device-'))
  journal = await openJournal(folder)
  device = await openDevice(secrets, all, journal)
}

const traffic = countTraffic()
const isStored = () => connection.state().state === 'in-step' && device.room.pending() === 0
const person = (id: string) => device.store.people.get(id as PersonId)

answer<DeviceCalls>({
  async fill(address, count, { secrets, all }) {
    await open(secrets, all)
    await device.commands.importPeople({ created: benchPeople(count), edited: [], detail: 'csv' })
    connection = await device.connect(address)
    await device.until(isStored)
  },
  async firstSync(address, count, { secrets, all }) {
    traffic()
    const began = performance.now()
    await open(secrets, all)
    connection = await device.connect(address)
    await device.until(() => device.store.people.size() === count && connection.state().state === 'in-step')
    await device.room.quiet()
    // The list that is shown, in its order.
    device.store.people.rows(everyone, 0, 50)
    return { ms: performance.now() - began, bytes: traffic() }
  },
  ids: (count) => [...device.store.people.all()].slice(0, count).map(({ id }) => id),
  async edit(id, value) {
    const at = monotonic()
    await device.commands.editPeople({ kind: 'ids', ids: [id as PersonId] }, [{ field: 'city', value }])
    device.room.changed()
    return at
  },
  stored: () => device.until(isStored),
  async seen(wanted) {
    const left = new Map(wanted)
    let at = 0
    await device.until(() => {
      for (const [id, value] of left) if (person(id)?.city === value) left.delete(id)
      if (left.size === 0) at = monotonic()
      return left.size === 0
    })
    return at
  },
  disconnect: () => connection.pause(true),
  async reconnect(wanted) {
    traffic()
    const began = performance.now()
    connection.pause(false)
    await device.until(() => connection.state().state === 'in-step' && wanted.every(([id, value]) => person(id)?.city === value))
    return { ms: performance.now() - began, bytes: traffic() }
  },
  ready: () => {},
  async close() {
    await device.close()
    await journal.close()
    rmSync(folder, { recursive: true, force: true })
  },
})
