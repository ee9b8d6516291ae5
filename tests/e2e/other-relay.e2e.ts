/** What an administrator of a shared section does seldom, by the screens: an invitation on a stick, a lowest version, another relay. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { newId, type SectionId } from '#core/domain/ids'
import { makeInvitation, writeLink } from '#core/membership/invitation'
import { writeInvitationFile } from '#core/membership/invitation-file'
import { removeFolder } from '../remove-folder'
import { reachEngine } from '../faults/engine'
import { blankPdf } from '../print/one-page'
import { openingCode, startRelay, type RelayProcess } from '../sync/real-relay'
import { expect, test as base } from './app'
import { addPerson, createSection, expectAccessible, passphrase, rowOf, saveTo } from './screens'

/** What goes through a relay that is asked every few seconds. */
const soon = { timeout: 120_000 }

/** Two relays of this machine. */
const test = base.extend<{ relays: [RelayProcess, RelayProcess] }>({
  relays: async ({}, use) => {
    const stores = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'permanence-relay-')))
    const relays: [RelayProcess, RelayProcess] = [await startRelay(stores[0]!), await startRelay(stores[1]!)]
    await use(relays)
    for (const relay of relays) await relay.kill()
    for (const store of stores) await removeFolder(store)
  },
})

const place = (window: Page, name: RegExp) => window.getByRole('navigation').getByRole('link', { name }).click()
async function sync(window: Page): Promise<void> {
  await place(window, /^Section/)
  await window.getByRole('tab', { name: 'Synchronisation' }).click()
}

