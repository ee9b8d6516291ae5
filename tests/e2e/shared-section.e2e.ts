/** Two windows of two profiles and a relay between them, by their screens: share, invite, compare, apart, together again, put out and in again. */
import type { Page } from '@playwright/test'
import { reachEngine } from '../faults/engine'
import { openingCode } from '../sync/real-relay'
import { expect } from './app'
import { addPerson, createSection, expectAccessible, passphrase, rowOf } from './screens'
import { askToJoin, byPalette, fillRequest, place, sameCode, soon, tab, test } from './shared'

const mark = (window: Page) => window.getByTestId('save-state')

async function share(window: Page, address: string, code: string): Promise<void> {
  await window.getByLabel('Adresse du relais').fill(address)
  await window.getByLabel('Code d’ouverture', { exact: true }).fill(code)
  await window.getByLabel('Nom de cet ordinateur').fill('Poste du local')
  await window.getByRole('button', { name: 'Partager la section' }).click()
}

/** The link, with the dialog left open on it. */
async function invite(window: Page, role: string): Promise<string> {
  await window.getByRole('button', { name: 'Inviter quelqu’un…' }).click()
  await window.getByRole('radio', { name: role }).check()
  await window.getByRole('button', { name: 'Préparer l’invitation' }).click()
  await expect(window.getByRole('img', { name: 'Le même lien, en QR code' })).toBeVisible()
  return window.getByLabel('Lien de l’invitation').inputValue()
}

const scannerOf = (window: Page) => window.getByRole('dialog', { name: 'Scanner le QR code' })

/** A camera that is none, for this computer has none. Says whether it is lit. */
async function playCamera(window: Page): Promise<() => Promise<boolean>> {
  await window.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.getContext('2d')
    const stream = canvas.captureStream()
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(stream)
    Object.assign(globalThis, { camera: stream.getTracks()[0] })
  })
  return () => window.evaluate(() => (globalThis as unknown as { camera: MediaStreamTrack }).camera.readyState === 'live')
}

async function note(window: Page, person: string, text: string): Promise<void> {
  await place(window, /^Personnes/)
  await rowOf(window, person).click()
  await expect(window.getByRole('heading', { name: person })).toBeVisible()
  const field = window.getByLabel('Note', { exact: true })
  await field.fill(text)
  await field.press('Control+Enter')
}

