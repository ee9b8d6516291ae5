/** What tests of two computers at one relay share. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { removeFolder } from '../remove-folder'
import { startRelay, type RelayProcess } from '../sync/real-relay'
import { expect, test as base } from './app'
import { passphrase } from './screens'

/** Joining, and coming back after an absence, wait for a relay that is asked every few seconds. */
export const soon = { timeout: 120_000 }

export const test = base.extend<{ relay: { now: RelayProcess; restart(): Promise<void> } }>({
  relay: async ({}, use) => {
    const store = mkdtempSync(join(tmpdir(), 'permanence-relay-'))
    const relay = {
      now: await startRelay(store),
      async restart() {
        relay.now = await startRelay(store, relay.now.port)
      },
    }
    await use(relay)
    await relay.now.kill()
    await removeFolder(store)
  },
})

export const tab = (window: Page, name: string) => window.getByRole('tab', { name, exact: true }).click()
export const place = (window: Page, name: RegExp) => window.getByRole('navigation').getByRole('link', { name }).click()
export async function byPalette(window: Page, words: string): Promise<void> {
  await window.keyboard.press('Control+k')
  await window.getByRole('combobox', { name: 'Une personne, un lieu, une commande…' }).fill(words)
  await window.keyboard.press('Enter')
}

export async function fillRequest(within: Pick<Page, 'getByLabel'>, link: string, name = 'Portable du marché'): Promise<void> {
  await within.getByLabel('Lien de l’invitation').fill(link)
  await within.getByLabel('Nom de cet ordinateur').fill(name)
  await within.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await within.getByLabel('La même, encore une fois').fill(passphrase)
}

export async function askToJoin(window: Page, link: string, name: string): Promise<void> {
  await window.getByRole('button', { name: 'Rejoindre une section' }).click()
  await fillRequest(window, link, name)
  await window.getByRole('button', { name: 'Demander à rejoindre' }).click()
}

/** Both screens show it; it is compared as the two people do. */
export async function sameCode(inviter: Page, joiner: Page): Promise<void> {
  const code = joiner.getByTestId('code')
  await expect(code).toBeVisible(soon)
  const read = await code.innerText()
  expect(read.replace(/\D/g, '')).toMatch(/^(\d{6}){2}$/)
  await expect(inviter.getByTestId('code')).toHaveText(await code.textContent() ?? '', soon)
}
