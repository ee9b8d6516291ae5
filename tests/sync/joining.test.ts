/**
 * Coming into a section by an invitation, first and again after this computer was put out: engines as the app has them, each
 * with a main process's host and a disk of its own, and the real relay.
 */
import 'fake-indexeddb/auto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PersonId, SectionId } from '#core/domain/ids'
import { PortError } from '#core/ports/errors'
import { takeOutErased } from '#engine/erasure-upkeep'
import type { Computer } from './computer'
import { add, ask, called, commands, computer, eventually, founded, here, inStep, letIn, names, passphrase, putOut, same, store, withRelay } from './sharing-computers'

withRelay()

async function erase(one: Computer, id: PersonId): Promise<void> {
  await commands(one).erasePeople({ kind: 'ids', ids: [id] }, 'request')
  await takeOut(one)
}
/** What a quiet moment does. */
const takeOut = (one: Computer) => takeOutErased(one.lifecycle.current(), one.host, one.lifecycle.renewPageKey)

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
    await here.relay.kill()
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
    await eventually(() => expect(nour.joining()).toBeNull())
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
    const path = join(here.folder, 'sauvegarde')
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
