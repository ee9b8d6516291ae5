/** The app as a program of the desktop: started twice, moved, quit in every way, crashed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { projectFolder } from '../../tools/build'
import { resolveRuntime } from '../../tools/runtime/resolve'
import { newId, type SectionId } from '#core/domain/ids'
import { makeInvitation, writeLink } from '#core/membership/invitation'
import { expect, test } from './app'
import { crashWindow } from './crash-window'
import { addPerson, createSection, expectAccessible, passphrase, rowOf } from './screens'

/** A whole invitation to a section that nobody here knows. */
const invitationLink = () =>
  writeLink(makeInvitation({ relayUrl: 'https://relais.exemple.invalid', relay: 'relais-1', section: newId<SectionId>(), root: 'kYf7nEZg3Hq0Jv2lY0hS6q0cT1mD8b4u5xw9r3aZpQ8', role: 'organizer' }, Date.now() / 1000))

/** The command line of the app on a profile, as the desktop would call it. */
async function commandLine(profileDir: string): Promise<{ executable: string; words: string[] }> {
  const { executable } = await resolveRuntime()
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return { executable, words: [...sandbox, `--user-data-dir=${profileDir}`, '--password-store=basic', projectFolder] }
}

function exited(app: ElectronApplication): Promise<number | null> {
  const child = app.process()
  return child.exitCode !== null ? Promise.resolve(child.exitCode) : once(child, 'exit').then(([code]) => code as number | null)
}

/** The page has said by now how it is asked to quit, and what a menu command does: a test may take its place. */
async function drawn(page: Page): Promise<void> {
  await page.getByRole('button').first().waitFor()
}

/** Answers the app's questions from here on, in turn; later ones get the last answer. What was asked is kept. */
async function answerQuestions(app: ElectronApplication, ...answers: number[]): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog, app: electron }, replies) => {
    const asked: string[] = []
    Object.assign(electron, { asked })
    dialog.showMessageBox = ((...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message)
      return Promise.resolve({ response: replies.length > 1 ? replies.shift()! : replies[0]!, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
  }, answers)
  return () => app.evaluate(({ app: electron }) => (electron as unknown as { asked: string[] }).asked)
}

test('a second start shows the window of the first and ends', async ({ launch }) => {
  const { app, profileDir } = await launch()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide())
  const { executable, words } = await commandLine(profileDir)
  const second = spawn(executable, words, { stdio: 'ignore' })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isVisible()))).toEqual([true])
})

/** An invitation by its shape; nobody gave it. */
const link = `permanence://join#${'AbCd-_09'.repeat(20)}`

/** Starts the app once more with these words, as the system does; resolves with all that it said. */
async function startAgain(profileDir: string, more: string[]): Promise<string> {
  const { executable, words } = await commandLine(profileDir)
  const second = spawn(executable, [...words, ...more], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [second.stdout, second.stderr]) stream.on('data', (piece: Buffer) => (said += piece.toString()))
  expect(await once(second, 'exit')).toEqual([0, null])
  return said
}

test('a link of an invitation shows the window on joining, with the link in its field and nothing done; anything else is let go of', async ({ launch }) => {
  const { app, window: page, profileDir } = await launch()
  let said = ''
  for (const stream of [app.process().stdout!, app.process().stderr!]) stream.on('data', (piece: Buffer) => (said += piece.toString()))
  await drawn(page)
  for (const other of ['permanence://other#canari', 'permanence://join#canari%20--inspect', 'https://exemple.org/#canari']) said += await startAgain(profileDir, [other])
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.hide())
  said += await startAgain(profileDir, [link])
  await expect(page.getByLabel('Lien de l’invitation')).toHaveValue(link)
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isVisible()))).toEqual([true])
  await expect(page.getByText('Rien n’est envoyé tant que vous ne demandez pas à rejoindre.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Demander à rejoindre' })).toBeDisabled()
  await expectAccessible(page, 'joining with a link that was pressed elsewhere')
  // A later one takes its place.
  said += await startAgain(profileDir, ['--', `${link}B`])
  await expect(page.getByLabel('Lien de l’invitation')).toHaveValue(`${link}B`)
  expect(said).not.toContain('canari')
  expect(said).not.toContain('AbCd-_09')
})

