/** A base that comes over a bad line, by its screens: how much of it is here, in the middle and after a cut, while one may work already. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { stream } from '#core/domain/demo/random'
import { reachEngine, type EngineInPage } from '../faults/engine'
import { narrowWire } from '../sync/narrow-wire'
import { removeFolder } from '../remove-folder'
import { openingCode, startRelay } from '../sync/real-relay'
import { expect, test } from './app'
import { addPerson, createSection, expectAccessible, passphrase } from './screens'

const soon = { timeout: 120_000 }
const arriving = (window: Page) => window.getByTestId('receiving')

/** People whose notes do not get smaller when packed. */
async function fill(engine: EngineInPage, count: number): Promise<void> {
  const chance = stream('a base', 'notes', 0)
  const rows = Array.from({ length: count }, (_, at) => `Nom${at};${Array.from({ length: 90 }, () => chance.whole(36).toString(36)).join('')}`)
  const { id } = await engine.call('importOpen', { content: new TextEncoder().encode(['Nom;Note', ...rows].join('\r\n')), fileName: 'liste.csv' })
  await engine.call('importApply', { id })
}

test('the base of a section arrives with a bar, and goes on where it was when the line is cut', async ({ launch }) => {
  const store = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  const relay = await startRelay(store)
  const wire = await narrowWire(relay.port)
  try {
    const [{ window: local }, { window: stall }] = [await launch(), await launch()]
    const [alba, nour] = [await reachEngine(local), await reachEngine(stall)]
    await createSection(local)
    await fill(alba, 12_000)
    await alba.call('shareSection', { address: wire.address, opening: openingCode, deviceName: 'Poste du local' })
    const [sharing, invitations] = [await alba.follow('sharing', null), await alba.follow('invitations', null)]
    await expect.poll(sharing, soon).toMatchObject({ connection: 'in-step', pending: 0 })
    const { link, id } = await alba.call('invite', { role: 'organizer' })
    await nour.call('join', { link, deviceName: 'Portable du marché', passphrase, keychain: false, replace: false })
    await expect.poll(async () => (await invitations())?.[0]?.step, soon).toBe('asked')
    wire.letThrough(700_000)
    await alba.call('approveInvitation', id)

    const bar = arriving(stall).getByRole('progressbar', { name: 'Part de la base déjà reçue' })
    const share = async () => Number(await bar.getAttribute('aria-valuenow'))
    await expect(bar).toBeVisible(soon)
    await expect.poll(share, soon).toBeGreaterThan(10)
    await expect(arriving(stall)).toContainText(/Mo sur .* Mo, .* personnes reçues\. Vous pouvez déjà travailler\./)
    const before = await share()
    expect(before).toBeLessThan(90)
    await addPerson(stall, 'Kaya', 'Ayşe')
    await stall.getByRole('navigation').getByRole('link', { name: /^Section/ }).click()
    await stall.getByRole('tab', { name: 'Synchronisation', exact: true }).click()
    await expect(stall.getByTestId('arrival').getByRole('progressbar')).toBeVisible()
    await expectAccessible(stall, 'the base arriving')

    wire.letThrough(0)
    wire.cut()
    await expect(stall.getByTestId('sync-state')).toHaveAttribute('data-state', 'offline', soon)
    expect(await share()).toBeGreaterThanOrEqual(before)
    await expect(arriving(stall)).toContainText('la suite viendra d’elle-même')
    await expectAccessible(stall, 'the base cut off in the middle')
    await stall.getByRole('button', { name: 'Essayer maintenant' }).click()
    // Both apps come back by this line, what was cut off in a message comes once more, and a line that is given up takes what
    // was on its way with it: so a little more each time, until it shows.
    const goesOn = async () => {
      wire.letThrough(200_000)
      return share()
    }
    await expect.poll(goesOn, soon).toBeGreaterThan(before)
    wire.letThrough(Number.POSITIVE_INFINITY)
    await expect(arriving(stall)).toHaveCount(0, soon)
    await expect.poll(async () => (await alba.call('contentHash')) === (await nour.call('contentHash')), soon).toBe(true)
  } finally {
    await wire.close()
    await relay.kill()
    await removeFolder(store)
  }
})
