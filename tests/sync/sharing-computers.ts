/** Computers that share a section, for tests of who comes in and what they receive: each with a main process's host and a disk of its own, and the real relay. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import { newId, type PersonId } from '#core/domain/ids'
import type { PersonDraft } from '#core/domain/person'
import type { SharingStatus } from '#engine/api'
import { startComputer, type Computer } from './computer'
import { openingCode, startRelay, type RelayProcess } from './real-relay'

export const passphrase = 'quatre mots pour essayer'
const ends: (() => unknown)[] = []
/** Of the test that runs. */
export const here = {} as { folder: string; relay: RelayProcess }

/** Gives each test of the file a relay, and ends what it began. */
export function withRelay(): void {
  beforeEach(async () => {
    here.folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
    here.relay = await startRelay(here.folder)
  })
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
    await here.relay.kill()
    rmSync(here.folder, { recursive: true, force: true })
  })
}

/** The relay again, where it was, after a `kill`. */
export async function relayAgain(): Promise<void> {
  here.relay = await startRelay(here.folder, here.relay.port)
}

export async function computer(...through: Parameters<typeof startComputer>): Promise<Computer> {
  const one = await startComputer(...through)
  ends.push(one.leave)
  return one
}

export const eventually = (what: () => unknown) => vi.waitFor(what, { timeout: 40_000, interval: 50 })
export type Shared = Extract<SharingStatus, { state: 'shared' }>
export const shared = (one: Computer) => one.sharing() as Shared | undefined
export const inStep = (one: Computer, standing = 'organizer') =>
  eventually(() => {
    expect(one.sharing()).toMatchObject({ state: 'shared', standing, connection: 'in-step', pending: 0 })
    expect(shared(one)!.receiving).toBeUndefined()
  })
export const store = (one: Computer) => one.lifecycle.current().store
export const commands = (one: Computer) => one.lifecycle.current().commands
export const names = (one: Computer) => [...store(one).people.all()].map(({ lastName }) => lastName).sort()
export const same = (one: Computer, other: Computer) => eventually(async () => expect(await store(other).contentHash()).toBe(await store(one).contentHash()))

export const called = (lastName: string): PersonDraft => ({ lastName })

export async function add(one: Computer, lastName: string): Promise<PersonId> {
  const id = newId<PersonId>()
  await commands(one).createPerson(id, { lastName })
  return id
}

/** A shared section with these people in it. */
export async function founded(...people: PersonDraft[]): Promise<Computer> {
  const one = await computer()
  await one.lifecycle.create({ name: 'Section d’essai', passphrase, keychain: false })
  await commands(one).importPeople({ created: people, edited: [], detail: 'csv' })
  await one.calls.shareSection({ address: here.relay.address, opening: openingCode, deviceName: 'Poste d’Alba' })
  await inStep(one, 'admin')
  return one
}

/** Asks, up to the code. */
export async function ask(host: Computer, guest: Computer, { replace = false } = {}): Promise<string> {
  const { link, id } = await host.calls.invite({ role: 'organizer' })
  await guest.calls.join({ link, deviceName: 'Poste de Nour', passphrase, keychain: false, replace })
  await eventually(() => expect(host.invitations().find((one) => one.id === id)?.step).toBe('asked'))
  await eventually(() => expect(guest.joining()).toMatchObject({ step: 'code', code: host.invitations().find((one) => one.id === id)!.asks!.code }))
  return id
}

export async function letIn(host: Computer, guest: Computer, request: { replace?: boolean } = {}): Promise<void> {
  await host.calls.approveInvitation(await ask(host, guest, request))
  await eventually(() => expect(guest.joining()?.step).toBe('joined'))
}

export async function putOut(host: Computer, guest: Computer): Promise<void> {
  await host.calls.removeDevice(store(guest).device)
  await eventually(() => expect(guest.sharing()).toMatchObject({ standing: 'removed' }))
  await inStep(host, 'admin')
}
