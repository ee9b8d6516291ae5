/**
 * A section that moves from one relay to another: engines as the app has them, each on a computer of its own, and two real
 * relays, of which the first may be gone for good.
 */
import 'fake-indexeddb/auto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newId, type AssetId, type PersonId } from '#core/domain/ids'
import type { Role } from '#engine/api'
import { libraryCalls } from '#engine/library/library-calls'
import { loadPrintFonts } from '../../tools/print-fonts'
import { blankPdf } from '../print/one-page'
import { startComputer, type Computer } from './computer'
import { openingCode, startRelay, type RelayProcess } from './real-relay'

// In the app the fonts come by fetch.
vi.mock('#engine/resources', () => ({ fonts: loadPrintFonts }))

const passphrase = 'quatre mots pour essayer'
const ends: (() => unknown)[] = []
let first: RelayProcess
let second: RelayProcess

const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
async function newRelay(port = 0): Promise<RelayProcess> {
  const relay = await startRelay(newFolder(), port)
  ends.push(() => relay.kill())
  return relay
}

beforeEach(async () => {
  ;[first, second] = await Promise.all([newRelay(), newRelay()])
}, 60_000)
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const eventually = (what: () => unknown) => vi.waitFor(what, { timeout: 60_000, interval: 50 })
const at = (one: Computer, relay: RelayProcess) => eventually(() => expect(one.sharing()).toMatchObject({ relay: relay.address, connection: 'in-step', pending: 0 }))
const store = (one: Computer) => one.lifecycle.current().store
const add = (one: Computer, lastName: string) => one.lifecycle.current().commands.createPerson(newId<PersonId>(), { lastName })
const names = (one: Computer) => [...store(one).people.all()].map(({ lastName }) => lastName).sort()
const same = (...all: Computer[]) => eventually(async () => expect(new Set(await Promise.all(all.map((one) => store(one).contentHash()))).size).toBe(1))
const quit = (one: Computer) => one.lifecycle.close()
const reopen = (one: Computer) => one.reopen(passphrase)
const move = (one: Computer, relay: RelayProcess, opening = openingCode) => one.calls.moveRelay({ address: relay.address, opening })

async function computer(): Promise<Computer> {
  const one = await startComputer()
  ends.push(one.leave)
  return one
}

async function founded(): Promise<Computer> {
  const one = await computer()
  await one.lifecycle.create({ name: 'Section d’essai', passphrase, keychain: false })
  await one.lifecycle.current().commands.importPeople({ created: Array.from({ length: 300 }, (_, at) => ({ lastName: `Nom ${at}` })), edited: [], detail: 'csv' })
  await one.calls.shareSection({ address: first.address, opening: openingCode, deviceName: 'Poste d’Alba' })
  await at(one, first)
  return one
}

/** Lets another computer in, by comparing codes. */
async function joined(inviter: Computer, deviceName: string, role: Role = 'organizer'): Promise<Computer> {
  const other = await computer()
  const { id, link } = await inviter.calls.invite({ role })
  await other.calls.join({ link, deviceName, passphrase, keychain: false, replace: false })
  await eventually(() => expect(inviter.invitations().find((one) => one.id === id)?.step).toBe('asked'))
  await inviter.calls.approveInvitation(id)
  await eventually(() => expect(other.joining()?.step).toBe('joined'))
  await eventually(() => expect(other.sharing()).toMatchObject({ connection: 'in-step', pending: 0 }))
  await same(inviter, other)
  return other
}

