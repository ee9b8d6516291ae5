import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { chromiumPath, openInBrowser } from './browser'

test.describe("the window in Debian's Chromium", () => {
  test.skip(!existsSync(chromiumPath), 'Chromium is not installed here.')

  test('opens the demonstration section, finds people, and draws a contact sheet of them', async () => {
    const { page, errors, version, close } = await openInBrowser()
    test.info().annotations.push({ type: 'Chromium', description: version })
    await page.getByRole('button', { name: /section de démonstration/ }).click()
    const found = page.getByRole('region', { name: 'Personnes' }).getByRole('status')
    await expect(found).toHaveText(/^400\s/)
    await page.getByRole('searchbox').fill('BENALI')
    await expect(found).not.toHaveText(/^400\s/)
    for (const row of await page.getByRole('row').filter({ has: page.getByRole('checkbox', { name: /^Sélectionner/ }) }).all()) {
      await expect(row).toHaveText(/benali/i)
    }
    await page.getByRole('button', { name: 'Imprimer cette liste' }).click()
    await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible()
    expect(errors).toEqual([])
    await close()
  })
})
