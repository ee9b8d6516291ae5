/** From door to door: an action's walk list on paper, and what came back keyed building by building, by keyboard alone. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { newId, type ActionId } from '#core/domain/ids'
import { extractText } from '../print/paper'
import { reachEngine } from '../faults/engine'
import { removeFolder } from '../remove-folder'
import { expect, oneApp, test } from './app'
import { expectAccessible, openDemo, saveTo } from './screens'

const paris = 'Europe/Paris'
const dialog = (window: Page) => window.getByRole('dialog', { name: 'Saisir les compteurs' })
const total = (window: Page, counter: string) => dialog(window).getByTestId(`visits-total-${counter}`)

test.describe('an action from door to door', () => {
  const running = oneApp()

  test('its sheet names nobody, and the counters of one evening of a series are that evening’s', async () => {
    const { app, window } = running()
    await openDemo(window)
    const engine = await reachEngine(window)
    const [sector] = await engine.call('sectors')
    const id = newId<ActionId>()
    const draft = { kind: 'letterboxes', rule: 'FREQ=WEEKLY', start: { local: '2026-11-07T18:00:00', zone: paris }, end: { local: '2026-11-07T20:00:00', zone: paris }, city: 'Saint-Denis', sector: sector!.id } as const
    await engine.call('execute', { type: 'action.create', made: [{ id, draft }] })
    await window.evaluate((hash) => void (location.hash = hash), `#/agenda/${id}/2026-11-14T18:00:00`)

    await window.getByRole('button', { name: 'Feuille de route…' }).click()
    const paper = window.getByRole('dialog', { name: 'Feuille de route' })
    await expect(paper.locator('canvas[data-page="1"]')).toBeVisible()
    await expectAccessible(paper, 'a letterbox sheet')
    const folder = mkdtempSync(join(tmpdir(), 'permanence-walk-'))
    const path = join(folder, 'feuille.pdf')
    await saveTo(app, path)
    await paper.getByRole('button', { name: 'Enregistrer le PDF…' }).click()
    await expect(paper.getByRole('status').filter({ hasText: 'feuille.pdf' })).toBeVisible()
    const text = await extractText(readFileSync(path), '-layout')
    for (const { street } of sector!.buildings) expect(text).toContain(street)
    await removeFolder(folder)
    await window.keyboard.press('Escape')
    await expect(paper).toBeHidden()

    await window.getByRole('button', { name: 'Saisir les compteurs…' }).click()
    await expect(dialog(window).locator('input').first()).toBeFocused()
    await expectAccessible(dialog(window), 'counters to key')
    for (const key of ['3', '6', 'Tab', '4', 'Tab', '3', '2', 'Tab', '4', '0', 'ArrowDown', '1', 'ArrowUp', 'ArrowUp', 'Backspace', '3', '1']) await window.keyboard.press(key)
    await expect(total(window, 'boxes')).toHaveText('72')
    await window.keyboard.press('Escape')
    await expect(dialog(window)).toBeHidden()

    // That evening is an action of its own now, and the sheet shows it.
    await expect.poll(() => window.evaluate(() => location.hash)).not.toContain(id)
    await expect(window.getByText('(total des bâtiments saisis)').first()).toBeVisible()
    const { actions } = await engine.call('agenda', { from: Date.UTC(2026, 10, 6), to: Date.UTC(2026, 10, 30) })
    const series = actions.find((each) => each.id === id)!
    const evening = actions.find(({ from }) => from?.action === id)!
    expect([series.visits, evening.start.local]).toEqual([[], '2026-11-14T18:00:00'])
    expect(evening.visits.map(({ counted }) => counted.boxes ?? 0).reduce((sum, boxes) => sum + boxes, 0)).toBe(72)

    await window.getByRole('button', { name: 'Saisir les compteurs…' }).click()
    await expect(total(window, 'boxes')).toHaveText('72')
  })
})