test('a section is shared, joined, edited apart, together again; a device is put out, and joins again', async ({ launch, relay }) => {
  const [{ window: local }, { window: stall, app: stallApp }] = [await launch(), await launch({ colorScheme: 'dark' })]
  await createSection(local)
  await addPerson(local, 'Kaya', 'Ayşe')
  await addPerson(local, 'Roux', 'Inès')
  await expect(mark(local)).toHaveText('Enregistré')

  await test.step('it says that one is alone, and what a relay sees, before anything is shared', async () => {
    await place(local, /^Section/)
    await tab(local, 'Organisateurs')
    await expectAccessible(local, 'organizers of a section that is not shared')
    await local.getByRole('button', { name: 'Partager la section…' }).click()
    await local.getByRole('button', { name: 'Qu’est-ce qu’un relais, et que voit-il ?' }).click()
    await expectAccessible(local, 'sharing a section')
  })

  await test.step('a wrong code changes nothing; the right one shares', async () => {
    await share(local, relay.now.address, 'un autre code')
    await expect(local.getByRole('region', { name: 'Section' }).getByRole('alert')).toContainText('Rien n’a été changé', soon)
    await share(local, relay.now.address, openingCode)
    await expect(local.getByTestId('sync-state')).toHaveAttribute('data-state', 'in-step', soon)
    await expect(mark(local)).toHaveText('Sur le serveur', soon)
    await expectAccessible(local, 'a shared section')
  })

  await test.step('the link is copied; one that was cut short is refused in its field', async () => {
    await tab(local, 'Organisateurs')
    const link = await invite(local, 'Organisateur·rice')
    await local.getByRole('button', { name: 'Copier le lien' }).click()
    await expect(local.getByRole('button', { name: 'Lien copié' })).toBeVisible()
    await expectAccessible(local, 'an invitation')
    await askToJoin(stall, link.slice(0, -5), 'Portable du marché')
    await expect(stall.getByText('Cette invitation est incomplète ou abîmée.')).toBeVisible()
    await expectAccessible(stall, 'joining')
    await stall.getByLabel('Lien de l’invitation').fill(link)
    await stall.getByRole('button', { name: 'Demander à rejoindre' }).click()
  })

  await test.step('two people compare the codes; the section opens and the base arrives', async () => {
    await sameCode(local, stall)
    await expectAccessible(stall, 'the code to read aloud')
    await expectAccessible(local, 'the code to compare')
    await expect(local.getByText('« Portable du marché » veut rejoindre la section.')).toBeVisible()
    await local.getByRole('button', { name: 'C’est le même : faire entrer' }).click()
    await expect(local.getByText('C’est fait : cet ordinateur fait partie de la section.')).toBeVisible(soon)
    await local.getByRole('button', { name: 'Terminer' }).click()
    await expect(rowOf(stall, 'Kaya')).toBeVisible(soon)
    await expect(rowOf(stall, 'Roux')).toBeVisible()
    await expect(local.getByRole('list', { name: 'Ordinateurs de la section' }).getByRole('listitem')).toHaveCount(2)
    await expect(local.getByRole('listitem').filter({ hasText: 'Portable du marché' })).toContainText('Connecté maintenant', soon)
    await expectAccessible(local, 'who belongs, for an administrator')
  })

  await test.step('who is no administrator sees who belongs, and nothing to press', async () => {
    await place(stall, /^Section/)
    await tab(stall, 'Organisateurs')
    await expect(stall.getByRole('listitem').filter({ hasText: 'Poste du local' })).toContainText('Administrateur·rice')
    await expect(stall.getByRole('button', { name: /Inviter|Retirer|Changer le rôle|Renouveler/ })).toHaveCount(0)
    await expectAccessible(stall, 'who belongs, for an organizer, in the dark')
    await place(stall, /^Personnes/)
  })

  await test.step('each sees that the other has the same record open, and how far it has come', async () => {
    await rowOf(stall, 'Kaya').click()
    await place(local, /^Personnes/)
    await rowOf(local, 'Kaya').click()
    await expect(local.getByTestId('presence')).toHaveText('Cette fiche est aussi ouverte sur « Portable du marché ».'.replace(/« | »/g, (space) => space.replace(' ', '\u00a0')), soon)
    await expect(stall.getByTestId('presence')).toContainText('Poste du local', soon)
    await expect(local.getByTestId('sheet-save-state')).toHaveText('Vu par 1 sur 1')
    await expectAccessible(local, 'a record that another has open')
    await stall.keyboard.press('Escape')
    await expect(local.getByTestId('presence')).toHaveCount(0, soon)
    await local.keyboard.press('Escape')
  })

  await test.step('offline is calm: both work on, and each knows what waits', async () => {
    await relay.now.kill()
    await expect(mark(local)).toContainText('hors ligne', soon)
    await expect(mark(stall)).toContainText('hors ligne', soon)
    await note(stall, 'Kaya', 'rappeler jeudi')
    await addPerson(local, 'Le Gall', 'Loïc')
    await expect(mark(stall)).toHaveText('Enregistré ici · hors ligne')
    await expect(stall.getByTestId('sheet-save-state')).toHaveText('Enregistré ici')
    await place(stall, /^Section/)
    await tab(stall, 'Synchronisation')
    await expect(stall.getByTestId('sync-state')).toHaveAttribute('data-state', 'offline')
    await expect(stall.getByText('1 modification', { exact: true })).toBeVisible()
    for (const window of [local, stall]) await expect(window.getByRole('alert').filter({ hasText: /relais|serveur|réseau/ })).toHaveCount(0)
    await expectAccessible(stall, 'offline, in the dark')
  })

  await test.step('together again: the same rows', async () => {
    await relay.restart()
    await stall.getByRole('button', { name: 'Essayer maintenant' }).click()
    await expect(stall.getByTestId('sync-state')).toHaveAttribute('data-state', 'in-step', soon)
    await place(stall, /^Personnes/)
    await expect(rowOf(stall, 'Le Gall')).toBeVisible(soon)
    const engines = [await reachEngine(local), await reachEngine(stall)] as const
    await expect.poll(async () => (await engines[0].call('contentHash')) === (await engines[1].call('contentHash')), soon).toBe(true)
    await note(local, 'Kaya', 'rappelée')
    await expect(stall.getByLabel('Note', { exact: true })).toHaveCount(0)
    await rowOf(stall, 'Kaya').click()
    await expect(stall.getByLabel('Note', { exact: true })).toHaveValue('rappelée', soon)
  })

  await test.step('paused by the palette, and resumed', async () => {
    await byPalette(local, 'synchronisation en pause')
    await expect(mark(local)).toContainText('en pause')
    await byPalette(local, 'reprendre')
    await expect(mark(local)).not.toContainText('en pause')
  })

  await test.step('many deleted elsewhere are still here until somebody answers; kept, they are back for both', async () => {
    await place(stall, /^Personnes/)
    await rowOf(stall, 'Roux').click()
    await stall.getByRole('button', { name: 'Supprimer cette fiche' }).click()
    await expect(rowOf(stall, 'Roux')).toHaveCount(0)
    await local.getByRole('button', { name: 'Voir et répondre…' }).click(soon)
    await expect(rowOf(local, 'Roux')).toBeAttached()
    await expect(local.getByRole('region', { name: 'Personnes qui seraient supprimées' })).toContainText('Roux Inès')
    await expectAccessible(local, 'many people deleted elsewhere')
    await local.getByRole('button', { name: 'Les garder' }).click()
    await expect(local.getByRole('button', { name: 'Voir et répondre…' })).toHaveCount(0, soon)
    await expect(rowOf(local, 'Roux')).toBeVisible()
    await expect(rowOf(stall, 'Roux')).toBeVisible(soon)
  })

  await test.step('put out: asked first what that does and does not do; the other is told, and goes on by itself', async () => {
    await place(local, /^Section/)
    await tab(local, 'Organisateurs')
    await local.getByRole('button', { name: 'Retirer « Portable du marché »' }).click()
    await expect(local.getByRole('dialog')).toContainText('Ce que cet ordinateur a déjà reçu reste dessus.')
    await expectAccessible(local, 'removing a device')
    await local.getByRole('dialog').getByRole('button', { name: 'Retirer', exact: true }).click()
    await expect(local.getByRole('list', { name: 'Ordinateurs de la section' }).getByRole('listitem')).toHaveCount(1, soon)
    await local.getByRole('button', { name: 'Voir 1 ordinateur retiré' }).click()
    await expect(local.getByRole('list', { name: 'Ordinateurs retirés' })).toContainText('Portable du marché')
    await expect(stall.getByText('Cet ordinateur a été retiré de la section.')).toBeVisible(soon)
    await expect(mark(stall)).toHaveText('Enregistré ici')
    await expectAccessible(stall, 'removed, in the dark')
    await note(stall, 'Roux', 'reste ici')
    await stall.getByRole('button', { name: 'Que faire ?' }).click()
    await expect(stall.getByTestId('sync-state')).toHaveAttribute('data-state', 'alone')
    await expectAccessible(stall, 'what a removed device may do')
  })

  await test.step('it asks to join again, told first what becomes of what only it has; given up, all is as it was', async () => {
    const link = await invite(local, 'Organisateur·rice')
    const dialog = stall.getByRole('dialog', { name: 'Rejoindre à nouveau la section' })
    // Its link pressed elsewhere leads there as well.
    await stallApp.evaluate(({ app }, pressed) => void app.emit('second-instance', {}, [pressed], ''), link)
    await expect(dialog.getByLabel('Lien de l’invitation')).toHaveValue(link)
    await stall.keyboard.press('Escape')
    await expect(dialog).toHaveCount(0)
    await stall.getByRole('button', { name: 'Rejoindre à nouveau…' }).press('Enter')
    await expect(dialog).toContainText('Il reste dans la copie mise de côté, et ne parvient pas aux autres.')
    await expect(dialog.getByLabel('Lien de l’invitation')).toBeFocused()
    await dialog.getByRole('button', { name: 'Scanner le QR code…' }).press('Enter')
    await expect(scannerOf(stall).getByRole('alert')).toContainText('Aucune caméra n’est branchée')
    await expectAccessible(stall, 'the scanner above another dialog, in the dark')
    await stall.keyboard.press('Escape')
    await expect(scannerOf(stall)).toHaveCount(0)
    await expect(dialog.getByRole('button', { name: 'Scanner le QR code…' })).toBeFocused()
    await fillRequest(dialog, link.slice(0, -5))
    await dialog.getByRole('button', { name: 'Demander à rejoindre' }).click()
    await expect(dialog).toContainText('Cette invitation est incomplète ou abîmée.')
    await expectAccessible(stall, 'joining again, in the dark')
    await dialog.getByLabel('Lien de l’invitation').fill(link)
    await dialog.getByLabel('Lien de l’invitation').press('Tab')
    await dialog.getByRole('button', { name: 'Demander à rejoindre' }).press('Enter')
    await sameCode(local, stall)
    await stall.getByRole('button', { name: 'Abandonner' }).click()
    await stall.getByRole('button', { name: 'Ouvrir', exact: true }).click()
    await stall.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
    await stall.getByRole('button', { name: 'Ouvrir', exact: true }).click()
    await expect(stall.getByText('Cet ordinateur a été retiré de la section.')).toBeVisible(soon)
    await local.keyboard.press('Escape')
  })

  await test.step('from the first page it is told that the section is here already, and that it may join again', async () => {
    const link = await invite(local, 'Organisateur·rice')
    await stall.getByRole('button', { name: 'Que faire ?' }).click()
    await stall.getByRole('button', { name: 'Rejoindre à nouveau…' }).click()
    const lit = await playCamera(stall)
    await stall.getByRole('button', { name: 'Scanner le QR code…' }).click()
    await expect(scannerOf(stall).getByLabel('Image de la caméra')).toBeVisible()
    expect(await lit()).toBe(true)
    // As the system does when the laptop is shut.
    await stallApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.send('menu', 'lock'))
    await stall.getByRole('button', { name: 'Autres sections' }).click()
    expect(await lit()).toBe(false)
    await stall.getByRole('button', { name: 'Rejoindre une section' }).click()
    await stall.getByLabel('Lien de l’invitation').fill(link)
    await expect(stall.getByRole('radio', { name: 'Ouvrir celle de cet ordinateur' })).toBeChecked()
    await stall.getByRole('radio', { name: 'Rejoindre à nouveau' }).check()
    await expectAccessible(stall, 'joining a section that is here already, in the dark')
    await fillRequest(stall, link)
    await stall.getByRole('button', { name: 'Demander à rejoindre' }).click()
    await sameCode(local, stall)
    await local.getByRole('button', { name: 'C’est le même : faire entrer' }).click()
    await expect(local.getByText('C’est fait : cet ordinateur fait partie de la section.')).toBeVisible(soon)
    await local.getByRole('button', { name: 'Terminer' }).click()
    await expect(stall.getByTestId('sync-state')).toHaveAttribute('data-state', 'in-step', soon)
    await note(stall, 'Roux', 'de retour')
    await expect(mark(stall)).toHaveText(/Sur le serveur|Vu par/, soon)
    const engines = [await reachEngine(local), await reachEngine(stall)] as const
    await expect.poll(async () => (await engines[0].call('contentHash')) === (await engines[1].call('contentHash')), soon).toBe(true)
  })

  await test.step('its copy of before is put aside, with what only it had', async () => {
    await stall.keyboard.press('Control+l')
    await stall.getByRole('button', { name: 'Autres sections' }).click()
    await expectAccessible(stall, 'a copy put aside, in the dark')
    await stall.getByRole('button', { name: 'Remettre en place' }).click()
    await stall.getByRole('button', { name: 'Ouvrir', exact: true }).first().click()
    await stall.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
    await stall.getByRole('button', { name: 'Ouvrir', exact: true }).click()
    await rowOf(stall, 'Roux').click()
    await expect(stall.getByLabel('Note', { exact: true })).toHaveValue('reste ici', soon)
  })
})