describe('a section whose relay still answers', () => {
  it('is followed to another one by all who are there, and by who comes later; nothing that anyone typed is lost', async () => {
    const alba = await founded()
    const nour = await joined(alba, 'Poste de Nour')
    const away = await joined(alba, 'Portable du marché')
    await add(away, 'Avant de partir')
    await same(alba, nour, away)
    await quit(away)
    const moves: string[] = []
    nour.onSharing((sharing) => sharing.state === 'alone' && moves.push('alone'))

    expect(await move(alba, second)).toEqual({ told: true })
    await at(alba, second)
    await at(nour, second)
    await add(nour, 'Chez le nouveau')
    await same(alba, nour)
    expect(moves).toEqual([])

    // It knows of nothing, and has typed something that nobody has.
    await reopen(away)
    await add(away, 'Au marché')
    await at(away, second)
    await same(alba, nour, away)
    expect(names(alba)).toEqual(expect.arrayContaining(['Avant de partir', 'Chez le nouveau', 'Au marché']))
    expect(names(alba)).toHaveLength(303)

    // The first one is not needed any more, nor after a restart.
    await first.kill()
    await quit(nour)
    await reopen(nour)
    await at(nour, second)
    await add(alba, 'Sans l’ancien')
    await same(alba, nour, away)
  })

  it('takes along the files of the library that any computer has; none leaves a computer on the word of the relay before', async () => {
    const alba = await founded()
    const nour = await joined(alba, 'Poste de Nour')
    const bytes = new Blob([(await blankPdf({ mark: 'tract' })) as BlobPart])
    const facts = await libraryCalls(alba.lifecycle).inspectFile(bytes)
    const [added] = await libraryCalls(alba.lifecycle).addAssets([{ draft: { title: 'Pouvoir vivre', kind: 'tract' }, file: { ...facts, bytes, picture: null } }])
    const id = (added as { id: AssetId }).id
    const fileAt = async (one: Computer) => (await libraryCalls(one.lifecycle).library({ day: '2026-11-30' })).assets.find((asset) => asset.id === id)?.file
    await eventually(async () => expect([await fileAt(alba), await fileAt(nour)]).toEqual([{ state: 'here' }, { state: 'here' }]))
    // On Nour's computer there is no room for it: only the relay before, and Alba, have it.
    await libraryCalls(nour.lifecycle).setLibraryRoom(1)
    const { name } = store(alba).assets.get(id)!.versions[0]!.file
    const gone = await nour.lifecycle.current().files.store.size(name)
    await move(alba, second)
    await at(alba, second)
    await libraryCalls(alba.lifecycle).setLibraryRoom(1)
    await at(nour, second)
    await first.kill()
    await libraryCalls(nour.lifecycle).fetchAsset(id)
    await eventually(async () => expect(await fileAt(nour)).toEqual({ state: 'here' }))
    expect((await libraryCalls(nour.lifecycle).assetContent({ asset: id })).bytes).toEqual(new Uint8Array(await bytes.arrayBuffer()))
    expect(gone).toBeNull()
  })

  it('takes along the files that only that relay has, once they were fetched: their author never comes back', async () => {
    const alba = await founded()
    const library = libraryCalls(alba.lifecycle)
    await library.setLibraryRoom(1)
    const nour = await joined(alba, 'Poste de Nour')
    const bytes = new Blob([(await blankPdf({ mark: 'tract' })) as BlobPart])
    const facts = await libraryCalls(nour.lifecycle).inspectFile(bytes)
    const [added] = await libraryCalls(nour.lifecycle).addAssets([{ draft: { title: 'Pouvoir vivre', kind: 'tract' }, file: { ...facts, bytes, picture: null } }])
    const id = (added as { id: AssetId }).id
    await eventually(async () => expect((await libraryCalls(nour.lifecycle).library({ day: '2026-11-30' })).assets.find((asset) => asset.id === id)?.file).toEqual({ state: 'here' }))
    await same(alba, nour)
    await nour.leave()
    const { bytes: sealed } = store(alba).assets.get(id)!.versions[0]!.file
    expect(await library.lackingFiles()).toEqual({ elsewhere: { files: 1, bytes: sealed }, missing: { files: 0, titles: [] }, asked: false, full: false })
    await library.fetchAllFiles()
    await eventually(async () => expect(await library.lackingFiles()).toEqual({ elsewhere: { files: 0, bytes: 0 }, missing: { files: 0, titles: [] }, asked: false, full: false }))
    await move(alba, second)
    await at(alba, second)
    await first.kill()
    // There is no room for it here: it leaves when the new relay has it, and not before.
    await library.setLibraryRoom(1)
    const late = await joined(alba, 'Portable du marché')
    await eventually(async () => expect((await libraryCalls(late.lifecycle).assetContent({ asset: id })).bytes).toEqual(new Uint8Array(await bytes.arrayBuffer())))
  })

  it('takes along what only that relay has: its author never comes back', async () => {
    const alba = await founded()
    const nour = await joined(alba, 'Poste de Nour')
    const lost = await joined(alba, 'Poste volé')
    await quit(nour)
    await quit(alba)
    await add(lost, 'Sur le relais seulement')
    await at(lost, first)
    await lost.leave()
    await reopen(alba)
    await at(alba, first)
    await move(alba, second)
    await at(alba, second)
    expect(names(alba)).toContain('Sur le relais seulement')
    await reopen(nour)
    await at(nour, second)
    await same(alba, nour)
  })

  it('changes nothing where the new relay refuses or does not answer, or where an organizer asks', async () => {
    const alba = await founded()
    const nour = await joined(alba, 'Poste de Nour')
    const statements = store(alba).membership.statements().length
    await expect(move(nour, second)).rejects.toMatchObject({ code: 'not-an-admin' })
    await expect(move(alba, second, 'un autre code')).rejects.toMatchObject({ code: 'relay-refused' })
    await expect(alba.calls.moveRelay({ address: 'https://relais.exemple.org/chemin', opening: openingCode })).rejects.toMatchObject({ code: 'relay-refused' })
    await second.kill()
    await expect(move(alba, second)).rejects.toMatchObject({ code: 'relay-unreachable' })
    await at(alba, first)
    await at(nour, first)
    expect(store(alba).membership.statements()).toHaveLength(statements)
    await add(alba, 'Comme avant')
    await same(alba, nour)
  })

  it('is told of the move also when the app was quit in between', async () => {
    const alba = await founded()
    const nour = await joined(alba, 'Poste de Nour')
    await quit(nour)
    await alba.calls.pauseSharing(true)
    await move(alba, second)
    // Paused, nothing leaves, not even that.
    await eventually(() => expect(alba.sharing()).toMatchObject({ relay: first.address, connection: 'paused', named: { url: second.address, why: 'leaving' } }))
    await quit(alba)
    await reopen(nour)
    await at(nour, first)
    await reopen(alba)
    await eventually(() => expect(alba.sharing()).toMatchObject({ connection: 'paused' }))
    await alba.calls.pauseSharing(false)
    await at(alba, second)
    await at(nour, second)
  })
})

