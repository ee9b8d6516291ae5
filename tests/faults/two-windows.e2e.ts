/** Two real apps and a real relay between them: let in, apart, in step again, put out. By the engines' own calls; the screens have tests of their own. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, type PersonId } from '#core/domain/ids'
import type { EngineStatus } from '#engine/api'
import { removeFolder } from '../remove-folder'
import { expect, test, type RunningApp } from '../e2e/app'
import { openingCode, startRelay, type RelayProcess } from '../sync/real-relay'
import { reachEngine, type EngineInPage } from './engine'

const passphrase = 'quatre mots pour essayer'
const people = async (engine: EngineInPage) => ((await engine.status()) as { people?: number } | null)?.people

async function create(engine: EngineInPage, lastName: string): Promise<PersonId> {
  const id = newId<PersonId>()
  await engine.call('execute', { type: 'person.create', id, draft: { lastName } })
  return id
}

test('let in by a link and a code, apart and in step again, put out', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  let relay: RelayProcess = await startRelay(folder)
  const [one, other]: [RunningApp, RunningApp] = [await launch({}), await launch({})]
  try {
    const [alba, nour] = [await reachEngine(one.window), await reachEngine(other.window)]
    await alba.call('createSection', { name: 'Section d’essai', passphrase, keychain: false })
    const aubin = await create(alba, 'Aubin')
    await alba.call('shareSection', { address: relay.address, opening: openingCode, deviceName: 'Poste d’Alba' })
    const albaSharing = await alba.follow('sharing', null)
    const nourSharing = await nour.follow('sharing', null)
    await expect.poll(albaSharing).toMatchObject({ state: 'shared', standing: 'admin', connection: 'in-step', pending: 0 })

    await test.step('the two compare the same code, and the base arrives', async () => {
      const invitations = await alba.follow('invitations', null)
      const joining = await nour.follow('joining', null)
      const { link, id } = await alba.call('invite', { role: 'organizer' })
      await nour.call('join', { link, deviceName: 'Poste de Nour', passphrase, keychain: false, replace: false })
      await expect.poll(async () => (await invitations())?.[0]?.step).toBe('asked')
      const asked = (await invitations())![0]!.asks!
      expect(asked.name).toBe('Poste de Nour')
      await expect.poll(async () => joining().then((view) => (view?.step === 'code' ? view.code : ''))).toBe(asked.code)
      await alba.call('approveInvitation', id)
      await expect.poll(async () => (await joining())?.step).toBe('joined')
      await expect.poll(nourSharing).toMatchObject({ standing: 'organizer', connection: 'in-step', pending: 0 })
      await expect.poll(() => people(nour)).toBe(1)
    })

    await test.step('what each does while the relay is away meets when it is back', async () => {
      await relay.kill()
      await expect.poll(albaSharing).toMatchObject({ connection: 'offline' })
      await create(alba, 'Bella')
      await create(nour, 'Cléo')
      await nour.call('execute', { type: 'person.edit', id: aubin, edits: [{ field: 'city', value: 'Pantin' }] })
      expect(await albaSharing()).toMatchObject({ connection: 'offline' })
      await expect.poll(async () => (await nourSharing() as { pending?: number }).pending).toBe(2)
      relay = await startRelay(folder, relay.port)
      await Promise.all([alba.call('retrySharing'), nour.call('retrySharing')])
      await expect.poll(() => people(alba)).toBe(3)
      await expect.poll(() => people(nour)).toBe(3)
      await expect.poll(async () => (await alba.call('person', aubin))?.city).toBe('Pantin')
      await expect.poll(async () => (await alba.call('contentHash')) === (await nour.call('contentHash'))).toBe(true)
    })

    await test.step('presence, and who has seen what', async () => {
      const presence = await alba.follow('presence', aubin)
      await nour.call('attend', aubin)
      await expect.poll(presence).toEqual(['Poste de Nour'])
      const whereabouts = await alba.follow('whereabouts', aubin)
      await expect.poll(whereabouts).toEqual({ at: 'relay', seenBy: 1, others: 1 })
    })

    await test.step('a device that is put out is told so, and gets nothing more', async () => {
      const devices = await alba.follow('devices', null)
      await expect.poll(async () => (await devices())?.length).toBe(2)
      await alba.call('removeDevice', (await devices())!.find(({ self }) => !self)!.id)
      await expect.poll(nourSharing).toMatchObject({ standing: 'removed' })
      await create(alba, 'Après')
      await expect.poll(albaSharing).toMatchObject({ connection: 'in-step', pending: 0 })
      expect(await people(nour)).toBe(3)
    })

    await test.step('opens again as it was left', async () => {
      await one.close()
      const again = await launch({ profileDir: one.profileDir })
      const engine = await reachEngine(again.window)
      await expect.poll(async () => (await engine.status())?.phase).toBe('closed')
      const { sections } = (await engine.status()) as Extract<EngineStatus, { phase: 'closed' }>
      await engine.call('openSection', { id: sections[0]!.id, passphrase })
      const sharing = await engine.follow('sharing', null)
      await expect.poll(sharing).toMatchObject({ state: 'shared', standing: 'admin', connection: 'in-step', pending: 0 })
      expect(await people(engine)).toBe(4)
      // Of a version that this one is too old for: it goes on by itself, and says so.
      await engine.call('requireFormat', 99)
      await expect.poll(sharing).toMatchObject({ standing: 'admin', connection: 'refused', refusal: 'outdated' })
      await create(engine, 'Encore')
      await expect.poll(() => people(engine)).toBe(5)
    })
  } finally {
    await relay.kill()
    await removeFolder(folder)
  }
})
