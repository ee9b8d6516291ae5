/** The window's process dies, with the engine in it: the app stays, the window comes back, nothing acknowledged is lost. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import type { PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { expect, test, type RunningApp } from '../e2e/app'
import { crashWindow } from '../e2e/crash-window'
import { importFile, importNames, lastDone, modelOf, planDeeds } from './deeds'
import { readFromJournal, sectionFolder } from './disk'
import { reachEngine, type EngineInPage } from './engine'
import { createSection, openSection, passphrase, unlock, untilOpen } from './profile'
import { seededStream } from './random'

/** The window after its process died is another target: it is found over the DevTools port. */
const debugged = { switches: ['--remote-debugging-port=0'], expectErrors: true }

async function crash(running: RunningApp): Promise<Page> {
  await crashWindow(running.app)
  const [port] = readFileSync(join(running.profileDir, 'DevToolsActivePort'), 'utf8').split('\n')
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  return browser.contexts()[0]!.pages()[0]!
}

/** Works until some of it is acknowledged, then the window dies. Answers the deeds and which were acknowledged. */
async function crashAtWork(running: RunningApp, engine: EngineInPage, name: string) {
  const chance = seededStream(name)
  const { id } = await engine.call('importOpen', { content: importFile(importNames('A')), fileName: 'anciens.csv' })
  const deeds = planDeeds(chance, 1, 150, modelOf([]), new Map<string, PersonId>(), [{ session: id, label: 'A' }])
  const answered: number[] = []
  const goal = 20 + chance.whole(20)
  await new Promise<void>((resolve) => {
    void engine.send(deeds.map(({ request }) => request), 6, (at, answer) => {
      if (answer.ok) answered.push(at)
      if (answered.length === goal) resolve()
    }).catch(() => {})
  })
  return { deeds, answered, window: await crash(running) }
}

test('a section protected by a passphrase asks for it again, and has every acknowledged edit', async ({ launch }) => {
  const running = await launch(debugged)
  const { deeds, answered, window } = await crashAtWork(running, await createSection(running), 'crash, passphrase')
  await expect(window.getByRole('heading', { name: 'Section verrouillée' })).toBeVisible()
  // The keys went with the process: nothing opens it but the passphrase.
  const closed = await reachEngine(window)
  await expect(closed.call('rows', { query: everyone, start: 0, end: 1 })).rejects.toThrow('section-locked')
  await unlock(window)
  await untilOpen(closed)
  const { rows } = await closed.call('rows', { query: everyone, start: 0, end: 10_000 })
  lastDone(deeds, answered, rows)
  await closed.call('undo')
  await closed.call('execute', { type: 'section.rename', name: 'Section du Port' })
  const disk = await readFromJournal(sectionFolder(running.profileDir), passphrase)
  expect(disk.name).toBe('Section du Port')
  expect(disk.contentHash).toBe(await closed.call('contentHash'))
})

test('a section protected by the keychain opens again by itself', async ({ launch }) => {
  const running = await launch({ ...debugged, keychain: 'gnome' })
  const first = await reachEngine(running.window)
  await first.call('createSection', { name: 'Section de Saint-Denis', passphrase, keychain: true })
  await untilOpen(first)
  const { deeds, answered, window } = await crashAtWork(running, first, 'crash, keychain')
  const engine = await reachEngine(window)
  await untilOpen(engine)
  const { rows } = await engine.call('rows', { query: everyone, start: 0, end: 10_000 })
  lastDone(deeds, answered, rows)
})

test('a window that dies again and again is not opened for ever', async ({ launch }) => {
  const running = await launch(debugged)
  await createSection(running)
  await running.app.evaluate(({ dialog }) => {
    const asked = globalThis as { faultsAsked?: string[] }
    asked.faultsAsked = []
    dialog.showMessageBox = ((...given: unknown[]) => {
      asked.faultsAsked!.push((given.at(-1) as { message: string }).message)
      // Whoever is asked tries again.
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
  })
  for (let time = 0; time < 4; time++) await crash(running)
  expect(await running.app.evaluate(() => (globalThis as { faultsAsked?: string[] }).faultsAsked)).toHaveLength(1)
  const window = await crash(running)
  await openSection({ window })
})
