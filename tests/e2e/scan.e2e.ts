/** QR codes before a camera that Chromium plays from a file, and in pictures: they fill forms in, and the camera's light goes off. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { newId, type SectionId } from '../../core/domain/ids'
import { makeInvitation, writeLink } from '../../core/membership/invitation'
import { writeSheet } from '../../core/membership/recovery'
import { photograph, pngOf, writeCamera } from '../qr/shot'
import { removeFolder } from '../remove-folder'
import { expect, test } from './app'
import { expectAccessible } from './screens'

const relay = { relayUrl: 'https://relais.exemple.org', relay: 'relais-1' }
const invitation = (now = Date.now() / 1000) =>
  writeLink(makeInvitation({ ...relay, section: newId<SectionId>(), root: 'kYf7nEZg3Hq0Jv2lY0hS6q0cT1mD8b4u5xw9r3aZpQ8', role: 'organizer' }, now))
const sheet = () => {
  const bytes = (count: number) => Uint8Array.from({ length: count }, (_, at) => at * 7)
  return writeSheet({ ...relay, section: newId<SectionId>(), secret: bytes(16), root: bytes(16), membership: { epoch: 3, key: bytes(32) } })
}

const button = (within: Page | Locator, name: string) => within.getByRole('button', { name, exact: true })
const dialogOf = (window: Page) => window.getByRole('dialog', { name: 'Scanner le QR code' })

/** How many cameras are lit, as seen from here on. */
async function watchLight(window: Page): Promise<() => Promise<number>> {
  await window.evaluate(() => {
    const given: MediaStreamTrack[] = []
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      given.push(...stream.getTracks())
      return stream
    }
    Object.assign(globalThis, { given })
  })
  return () => window.evaluate(() => (globalThis as unknown as { given: MediaStreamTrack[] }).given.filter(({ readyState }) => readyState === 'live').length)
}

