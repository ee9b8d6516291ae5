/** What a hostile member puts into a shared section: nothing of it counts, and Section › Réglages › Sécurité says of each what it was. */
import 'fake-indexeddb/auto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSealer } from '#core/log/entry'
import { entriesName } from '#core/log/outer'
import { newId, type DeviceId } from '#core/domain/ids'
import { newSecrets, type Secrets } from '#core/sealing/vault'
import { encodePayload } from '#core/section/payload'
import { reachEngine } from '../faults/engine'
import { removeFolder } from '../remove-folder'
import { startComputer } from '../sync/computer'
import { openDevice } from '../sync/real-device'
import { openingCode, startRelay } from '../sync/real-relay'
import { expect, test } from './app'
import { addPerson, createSection, expectAccessible, passphrase, rowOf } from './screens'

const soon = { timeout: 120_000 }

test('what a hostile member puts into the room changes nothing, and is said', async ({ launch }) => {
  const store = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  const relay = await startRelay(store)
  const thief = await startComputer()
  try {
    const { window } = await launch()
    const local = await reachEngine(window)
    await createSection(window)
    await addPerson(window, 'Kaya', 'Ayşe')
    await local.call('shareSection', { address: relay.address, opening: openingCode, deviceName: 'Poste du local' })
    const [sharing, invitations] = [await local.follow('sharing', null), await local.follow('invitations', null)]
    await expect.poll(sharing, soon).toMatchObject({ connection: 'in-step', pending: 0 })
    const { link, id } = await local.call('invite', { role: 'organizer' })
    await thief.calls.join({ link, deviceName: 'Portable volé', passphrase, keychain: false, replace: false })
    await expect.poll(async () => (await invitations())?.[0]?.step, soon).toBe('asked')
    await local.call('approveInvitation', id)
    await expect.poll(thief.sharing, soon).toMatchObject({ connection: 'in-step', pending: 0 })

    // From here on it has the section's keys and its own, and nothing of the app any more.
    const secrets = structuredClone(thief.lifecycle.current().vault.secrets) as Secrets
    await thief.leave()
    const hostile = await openDevice(secrets, [secrets])
    const connection = await hostile.connect(relay.address)
    await hostile.until(() => connection.state().state === 'in-step')
    await hostile.room.quiet()
    const array = hostile.room.doc.getArray<Uint8Array>(entriesName)
    const altered = (entry: Uint8Array) => {
      const bytes = entry.slice()
      bytes[bytes.length - 80]! ^= 1
      return bytes
    }
    const payload = encodePayload([])
    const own = createSealer(secrets)
    const [withheld, whole] = [await own.seal('people', payload), await own.seal('people', payload)]
    expect(withheld.sequence).toBe(0)
    const stranger = await newSecrets(secrets.section)
    const bySomeone = await createSealer({ ...stranger, keys: secrets.keys, device: newId<DeviceId>() }).seal('people', payload)
    const ofAnother = altered(array.get(0))
    const unread = altered((await createSealer(secrets).seal('people', payload)).bytes)
    array.push([whole.bytes, bySomeone.bytes, ofAnother, unread])
    const report = () => expect.poll(() => local.call('security'), soon)
    await report().toMatchObject({ forged: 1, missing: [{ device: 'Portable volé', count: 1 }] })
    await report().toMatchObject({ setAside: expect.arrayContaining([{ device: null, why: 'unknown-device', count: 1 }, { device: null, why: 'damaged', count: 1 }]) })

    await window.getByRole('navigation').getByRole('link', { name: /^Section/ }).click()
    const alert = window.getByRole('alert').filter({ hasText: '2 entrées mises de côté' })
    await expect(alert).toBeVisible()
    const lines = alert.getByRole('listitem')
    await expect(lines).toHaveCount(4)
    for (const line of [
      '1 entrée d’un ordinateur qui n’a jamais fait partie de la section.',
      '1 entrée illisible : abîmée par une coupure de courant ou une panne du disque, ou modifiée en chemin.',
      '1 entrée de « Portable volé » n’est pas arrivée : elle est en route, ou le relais la retient.',
      'Le relais a présenté 1 entrée qui n’est pas celle qu’elle prétend être.',
    ]) await expect(lines.filter({ hasText: line })).toHaveCount(1)
    await alert.scrollIntoViewIfNeeded()
    await expectAccessible(window, 'what was set aside')
    await window.getByRole('navigation').getByRole('link', { name: /^Personnes/ }).click()
    await expect(rowOf(window, 'Kaya')).toBeVisible()
    await expect(window.getByRole('grid')).toHaveAttribute('aria-rowcount', '2')
    await hostile.close()
  } finally {
    await thief.leave()
    await relay.kill()
    await removeFolder(store)
  }
})