async function addDocument(window: Page): Promise<void> {
  await place(window, /^Bibliothèque/)
  const chooser = window.waitForEvent('filechooser')
  await window.getByRole('button', { name: 'Ajouter des fichiers' }).first().click()
  await (await chooser).setFiles({ name: 'Pouvoir vivre.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await blankPdf({ mark: 'tract' })) })
  await window.getByRole('dialog', { name: 'Ajouter à la bibliothèque' }).getByRole('button', { name: 'Ajouter 1 document' }).click()
  await expect(window.getByRole('link', { name: /^Pouvoir vivre/ })).toBeVisible()
}

test('an invitation handed over as a file, a lowest version, and another relay that all follow to', async ({ launch, relays: [first, next] }) => {
  const [{ app, window: local, profileDir }, { window: stall }] = [await launch(), await launch({ colorScheme: 'dark' })]
  await createSection(local)
  await addPerson(local, 'Kaya', 'Ayşe')
  await (await reachEngine(local)).call('shareSection', { address: first.address, opening: openingCode, deviceName: 'Poste du local' })
  await place(local, /^Section/)
  await local.getByRole('tab', { name: 'Organisateurs' }).click()
  await local.getByRole('button', { name: 'Inviter quelqu’un…' }).click()
  await local.getByRole('button', { name: 'Préparer l’invitation' }).click()
  const path = join(profileDir, 'invitation.permanence-invitation')
  await saveTo(app, path)
  await local.getByRole('button', { name: 'Enregistrer en fichier…' }).click()
  await expect(local.getByText(path)).toBeVisible()
  await expectAccessible(local, 'an invitation saved as a file')

  await test.step('a file that is none, or was cut, is told from one; a whole one fills the link in', async () => {
    await stall.getByRole('button', { name: 'Rejoindre une section' }).click()
    const give = (name: string, bytes: Buffer) => stall.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer: bytes })
    const whole = readFileSync(path)
    await give('tract.png', Buffer.from('\u0089PNG'))
    await expect(stall.getByText('n’est pas une invitation de Permanence')).toBeVisible()
    await give('coupee.permanence-invitation', whole.subarray(0, 120))
    await expect(stall.getByText('est incomplet ou abîmé')).toBeVisible()
    const root = 'kYf7nEZg3Hq0Jv2lY0hS6q0cT1mD8b4u5xw9r3aZpQ8'
    const old = makeInvitation({ relayUrl: first.address, relay: 'relais-1', section: newId<SectionId>(), root, role: 'volunteer' }, Date.now() / 1000 - 80 * 3600)
    await give('vieille.permanence-invitation', Buffer.from(writeInvitationFile(await writeLink(old))))
    await expect(stall.getByText('n’est plus valable depuis le')).toBeVisible()
    await expect(stall.getByLabel('Lien de l’invitation')).toHaveValue('')
    await expectAccessible(stall, 'an invitation file that is of no use, in the dark')
    const dropped = await stall.evaluateHandle((text) => {
      const files = new DataTransfer()
      files.items.add(new File([text], 'invitation.permanence-invitation'))
      return files
    }, whole.toString())
    await stall.getByTestId('invitation-drop').dispatchEvent('drop', { dataTransfer: dropped })
    await expect(stall.getByText('Organisateur·rice, valable jusqu’au')).toBeVisible()
    await expect(stall.getByLabel('Lien de l’invitation')).toHaveValue(whole.toString().trim())
    await stall.getByLabel('Nom de cet ordinateur').fill('Portable du marché')
    await stall.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
    await stall.getByLabel('La même, encore une fois').fill(passphrase)
    await stall.getByRole('button', { name: 'Demander à rejoindre' }).click()
    await expect(stall.getByTestId('code')).toBeVisible(soon)
    await expect(local.getByTestId('code')).toHaveText((await stall.getByTestId('code').textContent()) ?? '', soon)
    await local.getByRole('button', { name: 'C’est le même : faire entrer' }).click()
    await local.getByRole('button', { name: 'Terminer' }).click(soon)
    await expect(rowOf(stall, 'Kaya')).toBeVisible(soon)
  })

  await test.step('who administers the section sees which version each runs, and asks for one', async () => {
    await sync(local)
    await local.getByRole('button', { name: 'Voir les versions…' }).click()
    const versions = local.getByRole('list', { name: 'Ce que chaque ordinateur a dit en dernier' })
    await expect(versions.getByRole('listitem').filter({ hasText: 'Portable du marché' })).toContainText(/version \d+\.\d+\.\d+, format 1/, soon)
    await expectAccessible(local, 'versions')
    await local.getByRole('button', { name: 'Demander au moins le format 1' }).click()
    await expect(local.getByText('La section demande au moins le format 1.')).toBeVisible(soon)
    await expect(stall.getByTestId('save-state')).not.toContainText('hors ligne')
  })

  await test.step('the section moves to another relay: the one of before tells the others, and is needed no more', async () => {
    // A document that only the relay of before has beside the stall, as there is no room for it on this computer.
    await (await reachEngine(local)).call('setLibraryRoom', 1)
    await addDocument(stall)
    await local.getByRole('button', { name: 'Changer de relais…' }).click()
    const dialog = local.getByRole('dialog', { name: 'Changer de relais' })
    await expect(dialog.getByText(/^1 fichier de la bibliothèque .* n’est pas sur cet ordinateur/)).toBeVisible(soon)
    await expect(dialog.getByRole('button', { name: 'Changer de relais' })).toBeDisabled()
    await dialog.getByLabel('Adresse du nouveau relais').fill(next.address)
    await expect(dialog.getByRole('button', { name: 'Changer de relais' })).toBeDisabled()
    await expectAccessible(local, 'files that only the old relay has')
    await dialog.getByRole('checkbox', { name: 'Changer de relais sans ces fichiers' }).check()
    await expect(dialog.getByRole('button', { name: 'Changer de relais' })).toBeEnabled()
    await dialog.getByRole('checkbox', { name: 'Changer de relais sans ces fichiers' }).uncheck()
    await dialog.getByRole('button', { name: 'Les récupérer d’abord' }).click()
    await expect(dialog.getByText('Tous les fichiers de la bibliothèque sont sur cet ordinateur', { exact: false })).toBeVisible(soon)
    await dialog.getByLabel('Code d’ouverture du nouveau relais', { exact: true }).fill('un autre code')
    await dialog.getByRole('button', { name: 'Changer de relais' }).click()
    await expect(dialog.getByRole('alert')).toContainText('Rien n’a été changé', soon)
    await expectAccessible(local, 'moving to another relay')
    await dialog.getByLabel('Code d’ouverture du nouveau relais', { exact: true }).fill(openingCode)
    await dialog.getByRole('button', { name: 'Changer de relais' }).click()
    await expect(dialog.getByLabel('Adresse du relais')).toHaveValue(next.address, soon)
    await expectAccessible(local, 'moved to another relay')
    await dialog.getByRole('button', { name: 'Terminer' }).click()
    for (const window of [local, stall]) {
      await sync(window)
      await expect(window.getByTestId('sync-state')).toHaveAttribute('data-state', 'in-step', soon)
      await expect(window.getByText(next.address)).toBeVisible(soon)
    }
    await first.kill()
    await place(local, /^Personnes/)
    await rowOf(local, 'Kaya').click()
    await local.getByLabel('Note', { exact: true }).fill('par le nouveau relais')
    await local.getByLabel('Note', { exact: true }).press('Control+Enter')
    await place(stall, /^Personnes/)
    await rowOf(stall, 'Kaya').click()
    await expect(stall.getByLabel('Note', { exact: true })).toHaveValue('par le nouveau relais', soon)
    await sync(stall)
    await stall.getByRole('button', { name: 'Saisir l’adresse…' }).click()
    await stall.getByRole('textbox', { name: 'Adresse du relais' }).fill(first.address)
    await stall.getByRole('button', { name: 'Aller à ce relais' }).click()
    await expect(stall.getByRole('dialog').getByRole('alert')).toContainText('Rien n’a été changé', soon)
    await expectAccessible(stall, 'a relay typed by hand that does not answer, in the dark')
  })
})