test('an invitation held before the camera fills the form in; one is told that it is no recovery sheet; the light goes off each time', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'permanence-camera-'))
  try {
    const link = await invitation()
    const film = join(folder, 'camera.y4m')
    writeCamera(film, [photograph([{ text: link }], { width: 640, height: 480, side: 320, turned: 6, blur: 1 })])
    const { window } = await launch({ switches: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`] })
    const lit = await watchLight(window)

    await test.step('the form holds the link, and nothing is asked of anyone', async () => {
      await window.getByRole('button', { name: 'Rejoindre une section' }).click()
      await button(window, 'Scanner le QR code…').press('Enter')
      await expect(window.getByLabel('Lien de l’invitation')).toHaveValue(link)
      await expect(window.getByText('QR code lu : Organisateur·rice, valable jusqu’au'.replace(' :', '\u00a0:'))).toBeVisible()
      await expect(dialogOf(window)).toHaveCount(0)
      await expect(button(window, 'Scanner le QR code…')).toBeFocused()
      await expect(button(window, 'Demander à rejoindre')).toBeDisabled()
      expect(await lit()).toBe(0)
      await expectAccessible(window, 'an invitation that was scanned')
    })

    await test.step('where a sheet is asked for, an invitation is told from it', async () => {
      await button(window, 'Retour').click()
      await button(window, 'J’ai une feuille de secours').click()
      await button(window, 'Scanner le QR code…').click()
      await expect(dialogOf(window).getByText('Ce QR code est celui d’une invitation.')).toBeVisible()
      await expect(dialogOf(window).getByLabel('Image de la caméra')).toBeVisible()
      expect(await lit()).toBe(1)
      await expectAccessible(window, 'the scanner')
    })

    await test.step('the light goes off with the dialog', async () => {
      await window.keyboard.press('Escape')
      await expect(dialogOf(window)).toHaveCount(0)
      expect(await lit()).toBe(0)
      await expect(window.getByTestId('sheet-reading')).toHaveText('Aucune ligne juste pour l’instant')
    })

    await test.step('a picture of the sheet fills its lines in', async () => {
      const { qr, lines } = await sheet()
      const dropped = await window.evaluateHandle((bytes) => {
        const files = new DataTransfer()
        files.items.add(new File([new Uint8Array(bytes)], 'feuille.png'))
        return files
      }, [...pngOf(photograph([{ text: qr }], { turned: 45, side: 200 }))])
      await window.getByTestId('sheet-drop').dispatchEvent('drop', { dataTransfer: dropped })
      await expect(window.getByTestId('sheet-reading')).toHaveText('La feuille est complète.')
      await expect(window.getByLabel('Ligne 1', { exact: true })).toHaveValue(lines[0]!)
      await expect(button(window, 'Continuer')).toBeEnabled()
      await expectAccessible(window, 'a recovery sheet that was scanned')
    })
  } finally {
    await removeFolder(folder)
  }
})

test('without a camera one is told so, and what to do instead; a picture fills the form in', async ({ launch }) => {
  const { window } = await launch()
  const link = await invitation()
  await window.getByRole('button', { name: 'Rejoindre une section' }).click()
  await button(window, 'Scanner le QR code…').click()
  const dialog = dialogOf(window)
  await expect(dialog.getByRole('alert')).toContainText('Aucune caméra n’est branchée')
  await expect(dialog.getByRole('alert')).toContainText('collez le lien')
  await expectAccessible(window, 'the scanner without a camera')
  for (const [error, words] of [['NotAllowedError', 'refuse la caméra à Permanence'], ['NotReadableError', 'ne répond pas']] as const) {
    await window.evaluate((name) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name))
    }, error)
    await button(dialog, 'Réessayer').click()
    await expect(dialog.getByRole('alert')).toContainText(words)
  }

  const choose = (name: string, buffer: Buffer) => dialog.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer })
  const shots: [string, Buffer, string][] = [
    ['lettre.png', Buffer.from('Bonjour'), 'n’est pas une image lisible'],
    ['abimee.png', pngOf(photograph([])).subarray(0, 60), 'n’est pas une image lisible'],
    ['marche.png', pngOf(photograph([])), 'Aucun QR code lisible'],
    ['affiche.png', pngOf(photograph([{ text: 'https://exemple.org/affiche' }])), 'n’est pas une invitation de Permanence'],
    ['feuille.png', pngOf(photograph([{ text: (await sheet()).qr }])), 'celui d’une feuille de secours'],
    ['vieille.png', pngOf(photograph([{ text: await invitation(Date.now() / 1000 - 80 * 3600) }])), 'n’est plus valable depuis le'],
    ['coupee.png', pngOf(photograph([{ text: link.slice(0, -5) }])), 'incomplète ou abîmée'],
    ['deux.png', pngOf(photograph([{ text: link, shot: { side: 180, at: [120, 180] } }, { text: await invitation(), shot: { side: 180, at: [360, 180] } }])), 'Plusieurs QR codes conviennent'],
  ]
  for (const [name, bytes, words] of shots) {
    await choose(name, bytes)
    await expect(dialog.getByText(words)).toBeVisible()
  }
  await expect(window.getByLabel('Lien de l’invitation')).toHaveValue('')
  await choose('invitation.png', pngOf(photograph([{ text: link }], { turned: 8, noise: 8 })))
  await expect(dialog).toHaveCount(0)
  await expect(window.getByLabel('Lien de l’invitation')).toHaveValue(link)

  // Beside the file of an invitation, in the same place.
  await window.getByLabel('Lien de l’invitation').fill('')
  await window.locator('input[type=file]').setInputFiles({ name: 'capture.png', mimeType: '', buffer: pngOf(photograph([{ text: link }], { quiet: 0, width: 240, height: 240 })) })
  await expect(window.getByLabel('Lien de l’invitation')).toHaveValue(link)
})
