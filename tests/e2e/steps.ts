/** What a person does on the way to a test's own subject, and what the desktop would answer meanwhile. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect } from './app'

/** Opens the demonstration section and waits for its 400 people. */
export async function openDemo(window: Page): Promise<void> {
  await window.getByRole('button', { name: /section de démonstration/ }).click()
  await expectPeople(window, /^400\s/)
}

/** The number of people that the table says it shows. */
export async function expectPeople(window: Page, count: RegExp): Promise<void> {
  await expect(window.getByRole('region', { name: 'Personnes' }).getByRole('status').first()).toHaveText(count)
}

/** From here on the system's save dialog answers with `path`; `null` gives up. */
export async function saveTo(app: ElectronApplication, path: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' })) as typeof dialog.showSaveDialog
  }, path)
}

/** Fails with each rule of WCAG 2.2 AA that a part of the screen breaks, as axe sees it. */
export async function expectAccessible(part: Locator): Promise<void> {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  const found = await part.evaluate(
    async (element, source) => {
      type Axe = { run(element: Element, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
      // The page's own policy forbids eval; the test's evaluation is not the page's.
      const module: { exports: Partial<Axe> } = { exports: {} }
      new Function('module', 'exports', source)(module, module.exports)
      const api = module.exports.run ? (module.exports as Axe) : (globalThis as unknown as { axe: Axe }).axe
      const { violations } = await api.run(element, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] })
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)
    },
    axe,
  )
  expect(found).toEqual([])
}