test('a link that starts the app is in the form as well', async ({ launch }) => {
  const { window: page } = await launch({ words: [link] })
  await expect(page.getByLabel('Lien de l’invitation')).toHaveValue(link)
})

test('a link takes nobody out of an open section: it asks, and saves first what was being typed', async ({ launch }) => {
  const { window: page, profileDir } = await launch()
  await createSection(page)
  await addPerson(page, 'Kaya', 'Ayşe')
  await page.getByLabel('Note', { exact: true }).fill('à rappeler jeudi')
  await startAgain(profileDir, [await invitationLink()])
  const question = page.getByRole('dialog', { name: 'Rejoindre une autre section' })
  await expect(question).toContainText('est d’abord enregistrée et fermée')
  await expectAccessible(page, 'a link while a section is open')
  await question.getByRole('button', { name: 'Pas maintenant' }).click()
  await expect(question).toHaveCount(0)
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('à rappeler jeudi')

  await page.getByLabel('Note', { exact: true }).fill('à rappeler vendredi')
  const again = await invitationLink()
  await startAgain(profileDir, [again])
  await page.getByRole('button', { name: 'Fermer et rejoindre…' }).click()
  await expect(page.getByLabel('Lien de l’invitation')).toHaveValue(again)
  await page.getByRole('button', { name: 'Retour' }).click()
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await page.getByLabel('Phrase de passe', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Ouvrir', exact: true }).click()
  await rowOf(page, 'Kaya').click()
  await expect(page.getByLabel('Note', { exact: true })).toHaveValue('à rappeler vendredi')
})

test('the window opens where it was left', async ({ launch }) => {
  const first = await launch()
  const left = { x: 40, y: 30, width: 1100, height: 700 }
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds), left)
  await expect.poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())).toEqual(left)
  await first.close()
  const second = await launch({ profileDir: first.profileDir })
  await expect.poll(() => second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())).toEqual(left)
  // No one can make it too small to be used.
  await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setSize(300, 200))
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getMinimumSize())).toEqual([1024, 640])
})

test('settings last, and damaged ones never keep the app from starting', async ({ launch }) => {
  const first = await launch()
  await first.window.evaluate(() => window.permanence.saveSettings({ lockAfterMinutes: 42 }))
  await first.close()
  const second = await launch({ profileDir: first.profileDir })
  expect((await second.window.evaluate(() => window.permanence.settings())).lockAfterMinutes).toBe(42)
  await second.close()
  const path = join(first.profileDir, 'settings.json')
  writeFileSync(path, '{"lockAfterMinutes": 4')
  const third = await launch({ profileDir: first.profileDir })
  expect((await third.window.evaluate(() => window.permanence.settings())).lockAfterMinutes).not.toBe(42)
  expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('{"lockAfterMinutes": 4')
})

test('quitting twice, or closing the window, ends the app once everything is saved', async ({ launch }) => {
  const twice = await launch()
  const ended = exited(twice.app)
  await twice.app.evaluate(({ app }) => {
    app.quit()
    app.quit()
  })
  expect(await ended).toBe(0)
  const closed = await launch()
  const gone = exited(closed.app)
  await closed.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
  expect(await gone).toBe(0)
})

test('quitting with edits that the disk refuses asks first', async ({ launch }) => {
  const { app, window: page } = await launch()
  const asked = await answerQuestions(app, 0, 1)
  await drawn(page)
  await page.evaluate(() => window.permanence.onPrepareQuit(async () => false))
  await app.evaluate(({ app: electron }) => electron.quit())
  await expect.poll(asked).toEqual(['Tout n’est pas encore enregistré.'])
  // Told to wait: the window is still there, and what it holds too.
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible')
  const ended = exited(app)
  await app.evaluate(({ app: electron }) => electron.quit())
  expect(await ended).toBe(0)
})

