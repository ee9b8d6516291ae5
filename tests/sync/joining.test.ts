/**
 * Coming into a section by an invitation, first and again after this computer was put out: engines as the app has them, each
 * with a main process's host and a disk of its own, and the real relay.
 */
import 'fake-indexeddb/auto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stream } from '#core/domain/demo/random'
import { newId, type PersonId, type SectionId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import { PortError } from '#core/ports/errors'
import type { Host, HostTopics } from '#core/ports/host'
import type { RpcClient } from '#core/ports/rpc'
import type { SharingStatus } from '#engine/api'
import { takeOutErased } from '#engine/erasure-upkeep'
import '../quick-passphrases'
import { startComputer, type Computer } from './computer'
import { openingCode, startRelay, type RelayProcess } from './real-relay'

const passphrase = 'quatre mots pour essayer'
const ends: (() => unknown)[] = []
let folder: string
let relay: RelayProcess

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  relay = await startRelay(folder)
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  await relay.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function computer(...through: Parameters<typeof startComputer>): Promise<Computer> {
  const one = await startComputer(...through)
  ends.push(one.leave)
  return one
}

const eventually = (what: () => unknown) => vi.waitFor(what, { timeout: 40_000, interval: 50 })
type Shared = Extract<SharingStatus, { state: 'shared' }>
const shared = (one: Computer) => one.sharing() as Shared | undefined
const inStep = (one: Computer, standing = 'organizer') =>
  eventually(() => {
    expect(one.sharing()).toMatchObject({ state: 'shared', standing, connection: 'in-step', pending: 0 })
    expect(shared(one)!.receiving).toBeUndefined()
  })
const store = (one: Computer) => one.lifecycle.current().store
const commands = (one: Computer) => one.lifecycle.current().commands
const names = (one: Computer) => [...store(one).people.all()].map(({ lastName }) => lastName).sort()
const same = (one: Computer, other: Computer) => eventually(async () => expect(await store(other).contentHash()).toBe(await store(one).contentHash()))

const called = (lastName: string): PersonDraft => ({ lastName })

async function add(one: Computer, lastName: string): Promise<PersonId> {
  const id = newId<PersonId>()
  await commands(one).createPerson(id, { lastName })
  return id
}

async function erase(one: Computer, id: PersonId): Promise<void> {
  await commands(one).erasePeople({ kind: 'ids', ids: [id] }, 'request')
  await takeOut(one)
}
/** What a quiet moment does. */
const takeOut = (one: Computer) => takeOutErased(one.lifecycle.current(), one.host, one.lifecycle.renewPageKey)

/** A shared section with these people in it. */
async function founded(...people: PersonDraft[]): Promise<Computer> {
  const one = await computer()
  await one.lifecycle.create({ name: 'Section d’essai', passphrase, keychain: false })
  await commands(one).importPeople({ created: people, edited: [], detail: 'csv' })
  await one.calls.shareSection({ address: relay.address, opening: openingCode, deviceName: 'Poste d’Alba' })
  await inStep(one, 'admin')
  return one
}

/** Asks, up to the code. */
async function ask(host: Computer, guest: Computer, { replace = false } = {}): Promise<string> {
  const { link, id } = await host.calls.invite({ role: 'organizer' })
  await guest.calls.join({ link, deviceName: 'Poste de Nour', passphrase, keychain: false, replace })
  await eventually(() => expect(host.invitations().find((one) => one.id === id)?.step).toBe('asked'))
  await eventually(() => expect(guest.joining()).toMatchObject({ step: 'code', code: host.invitations().find((one) => one.id === id)!.asks!.code }))
  return id
}

async function letIn(host: Computer, guest: Computer, request: { replace?: boolean } = {}): Promise<void> {
  await host.calls.approveInvitation(await ask(host, guest, request))
  await eventually(() => expect(guest.joining()?.step).toBe('joined'))
}

async function putOut(host: Computer, guest: Computer): Promise<void> {
  await host.calls.removeDevice(store(guest).device)
  await eventually(() => expect(guest.sharing()).toMatchObject({ standing: 'removed' }))
  await inStep(host, 'admin')
}

describe('a computer that was put out of a section', () => {
  it('is let in again by a new invitation; what it had alone is in the copy that is put aside', async () => {
    const alba = await founded(called('Aubin'), called('Bella'))
    const nour = await computer()
    await letIn(alba, nour)
    await inStep(nour)
    const id = store(nour).section
    await putOut(alba, nour)
    await add(nour, 'Seule ici')
    const aubin = [...store(nour).people.all()].find(({ lastName }) => lastName === 'Aubin')!.id
    await commands(nour).editPeople({ kind: 'ids', ids: [aubin] }, [{ field: 'note', value: 'reste ici' }])
    await add(alba, 'Après')
    await inStep(alba, 'admin')

    const { link } = await alba.calls.invite({ role: 'organizer' })
    expect(await nour.calls.readInvitation(link)).toMatchObject({ section: id, role: 'organizer', present: true })
    await expect(nour.calls.join({ link, deviceName: 'Poste de Nour', passphrase, keychain: false, replace: false })).rejects.toMatchObject({ code: 'section-exists' })
    expect(nour.lifecycle.status().phase).toBe('open')

    await letIn(alba, nour, { replace: true })
    await inStep(nour)
    await same(alba, nour)
    expect(names(nour)).toEqual(['Après', 'Aubin', 'Bella'])
    await add(nour, 'De nouveau')
    await eventually(() => expect(names(alba)).toContain('De nouveau'))
    expect(alba.devices().map(({ name, removedAt }) => [name, removedAt !== null])).toEqual(expect.arrayContaining([['Poste de Nour', true], ['Poste de Nour', false]]))

    // The former copy is whole, with what no one else has.
    const [aside] = await nour.host.call('listReplaced')
    expect(aside?.id).toBe(id)
    await nour.lifecycle.close()
    await nour.host.call('bringBack', aside!)
    await nour.lifecycle.open({ id, passphrase })
    await store(nour).loaded
    expect(names(nour)).toEqual(['Aubin', 'Bella', 'Seule ici'])
    expect(store(nour).people.get(aubin)?.note).toBe('reste ici')
  })

  it('keeps its copy where it is, whole, until it is let in: given up, refused, or with the relay gone', async () => {
    const alba = await founded(called('Aubin'))
    const nour = await computer()
    await letIn(alba, nour)
    await inStep(nour)
    const id = store(nour).section
    await putOut(alba, nour)
    await add(nour, 'Seule ici')
    const asItWas = async () => {
      expect(await nour.host.call('listReplaced')).toEqual([])
      await nour.lifecycle.open({ id, passphrase })
      await store(nour).loaded
      expect(names(nour)).toEqual(['Aubin', 'Seule ici'])
    }

    await ask(alba, nour, { replace: true })
    await nour.calls.stopJoining()
    await asItWas()
    await alba.calls.withdrawInvitation(await ask(alba, nour, { replace: true }))
    await eventually(() => expect(nour.joining()).toEqual({ step: 'refused' }))
    await asItWas()
    const { link } = await alba.calls.invite({ role: 'organizer' })
    await relay.kill()
    await nour.calls.join({ link, deviceName: 'Poste de Nour', passphrase, keychain: false, replace: true })
    await eventually(() => expect(nour.joining()).toEqual({ step: 'asking', offline: true }))
    await nour.calls.stopJoining()
    await asItWas()
  })

  it('is heard also where its section was only just opened, and its link to the relay is still being made', async () => {
    const alba = await founded(called('Aubin'))
    let held: Promise<void> | null = null
    const nour = await computer((host) => ({
      ...host,
      call: async (name, ...args) => {
        if (name === 'relayUse' && args[0] !== null) await held
        return host.call(name, ...args)
      },
    }))
    await letIn(alba, nour)
    await inStep(nour)
    const id = store(nour).section
    await putOut(alba, nour)
    await nour.lifecycle.close()

    let letGo = () => {}
    held = new Promise((resolve) => (letGo = resolve))
    await nour.lifecycle.open({ id, passphrase })
    await store(nour).loaded
    const { link, id: invitation } = await alba.calls.invite({ role: 'organizer' })
    const asked = nour.calls.join({ link, deviceName: 'Poste de Nour', passphrase, keychain: false, replace: true })
    letGo()
    await asked
    await eventually(() => expect(alba.invitations().find((one) => one.id === invitation)?.step).toBe('asked'))
  })

  it('is heard also where something of its section is told while that one is being closed', async () => {
    const alba = await founded(called('Aubin'))
    const nour: Computer = await computer((host) => ({
      ...host,
      call: async (name, ...args) => {
        if (name === 'journalClose') {
          let calls = 0
          nour.lifecycle.statusChanges.changed()
          // The first is of listening itself.
          await new Promise<void>((told) => void nour.lifecycle.statusChanges.listen(() => ++calls > 1 && told()))
        }
        return host.call(name, ...args)
      },
    }))
    await letIn(alba, nour)
    await inStep(nour)
    await putOut(alba, nour)
    await ask(alba, nour, { replace: true })
  })

  it('keeps its copy also where the disk has no room for the new one, or it is given up at the very last', async () => {
    const alba = await founded(called('Aubin'))
    let full = false
    let givesUp = false
    let undone = 0
    const nour: Computer = await computer((host) => ({
      ...host,
      async call(name, ...args) {
        if (name === 'restoreAbort') undone++
        if (name === 'restoreAppend' && givesUp) await nour.calls.stopJoining()
        if (name === 'restoreCommit' && full) throw new PortError('no-room')
        return host.call(name, ...args)
      },
    }))
    await letIn(alba, nour)
    await inStep(nour)
    const id = store(nour).section
    await putOut(alba, nour)
    await add(nour, 'Seule ici')
    full = true
    await alba.calls.approveInvitation(await ask(alba, nour, { replace: true }))
    await eventually(() => expect(nour.joining()).toEqual({ step: 'failed', reason: 'no-room' }))
    expect(await nour.host.call('listReplaced')).toEqual([])
    await nour.calls.stopJoining()

    full = false
    givesUp = true
    await alba.calls.approveInvitation(await ask(alba, nour, { replace: true }))
    await eventually(() => expect(undone).toBe(2))
    expect(nour.joining()).toBeNull()
    expect(await nour.host.call('listReplaced')).toEqual([])
    await nour.lifecycle.open({ id, passphrase })
    await store(nour).loaded
    expect(names(nour)).toEqual(['Aubin', 'Seule ici'])
  })

  it('keeps the copies put aside although people were erased before, also through a crash, and lets them go with the first that they still show', async () => {
    // Enough of them that one erasure is not much.
    const alba = await founded(...['Aubin', 'Bella', 'Cléo', 'Dara', 'Élif', 'Farid', 'Gaëlle', 'Hugo'].map(called))
    const gone = await add(alba, 'Effacée')
    const later = await add(alba, 'Plus tard')
    let dies = false
    const nour = await computer((host) => ({
      ...host,
      call: (name, ...args) => (dies && name === 'journalOpen' ? Promise.reject(new PortError('journal-failed')) : host.call(name, ...args)),
    }))
    await letIn(alba, nour)
    await inStep(nour)
    const id = store(nour).section
    await erase(alba, gone)
    // Heard of, and not yet taken out of the copy's journal: that is done before the copy is put aside.
    await eventually(() => expect(store(nour).erasures().size).toBe(1))
    await putOut(alba, nour)
    await add(nour, 'Seule ici')

    // The app dies once the copy is put aside, before the section that it joined was ever opened.
    dies = true
    await alba.calls.approveInvitation(await ask(alba, nour, { replace: true }))
    await eventually(() => expect(nour.joining()).toMatchObject({ step: 'failed' }))
    await nour.calls.stopJoining()
    dies = false
    await nour.lifecycle.open({ id, passphrase })
    await inStep(nour)
    await same(alba, nour)
    await eventually(() => expect(store(nour).erasures().size).toBe(1))
    await takeOut(nour)
    expect(store(nour).hasLeftovers()).toBe(false)
    expect(await nour.host.call('listReplaced')).toHaveLength(1)

    // Put out and in a second time: neither of the two shows her.
    await putOut(alba, nour)
    await letIn(alba, nour, { replace: true })
    await inStep(nour)
    await eventually(() => expect(store(nour).erasures().size).toBe(1))
    await takeOut(nour)
    expect(await nour.host.call('listReplaced')).toHaveLength(2)

    await erase(alba, later)
    await eventually(() => expect(store(nour).erasures().size).toBe(2))
    await takeOut(nour)
    expect(await nour.host.call('listReplaced')).toEqual([])
  })

  it('is let in again as well where its copy came out of a backup and nobody knows it', async () => {
    const alba = await founded(called('Aubin'))
    const nour = await computer()
    await letIn(alba, nour)
    await inStep(nour)
    const path = join(folder, 'sauvegarde')
    await nour.backup.backUp({ token: nour.choose(path), passphrase })
    const { id: read } = await nour.backup.backupOpen({ content: new Blob([readFileSync(path)]), passphrase })
    const id = await nour.backup.backupRestore({ id: read, passphrase, keychain: false, replace: true })
    await eventually(() => expect(nour.sharing()).toMatchObject({ standing: 'stranger' }))
    await add(nour, 'Depuis la sauvegarde')
    await add(alba, 'Après')
    await inStep(alba, 'admin')

    await letIn(alba, nour, { replace: true })
    await inStep(nour)
    await same(alba, nour)
    expect(names(nour)).toEqual(['Aubin', 'Après'].sort())
    const copies = await nour.host.call('listReplaced')
    expect(copies).toHaveLength(2)
    await nour.lifecycle.close()
    await nour.host.call('bringBack', copies[0]!)
    await nour.lifecycle.open({ id, passphrase })
    await store(nour).loaded
    expect(names(nour)).toEqual(['Aubin', 'Depuis la sauvegarde'])
  })

  it('joins another section with the link of another, and leaves its own alone', async () => {
    const alba = await founded(called('Aubin'))
    const nour = await computer()
    await nour.lifecycle.create({ name: 'Une autre', passphrase, keychain: false })
    await add(nour, 'Ailleurs')
    const own: SectionId = store(nour).section
    const { link } = await alba.calls.invite({ role: 'volunteer' })
    expect(await nour.calls.readInvitation(link)).toMatchObject({ role: 'volunteer', present: false })
    await letIn(alba, nour, { replace: true })
    expect((await nour.host.call('listSections')).map(({ id }) => id)).toEqual(expect.arrayContaining([own, store(alba).section]))
    expect(await nour.host.call('listReplaced')).toEqual([])
  })
})

/** Lets what the relay sends through until it is shut; what came then is lost with the connection, as on a real network. */
function valve() {
  let shut = false
  let open = Number.POSITIVE_INFINITY
  let bytes = 0
  const through = (host: RpcClient<Host, HostTopics>): RpcClient<Host, HostTopics> => ({
    ...host,
    subscribe: ((topic: keyof HostTopics, request: HostTopics['relaySocket']['request'], listener: (event: HostTopics['relaySocket']['event']) => void) =>
      host.subscribe(topic, request, (event) => {
        if (event.type === 'message' && request.path.endsWith('/people')) {
          if (shut || open <= 0) return void (shut = true)
          open -= event.bytes.length
          bytes += event.bytes.length
        }
        listener(event)
      })) as RpcClient<Host, HostTopics>['subscribe'],
  })
  return {
    through,
    /** From now on so many bytes of people come through, in whole messages, then none. */
    letThrough(most: number): void {
      open = most
      shut = false
    },
    isShut: () => shut,
    /** Bytes of people that came through. */
    bytes: () => bytes,
  }
}

/** People whose notes do not get smaller when packed: about 600 bytes each. */
function bulky(count: number): PersonDraft[] {
  const chance = stream('a base', 'notes', 0)
  return Array.from({ length: count }, (_, at) => ({ lastName: `Nom${at}`, note: Array.from({ length: 800 }, () => chance.whole(36).toString(36)).join('') }))
}

describe('the base of a section that was joined', () => {
  it('tells how much of it is here; cut in the middle it goes on from there, also after the app was closed', async () => {
    const count = 3000
    const alba = await founded(...bulky(count))

    const people = valve()
    const nour = await computer(people.through)
    const told: { done: number; total: number }[] = []
    nour.onSharing((sharing) => {
      const arrived = sharing.state === 'shared' ? sharing.receiving?.arrived : undefined
      if (arrived) told.push(arrived)
    })
    people.letThrough(700_000)
    await letIn(alba, nour)
    const id = store(nour).section
    await eventually(() => expect(people.isShut()).toBe(true))
    await eventually(() => expect(told.length).toBeGreaterThan(0))
    await relay.kill()
    await eventually(() => expect(nour.sharing()).toMatchObject({ connection: 'offline', receiving: { arrived: told.at(-1)! } }))
    const first = told.splice(0).at(-1)!
    const half = shared(nour)!.receiving!.people
    expect(first.done).toBeGreaterThan(0)
    expect(first.done).toBeLessThan(first.total * 0.7)
    expect(half).toBeGreaterThan(0)
    expect(half).toBeLessThan(count)
    // One may work meanwhile.
    await add(nour, 'Pendant ce temps')

    // The relay is back: the next part comes, and not the first again.
    people.letThrough(500_000)
    const before = people.bytes()
    relay = await startRelay(folder, relay.port)
    await nour.calls.retrySharing()
    await eventually(() => expect(people.isShut()).toBe(true))
    await eventually(() => expect(told.at(-1)?.done ?? 0).toBeGreaterThan(first.done))
    await eventually(() => expect(store(nour).people.size()).toBeGreaterThan(half))
    expect(Math.min(...told.map(({ done }) => done))).toBeGreaterThanOrEqual(first.done)
    const second = told.at(-1)!
    expect(second.done - first.done).toBeLessThan(people.bytes() - before + 300_000)
    expect(second.done).toBeLessThan(second.total)

    // The app is closed and opened: what is known of it is told before the relay is asked, and it goes on from there.
    await nour.lifecycle.close()
    await relay.kill()
    told.splice(0)
    await nour.lifecycle.open({ id, passphrase })
    await eventually(() => expect(shared(nour)?.receiving?.arrived).toEqual(second))
    people.letThrough(Number.POSITIVE_INFINITY)
    const last = people.bytes()
    relay = await startRelay(folder, relay.port)
    await nour.calls.retrySharing()
    await alba.calls.retrySharing()
    await inStep(nour)
    expect(Math.min(...told.map(({ done }) => done))).toBeGreaterThanOrEqual(second.done)
    expect(people.bytes() - last).toBeLessThan(second.total - second.done + 300_000)
    expect(store(nour).people.size()).toBe(count + 1)
    await same(alba, nour)
  })

  it('is whole as well where all of it was packed anew between one cut and the next', async () => {
    const alba = await founded(...bulky(1500))
    const people = valve()
    const nour = await computer(people.through)
    people.letThrough(250_000)
    await letIn(alba, nour)
    const id = store(nour).section
    await eventually(() => expect(people.isShut()).toBe(true))
    await eventually(() => expect(store(nour).people.size()).toBeGreaterThan(0))
    await add(nour, 'Pendant ce temps')
    await nour.lifecycle.close()

    // Each entry of which half is here gives way to another, and takes an edit with it.
    await commands(alba).editPeople({ kind: 'ids', ids: [...store(alba).people.all()].map((person) => person.id) }, [{ field: 'city', value: 'Ailleurs' }])
    while (await commands(alba).whenQuiet(() => store(alba).log.repack(() => true, 1000)));
    await inStep(alba, 'admin')
    for (const most of [300_000, 300_000, Number.POSITIVE_INFINITY]) {
      await relay.kill()
      people.letThrough(most)
      relay = await startRelay(folder, relay.port)
      if (nour.lifecycle.status().phase === 'closed') await nour.lifecycle.open({ id, passphrase })
      await eventually(() => expect(shared(nour)?.receiving).toBeDefined())
      await Promise.all([alba.calls.retrySharing(), nour.calls.retrySharing()])
      if (most < Number.POSITIVE_INFINITY) await eventually(() => expect(people.isShut()).toBe(true))
    }
    await inStep(nour)
    await same(alba, nour)
    expect(store(nour).people.size()).toBe(1501)
    expect([...store(nour).people.all()].filter(({ city }) => city === 'Ailleurs')).toHaveLength(1500)
  })
})
