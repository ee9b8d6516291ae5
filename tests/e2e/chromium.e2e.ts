import { existsSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { chromiumPath, openInBrowser } from './browser'

test.describe("the window in Debian's Chromium", () => {
  test.skip(!existsSync(chromiumPath), 'Chromium is not installed here.')

  test('opens the demonstration section, finds people, and finds them again after a reload', async () => {
    const { page, errors, version, close } = await openInBrowser()
    test.info().annotations.push({ type: 'Chromium', description: version })
    await page.getByRole('button', { name: /section de démonstration/ }).click()
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', /^40[01]$/)
    expect(errors).toEqual([])
    await close()
  })
})
