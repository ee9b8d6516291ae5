/** The journal's file was damaged while the app was closed: what that means for the person who opens the section. */
import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId, type PersonId } from '#core/domain/ids'
import { everyone } from '#core/domain/query'
import { crc32 } from '#core/domain/crc32'
import { scanFrames } from '#core/log/scan'
import { expect, test, type RunningApp } from '../e2e/app'
import { readFromJournal, sectionFolder } from './disk'
import type { EngineInPage } from './engine'
import { createSection, deletePages, openSection, passphrase } from './profile'

const names = ['Kaya', 'Ndiaye', 'Kerbrat', 'Roux']

/** A section of four people, each written by a command of its own. */
async function written(running: RunningApp): Promise<string> {
  const engine = await createSection(running)
  for (const lastName of names) await engine.call('execute', { type: 'person.create', id: newId<PersonId>(), draft: { lastName, note: 'rappeler jeudi' } })
  await running.close()
  return join(sectionFolder(running.profileDir), 'journal.bin')
}

/** Flips a bit of the entry in which the second of the people was written. */
function damageSecond(journal: string): void {
  const bytes = readFileSync(journal)
  const { frames } = scanFrames(new Uint8Array(bytes), crc32)
  // The first frames are the section's name and its entry in the history.
  const { offset, length } = frames.at(-3)!
  bytes[offset + (length >> 1)]! ^= 4
  writeFileSync(journal, bytes)
}

const present = async (engine: EngineInPage) => (await engine.call('rows', { query: everyone, start: 0, end: 10 })).rows.map(({ lastName }) => lastName).sort()

async function expectSaid({ window }: RunningApp): Promise<void> {
  await expect(window.getByText('1 entrée du journal a été mise de côté')).toBeVisible()
  await window.getByRole('button', { name: 'En savoir plus' }).click()
  await expect(window.getByRole('region', { name: 'Section' }).getByRole('alert')).toContainText('mise de côté')
}

const quarantined = ({ profileDir }: RunningApp) => readdirSync(join(sectionFolder(profileDir), 'quarantine')).length

test('with a flipped bit and no fast copy: one entry is missing, said, and kept aside', async ({ launch }) => {
  const first = await launch()
  damageSecond(await written(first))
  deletePages(first.profileDir)
  const running = await launch({ profileDir: first.profileDir })
  const engine = await openSection(running)
  expect(await present(engine)).toEqual(['Kaya', 'Kerbrat', 'Roux'])
  await expectSaid(running)
  expect(quarantined(running)).toBe(1)
  await engine.call('execute', { type: 'person.create', id: newId<PersonId>(), draft: { lastName: 'Après' } })
  await running.close()
  const { people } = await readFromJournal(sectionFolder(running.profileDir), passphrase)
  expect(people.map(({ lastName }) => lastName).sort()).toEqual(['Après', 'Kaya', 'Kerbrat', 'Roux'])
})

test('with a flipped bit: the fast copy gives back what the journal lost, as an entry of the history', async ({ launch }) => {
  const first = await launch()
  damageSecond(await written(first))
  const running = await launch({ profileDir: first.profileDir })
  const engine = await openSection(running)
  await expect.poll(() => present(engine)).toEqual([...names].sort())
  await expectSaid(running)
  expect(quarantined(running)).toBe(1)
  await running.window.getByRole('link', { name: 'Historique' }).click()
  await expect(running.window.getByText('1 fiche perdue par le journal retrouvée')).toBeVisible()
  const journal = join(sectionFolder(running.profileDir), 'journal.bin')
  await expect.poll(() => scanFrames(new Uint8Array(readFileSync(journal)), crc32).regions).toEqual([])
  await running.close()
  const { people } = await readFromJournal(sectionFolder(running.profileDir), passphrase)
  expect(people.map(({ lastName }) => lastName).sort()).toEqual([...names].sort())

  await test.step('and the journal is whole again at the next start', async () => {
    const again = await launch({ profileDir: first.profileDir })
    const status = await (await openSection(again)).status()
    expect(status).toMatchObject({ phase: 'open', people: names.length, quarantined: 0 })
  })
})

test('cut in the middle: nobody is lost who was on the screen before', async ({ launch }) => {
  const first = await launch()
  const journal = await written(first)
  truncateSync(journal, readFileSync(journal).length >> 1)
  const running = await launch({ profileDir: first.profileDir })
  const engine = await openSection(running)
  await expect.poll(() => present(engine)).toEqual([...names].sort())
  expect(quarantined(running)).toBe(1)
})
