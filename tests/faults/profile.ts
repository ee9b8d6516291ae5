/** A section in a profile that outlives the app: made once, opened again after each fault. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import type { PersonId, SectionId } from '#core/domain/ids'
import { makeVault, openWithPassphrase } from '#core/sealing/vault'
import type { RunningApp } from '../e2e/app'
import { expect } from '../e2e/app'
import '../quick-passphrases'
import { sectionFolder } from './disk'
import { reachEngine, type EngineInPage } from './engine'

/** A start is waited for again and again: by the usual steps of up to a second, a third of the time would be waiting. */
const soon = { intervals: [50] }

export const passphrase = 'quatre mots pour une section'

export type OpenStatus = Extract<Awaited<ReturnType<EngineInPage['status']>>, { phase: 'open' }>

/** Makes a section protected by `passphrase`, under which later starts open it in no time; resolves when it is open. */
export async function createSection(running: RunningApp): Promise<EngineInPage> {
  const engine = await reachEngine(running.window)
  await engine.call('createSection', { name: 'Section de Saint-Denis', passphrase, keychain: false })
  await untilOpen(engine)
  const file = join(sectionFolder(running.profileDir), 'vault')
  const { secrets, vaultKey } = await openWithPassphrase(new Uint8Array(readFileSync(file)), passphrase)
  writeFileSync(file, await makeVault(secrets, { passphrase, vaultKey }))
  return engine
}

/** Opens the profile's section as after each start; resolves when everybody is in memory. */
export async function openSection({ window }: Pick<RunningApp, 'window'>): Promise<EngineInPage> {
  const engine = await reachEngine(window)
  await expect.poll(async () => (await engine.status())?.phase, soon).toBe('closed')
  const status = await engine.status()
  if (status?.phase !== 'closed') throw new Error(`phase ${status?.phase}`)
  await engine.call('openSection', { id: status.sections[0]!.id as SectionId, passphrase })
  await untilOpen(engine)
  return engine
}

export async function untilOpen(engine: EngineInPage): Promise<OpenStatus> {
  let status = await engine.status()
  await expect
    .poll(async () => {
      status = await engine.status()
      return status?.phase === 'open' && status.complete
    }, soon)
    .toBe(true)
  return status as OpenStatus
}

/** Opens the profile's section as a person does. */
export async function unlock(window: Page): Promise<void> {
  await window.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await window.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await expect(window.getByRole('navigation', { name: 'Lieux' })).toBeVisible()
}

/** The field of the note in the sheet of a person. */
export async function openNote(window: Page, id: PersonId): Promise<Locator> {
  await window.evaluate((person) => (location.hash = `#/people/${person}`), id)
  const note = window.getByLabel('Note', { exact: true })
  await note.scrollIntoViewIfNeeded()
  return note
}

/** Where Chromium keeps the pages: files of its LevelDB. */
export function pageFiles(profileDir: string): string[] {
  const folder = join(profileDir, 'IndexedDB')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name))
}

export function deletePages(profileDir: string): void {
  rmSync(join(profileDir, 'IndexedDB'), { recursive: true, force: true })
}