test('an invitation that is refused or withdrawn lets nobody in, and says so to both', async ({ launch, relay }) => {
  const [{ window: local }, { window: stall }] = [await launch(), await launch()]
  await createSection(local)
  await (await reachEngine(local)).call('shareSection', { address: relay.now.address, opening: openingCode, deviceName: 'Poste du local' })
  await place(local, /^Section/)
  await tab(local, 'Organisateurs')
  const link = await invite(local, 'Organisateur·rice')
  await askToJoin(stall, link, 'Portable du marché')
  await sameCode(local, stall)
  await local.getByRole('button', { name: 'Les codes diffèrent' }).click()
  await expect(local.getByText('Personne n’est entré.')).toBeVisible(soon)
  await local.getByRole('button', { name: 'Terminer' }).click()
  await expect(stall.getByTestId('joining')).toHaveAttribute('data-step', 'refused', soon)
  await expectAccessible(stall, 'a request that was refused')
  await stall.getByRole('button', { name: 'Essayer avec un autre lien' }).click()
  await expect(stall.getByLabel('Lien de l’invitation')).toBeVisible()

  const other = await invite(local, 'Organisateur·rice')
  await local.keyboard.press('Escape')
  await local.getByRole('button', { name: 'Retirer l’invitation' }).click()
  await expect(local.getByRole('list', { name: 'Invitations en attente de réponse' })).toContainText('Refusée')
  await stall.getByRole('button', { name: 'Retour' }).click()
  await askToJoin(stall, other, 'Portable du marché')
  await expect(stall.getByTestId('joining')).toHaveAttribute('data-step', 'refused', soon)
  await stall.getByRole('button', { name: 'Retour' }).click()
  await expect(stall.getByRole('button', { name: 'Créer ma section' })).toBeVisible()
})