describe('a section whose relay is gone for good', () => {
  it('moves at once, and each other computer goes there by the address; what was typed meanwhile meets there', async () => {
    const alba = await founded()
    const nour = await joined(alba, 'Poste de Nour')
    await first.kill()
    await eventually(() => expect(alba.sharing()).toMatchObject({ connection: 'offline' }))
    await add(alba, 'Alba hors ligne')
    await add(nour, 'Nour hors ligne')
    expect(await move(alba, second)).toEqual({ told: false })
    await at(alba, second)
    expect(nour.sharing()).toMatchObject({ relay: first.address })

    const third = await newRelay()
    await expect(nour.calls.useRelay({ address: third.address })).rejects.toMatchObject({ code: 'relay-refused' })
    await expect(nour.calls.useRelay({ address: first.address })).rejects.toMatchObject({ code: 'relay-unreachable' })
    expect(nour.sharing()).toMatchObject({ relay: first.address })
    await nour.calls.useRelay({ address: `${second.address}/` })
    await at(nour, second)
    expect(nour.sharing()).not.toHaveProperty('named')
    await same(alba, nour)
    expect(names(nour)).toHaveLength(302)
    await quit(nour)
    await reopen(nour)
    await at(nour, second)

    // Where it moves on from there it is followed again, also back to where it was before.
    await move(alba, third)
    await at(alba, third)
    await at(nour, third)
  })

  it('is set up anew at its address: that is told, and nothing is sent to it before somebody says that it is the one', async () => {
    const alba = await founded()
    const nour = await joined(alba, 'Poste de Nour')
    await first.kill()
    const anew = await newRelay(first.port)
    await add(alba, 'Pendant ce temps')
    for (const one of [alba, nour]) {
      await one.calls.retrySharing()
      await eventually(() => expect(one.sharing()).toMatchObject({ connection: 'refused', refusal: 'another-relay' }))
    }
    await move(alba, anew)
    await at(alba, anew)
    await nour.calls.useRelay({ address: anew.address })
    await at(nour, anew)
    await same(alba, nour)
  })
})

describe('what was handed out before a move', () => {
  it('an invitation is good no more; one that is made then is', async () => {
    const alba = await founded()
    const { id } = await alba.calls.invite({ role: 'organizer' })
    await eventually(() => expect(alba.invitations().find((one) => one.id === id)?.step).toBe('open'))
    await move(alba, second)
    await at(alba, second)
    await eventually(() => expect(alba.invitations().find((one) => one.id === id)?.step).toBe('expired'))
    const nour = await joined(alba, 'Poste de Nour')
    await at(nour, second)
  })

  it('a recovery sheet is due anew; the old one leads on as long as its relay answers', async () => {
    const alba = await founded()
    const { lines } = await alba.calls.recoverySheet({ locale: 'fr' })
    await eventually(() => expect(alba.sharing()).toMatchObject({ sheet: 'kept', pending: 0 }))
    await move(alba, second)
    await at(alba, second)
    expect(alba.sharing()).toMatchObject({ sheet: 'moved' })
    await add(alba, 'Après')
    await at(alba, second)

    const other = await computer()
    await other.calls.recover({ lines, deviceName: 'Nouveau poste', passphrase, keychain: false, replace: false })
    await eventually(() => expect(other.joining()?.step).toBe('joined'))
    await at(other, second)
    await same(alba, other)
    expect(names(other)).toHaveLength(301)

    await alba.calls.recoverySheet({ locale: 'fr' })
    await eventually(() => expect(alba.sharing()).toMatchObject({ sheet: 'kept', pending: 0 }))
  })
})
