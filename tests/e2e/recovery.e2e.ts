/** The worst day: every computer of the section is gone, and there is a sheet of paper in a safe. Two profiles, a real relay, and between them nothing but what was printed. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { removeFolder } from '../remove-folder'
import { reachEngine } from '../faults/engine'
import { sheetLines } from '../print/paper'
import { openingCode, startRelay } from '../sync/real-relay'
import { expect, test } from './app'
import { addPerson, createSection, expectAccessible, passphrase, rowOf, saveTo } from './screens'

/** The relay is asked every few seconds. */
const soon = { timeout: 120_000 }
const place = (window: Page, name: RegExp) => window.getByRole('navigation').getByRole('link', { name }).click()
const button = (window: Page, name: string) => window.getByRole('button', { name, exact: true })

async function typeSheet(window: Page, lines: readonly string[]): Promise<void> {
  await button(window, 'J’ai une feuille de secours').click()
  await expect(window.getByLabel('Ligne 1', { exact: true })).toBeFocused()
  // As from a keyboard: each right line leads to the next.
  for (const line of lines) await window.keyboard.type(line.replaceAll(' ', '').toLowerCase())
}

async function takeUp(window: Page): Promise<void> {
  await button(window, 'Continuer').click()
  await window.getByLabel('Nouvelle phrase de passe, sur cet ordinateur').fill(passphrase)
  await window.getByLabel('La même, encore une fois').fill(passphrase)
  await button(window, 'Reprendre la section').click()
}

test('a section comes back from its printed sheet and its relay, and the sheet is good for nothing after', async ({ launch }) => {
  const store = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
  const relay = await startRelay(store)
  try {
    const first = await launch()
    const printed = join(first.profileDir, 'sheet.pdf')
    await createSection(first.window)
    await addPerson(first.window, 'Kaya', 'Ayşe')
    await addPerson(first.window, 'Roux', 'Inès')
    const engine = await reachEngine(first.window)
    await engine.call('shareSection', { address: relay.address, opening: openingCode, deviceName: 'Poste du local' })
    const sharing = await engine.follow('sharing', null)
    const inStep = { state: 'shared', standing: 'admin', connection: 'in-step', pending: 0 }
    await expect.poll(sharing, soon).toMatchObject(inStep)

    await test.step('a sheet that nobody printed is removed again', async () => {
      await place(first.window, /^Section/)
      await first.window.getByRole('tab', { name: 'Organisateurs', exact: true }).click()
      await expect(first.window.getByText('Cette section n’a pas de feuille de secours')).toBeVisible()
      await expectAccessible(first.window, 'organizers without a recovery sheet')
      await button(first.window, 'Imprimer la feuille de secours…').click()
      await expectAccessible(first.window, 'before a recovery sheet is made')
      await button(first.window, 'Préparer la feuille').click()
      await expect(first.window.locator('[data-page-text]')).toContainText('Qui tient cette feuille tient la section', soon)
      await button(first.window, 'Fermer sans l’imprimer').click()
      await expect(first.window.getByText('elle a été retirée de la section')).toBeVisible(soon)
      await expect(first.window.getByText('Cette section n’a pas de feuille de secours')).toBeVisible()
    })

    await test.step('one that was printed is listed as a member', async () => {
      await button(first.window, 'Imprimer la feuille de secours…').click()
      await button(first.window, 'Préparer la feuille').click()
      await saveTo(first.app, printed)
      await expect(button(first.window, 'Imprimer…')).toBeFocused(soon)
      await expectAccessible(first.window, 'a recovery sheet')
      await button(first.window, 'Enregistrer le PDF…').click()
      await expect(first.window.getByText('PDF enregistré')).toBeVisible()
      await button(first.window, 'Terminer').click()
      await expect(first.window.getByRole('list', { name: 'Ordinateurs de la section' })).toContainText('Feuille de secours')
      await expect.poll(sharing, soon).toMatchObject({ ...inStep, sheet: 'kept' })
    })

    const hash = await engine.call('contentHash')
    const lines = await sheetLines(readFileSync(printed))
    await first.kill9()
    await removeFolder(first.profileDir)

    const second = await launch()
    const { window } = second
    await test.step('a line that is mistyped is told at once, by its number', async () => {
      await typeSheet(window, [lines[0]!, lines[1]!.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))])
      await expect(window.getByText('À revoir : comparez-la à la feuille.')).toBeVisible()
      await expect(window.getByLabel('Ligne 2', { exact: true })).toHaveAttribute('aria-invalid', 'true')
      await expect(window.getByTestId('sheet-reading')).toHaveText('1 ligne juste')
      await expectAccessible(window, 'typing a recovery sheet')
      await expect(button(window, 'Continuer')).toBeDisabled()
    })

    await test.step('the rest is pasted, and the section is there with its people', async () => {
      await window.getByLabel('Ligne 2', { exact: true }).fill('')
      const pasted = lines.slice(1).map((line, at) => `${at + 2}   ${line}`).join('\n')
      await window.getByLabel('Ligne 2', { exact: true }).evaluate((field, text) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text', text)
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, pasted)
      await expect(window.getByTestId('sheet-reading')).toHaveText('La feuille est complète.')
      await button(window, 'Continuer').click()
      await expect(window.getByText(`Son relais : ${relay.address}`)).toBeVisible()
      await expectAccessible(window, 'a whole recovery sheet')
      await button(window, 'Retour').click()
      await takeUp(window)
      await expect(rowOf(window, 'Kaya')).toBeVisible(soon)
      await expect(rowOf(window, 'Roux')).toBeVisible(soon)
    })

    const back = await reachEngine(window)
    const again = await back.follow('sharing', null)
    await expect.poll(again, soon).toMatchObject({ ...inStep, sheet: 'used' })
    expect(await back.call('contentHash')).toBe(hash)
    const devices = await back.follow('devices', null)
    const papers = async () => (await devices())?.filter(({ paper, removedAt }) => paper && removedAt === null).length
    await expect.poll(papers, soon).toBe(0)
    await expect(window.getByText('La section est revenue par sa feuille de secours')).toBeVisible()
    await button(window, 'En imprimer une nouvelle').click()
    await expect(window.getByText('Cette section n’a pas de feuille de secours')).toBeVisible()
    await expectAccessible(window, 'a section that came back')
    await expect.poll(again, soon).toMatchObject(inStep)

    await test.step('the old sheet brings nobody in', async () => {
      const third = await launch()
      await typeSheet(third.window, lines)
      await takeUp(third.window)
      await expect(third.window.getByTestId('recovering')).toContainText('a été retirée de la section', soon)
      await expectAccessible(third.window, 'a recovery sheet that was removed')
      const empty = await reachEngine(third.window)
      await expect.poll(async () => (await empty.status())?.phase).toBe('closed')
    })
  } finally {
    await relay.kill()
    await removeFolder(store)
  }
})