test('quitting while the app starts ends it', async ({ launch }) => {
  // Only for its profile, which is removed at the end.
  const { profileDir, close } = await launch()
  await close()
  const { executable, words } = await commandLine(profileDir)
  const child = spawn(executable, words, { stdio: 'ignore' })
  const lock = join(profileDir, 'SingletonLock')
  await expect.poll(() => existsSync(lock) || statSync(profileDir).isDirectory(), { intervals: [5] }).toBe(true)
  child.kill('SIGTERM')
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(code === 0 || signal === 'SIGTERM').toBe(true)
})

test('a window that crashes comes back, and says so when it does it again and again', async ({ launch }) => {
  const { app } = await launch({ expectErrors: true })
  const asked = await answerQuestions(app, 0)
  const isAlive = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('typeof permanence.settings'))
  for (let time = 0; time < 3; time++) {
    await crashWindow(app)
    expect(await isAlive()).toBe('function')
    expect(await asked()).toEqual([])
  }
  await crashWindow(app)
  expect(await asked()).toEqual(['La fenêtre s’est arrêtée plusieurs fois de suite.'])
  expect(await isAlive()).toBe('function')
  const ended = exited(app)
  await app.evaluate(({ app: electron }) => electron.quit())
  expect(await ended).toBe(0)
})

test('a sheet opened in the viewer is private, and gone when the app has quit', async ({ launch }) => {
  const { app, window: page, close } = await launch()
  await app.evaluate(({ shell, app: electron }) => {
    shell.openPath = (path) => {
      Object.assign(electron, { opened: path })
      return Promise.resolve('')
    }
  })
  await page.evaluate(() => window.permanence.openPdf({ bytes: new TextEncoder().encode('%PDF-1.7 canary'), suggestedName: 'Feuille de contact' }))
  const path = await app.evaluate(({ app: electron }) => (electron as unknown as { opened: string }).opened)
  expect(readFileSync(path, 'utf8')).toBe('%PDF-1.7 canary')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  await close()
  expect(existsSync(path)).toBe(false)
})

test('a file is saved where the person says, or not at all', async ({ launch }) => {
  const { app, window: page, profileDir } = await launch()
  const path = join(profileDir, 'export.csv')
  const answer = (reply: { canceled: boolean; filePath: string }) =>
    app.evaluate(({ dialog }, given) => {
      dialog.showSaveDialog = (() => Promise.resolve(given)) as typeof dialog.showSaveDialog
    }, reply)
  const save = () => page.evaluate(() => window.permanence.saveFile({ suggestedName: 'export', kind: 'csv', bytes: Uint8Array.of(65, 66) }).catch((error: Error) => error.message))
  await answer({ canceled: true, filePath: '' })
  expect(await save()).toBeNull()
  await answer({ canceled: false, filePath: path })
  expect(await save()).toEqual({ path })
  expect(readFileSync(path, 'utf8')).toBe('AB')
  await answer({ canceled: false, filePath: join(profileDir, 'missing', 'export.csv') })
  expect(await save()).toBe('file-not-written: ENOENT')
})

test('the native menu speaks the language of the window and reaches it', async ({ launch }) => {
  const { app, window: page } = await launch()
  const labels = () => app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items.map(({ label }) => label))
  expect(await labels()).toEqual(['&Fichier', 'É&dition', '&Affichage'])
  await page.evaluate(() => window.permanence.saveSettings({ locale: 'en' }))
  expect(await labels()).toEqual(['&File', '&Edit', '&View'])
  await drawn(page)
  const heard = page.evaluate(() => new Promise((resolve) => window.permanence.onMenu(resolve)))
  await expect
    .poll(async () => {
      await app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.items[0]!.submenu!.items.find(({ label }) => label === 'Lock')!.click())
      return Promise.race([heard, Promise.resolve('nothing yet')])
    })
    .toBe('lock')
})
