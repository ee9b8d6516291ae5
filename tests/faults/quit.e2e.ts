/** Quitting in the worst moment: while a word is being typed, twice, in the middle of an import. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { newId, type PersonId } from '#core/domain/ids'
import { expect, test, type RunningApp } from '../e2e/app'
import { importFile } from './deeds'
import { readFromJournal, sectionFolder } from './disk'
import { createSection, openNote, openSection, passphrase } from './profile'

/** Sends `script` to the page and closes the window at once, without waiting for what it does there. */
async function runAndClose({ app }: RunningApp, script: string): Promise<void> {
  await app.evaluate(({ BrowserWindow }, words) => {
    const [window] = BrowserWindow.getAllWindows()
    window!.webContents.executeJavaScript(words).catch(() => {})
    // Electron sends a script one microtask later.
    setImmediate(() => window!.close())
  }, script)
}

async function noteOnDisk({ profileDir }: RunningApp): Promise<string | undefined> {
  return (await readFromJournal(sectionFolder(profileDir), passphrase)).people.find(({ lastName }) => lastName === 'Kaya')?.note
}

/** What a clean end leaves: no lock, no temporary print. */
function expectTidy({ profileDir }: RunningApp): void {
  expect(existsSync(join(sectionFolder(profileDir), 'journal.lock'))).toBe(false)
  expect(existsSync(join(profileDir, 'prints'))).toBe(false)
}

async function sectionWithKaya(running: RunningApp): Promise<PersonId> {
  const engine = await createSection(running)
  const id = newId<PersonId>()
  await engine.call('execute', { type: 'person.create', id, draft: { lastName: 'Kaya', firstName: 'Ayşe' } })
  return id
}

/** Resolves to the app's exit code. */
function ended({ app }: RunningApp): Promise<number | null> {
  const child = app.process()
  return new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(child.exitCode)))
}

test('a word still being typed is saved when the window is closed in the same tick', async ({ launch }) => {
  const running = await launch()
  const id = await sectionWithKaya(running)
  await (await openNote(running.window, id)).focus()
  const code = ended(running)
  await runAndClose(running, `document.execCommand('insertText', false, 'tapé à la fermeture')`)
  expect(await code).toBe(0)
  expect(await noteOnDisk(running)).toBe('tapé à la fermeture')
  expectTidy(running)

  await test.step('and is there at the next start', async () => {
    const again = await launch({ profileDir: running.profileDir })
    const engine = await openSection(again)
    expect((await engine.call('person', id))?.note).toBe('tapé à la fermeture')
  })
})

test('a word still being typed is saved when the app quits, however often it is asked to', async ({ launch }) => {
  const running = await launch()
  const id = await sectionWithKaya(running)
  const note = await openNote(running.window, id)
  await note.pressSequentially('tapé puis quitté')
  const code = ended(running)
  await running.app.evaluate(({ app, BrowserWindow }) => {
    app.quit()
    app.quit()
    BrowserWindow.getAllWindows()[0]!.close()
    setImmediate(() => app.quit())
  })
  expect(await code).toBe(0)
  expect(await noteOnDisk(running)).toBe('tapé puis quitté')
  expectTidy(running)
})

test('a person half entered is saved when Ctrl+Q is pressed', async ({ launch }) => {
  const running = await launch()
  await sectionWithKaya(running)
  await running.window.evaluate(() => (location.hash = '#/people/new'))
  await running.window.getByLabel('Nom d’usage').fill('Ndiaye')
  const code = ended(running)
  await running.app.evaluate(({ Menu }) => {
    // The key itself is the menu's: Chromium gives a test's keys to the page only.
    const quit = Menu.getApplicationMenu()!.items.flatMap(({ submenu }) => submenu?.items ?? []).find(({ accelerator }) => accelerator === 'CmdOrCtrl+Q')
    quit!.click()
  })
  expect(await code).toBe(0)
  const { people } = await readFromJournal(sectionFolder(running.profileDir), passphrase)
  expect(people.map(({ lastName }) => lastName).sort()).toEqual(['Kaya', 'Ndiaye'])
})

test('an import is whole when the app quits in the middle of it', async ({ launch }) => {
  const running = await launch()
  const engine = await createSection(running)
  const names = Array.from({ length: 3000 }, (_, row) => `Nom${row}`)
  const { id } = await engine.call('importOpen', { content: importFile(names), fileName: 'anciens.csv' })
  const code = ended(running)
  await runAndClose(running, `void faultsEngine.call('importApply', [{ id: '${id}' }])`)
  expect(await code).toBe(0)
  const { people, history } = await readFromJournal(sectionFolder(running.profileDir), passphrase)
  expect([people.length, history.filter(({ kind }) => kind === 'import').length]).toEqual([3000, 1])
})
